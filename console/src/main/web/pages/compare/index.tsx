import { Spinner } from '@patternfly/react-core';

export default function ComparePage() {
  return <Spinner />;
}
