import { Spinner } from '@patternfly/react-core';

export default function IssuesPage() {
  return <Spinner />;
}
