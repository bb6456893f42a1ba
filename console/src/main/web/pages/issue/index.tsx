import { Spinner } from '@patternfly/react-core';

export default function IssuePage() {
  return <Spinner />;
}
