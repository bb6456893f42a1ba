import { Spinner } from '@patternfly/react-core';

export default function AccountPage() {
  return <Spinner />;
}
