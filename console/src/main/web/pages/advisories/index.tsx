import { Spinner } from '@patternfly/react-core';

export default function AdvisoriesPage() {
  return <Spinner />;
}
