import {
  Button,
  Content,
  EmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
} from '@patternfly/react-core';
import ExclamationCircleIcon from '@patternfly/react-icons/dist/esm/icons/exclamation-circle-icon';
import { useRouteError } from 'react-router';
import { useText } from '@/text/useText';
import { appText } from './text';

/** In place of a page that failed; a part of it that is not there any more after an update, too. */
export function BrokenPage() {
  const text = useText(appText);
  const error = useRouteError();
  return (
    <EmptyState
      headingLevel="h1"
      titleText={text.broken}
      icon={ExclamationCircleIcon}
      status="danger"
      role="alert"
    >
      <EmptyStateBody>
        {text.brokenNext}
        <Content component="small">
          {error instanceof Error ? error.message : String(error)}
        </Content>
      </EmptyStateBody>
      <EmptyStateFooter>
        <EmptyStateActions>
          <Button onClick={() => window.location.reload()}>{text.reload}</Button>
        </EmptyStateActions>
      </EmptyStateFooter>
    </EmptyState>
  );
}
