import {
  Button,
  Content,
  List,
  ListItem,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  Skeleton,
} from '@patternfly/react-core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import type { DeadLetter, Subscription } from '@/api/access';
import { request } from '@/api/client';
import { ErrorState } from '@/shared/ErrorState';
import { TimeText } from '@/shared/TimeText';
import { useToasts } from '@/shared/toasts';
import { useText } from '@/text/useText';
import { shortType, subscriptionPath } from './subscriptions';
import { notificationsText } from './text';

/** What could not be delivered within a day, to try again. */
export function DeadLetters({
  subscription,
  onClose,
}: {
  readonly subscription: Subscription;
  readonly onClose: () => void;
}) {
  const text = useText(notificationsText);
  const toasts = useToasts();
  const queries = useQueryClient();
  const id = useId();
  const key = ['dead-letters', subscription.id];
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) =>
      request<{ readonly dead_letters: readonly DeadLetter[]; readonly next?: string }>(
        subscriptionPath(subscription.id, '/dead-letters'),
        { signal },
      ),
  });
  const retry = useMutation({
    mutationFn: (letter: DeadLetter) =>
      request(
        subscriptionPath(
          subscription.id,
          `/dead-letters/${encodeURIComponent(letter.event)}/retry`,
        ),
        { method: 'POST' },
      ),
    onSuccess: async () => {
      toasts.done(text.retried);
      await queries.invalidateQueries({ queryKey: key });
    },
    onError: toasts.failed,
  });
  return (
    <Modal isOpen variant="medium" onClose={onClose} aria-labelledby={`${id}-title`}>
      <ModalHeader title={text.lettersOf(subscription.name)} labelId={`${id}-title`} />
      <ModalBody tabIndex={0}>
        {error ? (
          <ErrorState error={error} compact onRetry={() => void refetch()} />
        ) : !data ? (
          <Skeleton height="4rem" />
        ) : data.dead_letters.length === 0 ? (
          <Content component="p">{text.lettersNone}</Content>
        ) : (
          <>
            <Content component="p">{text.lettersNext}</Content>
            <List isPlain isBordered>
              {data.dead_letters.map((letter) => (
                <ListItem key={letter.event}>
                  <strong className="bw-code">{shortType(letter.type)}</strong> {letter.subject} (
                  <TimeText time={letter.time} />)
                  <Content component="small">
                    {text.attempts(letter.attempts, letter.error)}
                  </Content>
                  <Button
                    variant="link"
                    isInline
                    isDisabled={retry.isPending}
                    aria-label={text.retryNamed(letter.subject)}
                    onClick={() => retry.mutate(letter)}
                  >
                    {text.retry}
                  </Button>
                </ListItem>
              ))}
            </List>
            {data.next !== undefined && <Content component="p">{text.lettersMore}</Content>}
          </>
        )}
      </ModalBody>
      <ModalFooter>
        <Button variant="secondary" onClick={onClose}>
          {text.close}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
