import { Spinner } from '@patternfly/react-core';

export default function ImagePage() {
  return <Spinner />;
}
