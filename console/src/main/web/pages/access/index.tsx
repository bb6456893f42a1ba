import { Spinner } from '@patternfly/react-core';

export default function AccessPage() {
  return <Spinner />;
}
