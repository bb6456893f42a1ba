import { Spinner } from '@patternfly/react-core';

export default function AuditPage() {
  return <Spinner />;
}
