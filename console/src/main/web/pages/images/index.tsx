import { Spinner } from '@patternfly/react-core';

export default function ImagesPage() {
  return <Spinner />;
}
