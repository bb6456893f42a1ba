import { Spinner } from '@patternfly/react-core';

export default function ExemptionsPage() {
  return <Spinner />;
}
