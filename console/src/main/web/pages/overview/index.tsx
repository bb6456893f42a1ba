import { Spinner } from '@patternfly/react-core';

export default function OverviewPage() {
  return <Spinner />;
}
