import {
  Alert,
  AlertActionLink,
  Button,
  Content,
  EmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
} from '@patternfly/react-core';
import DisconnectedIcon from '@patternfly/react-icons/dist/esm/icons/disconnected-icon';
import ExclamationCircleIcon from '@patternfly/react-icons/dist/esm/icons/exclamation-circle-icon';
import LockIcon from '@patternfly/react-icons/dist/esm/icons/lock-icon';
import SearchIcon from '@patternfly/react-icons/dist/esm/icons/search-icon';
import type { ComponentType } from 'react';
import { ApiError } from '@/api/client';
import { useText } from '@/text/useText';
import { sharedText } from './text';

interface Told {
  readonly title: string;
  readonly detail: string;
  readonly icon: ComponentType;
  readonly requestId: string | undefined;
}

function useTold(error: unknown): Told {
  const text = useText(sharedText);
  if (!(error instanceof ApiError)) {
    const detail = error instanceof Error ? error.message : String(error);
    return { title: text.failed, detail, icon: ExclamationCircleIcon, requestId: undefined };
  }
  const told = (title: string, icon: ComponentType, detail = error.message): Told => ({
    title,
    detail,
    icon,
    requestId: error.requestId,
  });
  if (error.unreachable || error.status === 502 || error.status === 504) {
    return told(text.unreachable, DisconnectedIcon, text.unreachableNext);
  }
  if (error.status === 403) {
    return told(text.refused, LockIcon);
  }
  if (error.status === 404) {
    return told(text.missing, SearchIcon);
  }
  if (error.status === 503 || error.status === 429) {
    return told(text.busy, DisconnectedIcon);
  }
  return told(text.failed, ExclamationCircleIcon);
}

/** What went wrong and what to do next, in place of what was asked for. */
export function ErrorState({
  error,
  onRetry,
  compact = false,
}: {
  readonly error: unknown;
  readonly onRetry?: () => void;
  /** A line above a form, instead of a whole page. */
  readonly compact?: boolean;
}) {
  const text = useText(sharedText);
  const told = useTold(error);
  if (compact) {
    return (
      <Alert
        variant="danger"
        isInline
        title={told.title}
        actionLinks={onRetry && <AlertActionLink onClick={onRetry}>{text.retry}</AlertActionLink>}
      >
        {told.detail}
      </Alert>
    );
  }
  return (
    <EmptyState
      headingLevel="h2"
      titleText={told.title}
      icon={told.icon}
      status="danger"
      role="alert"
    >
      <EmptyStateBody>
        {told.detail}
        {told.requestId && <Content component="small">{text.requestId(told.requestId)}</Content>}
      </EmptyStateBody>
      {onRetry && (
        <EmptyStateFooter>
          <EmptyStateActions>
            <Button onClick={onRetry}>{text.retry}</Button>
          </EmptyStateActions>
        </EmptyStateFooter>
      )}
    </EmptyState>
  );
}
