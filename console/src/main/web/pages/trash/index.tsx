import { Spinner } from '@patternfly/react-core';

export default function TrashPage() {
  return <Spinner />;
}
