import { useQueryClient } from '@tanstack/react-query';
import type { Subscription } from '@/api/access';
import { request } from '@/api/client';
import { RowActions } from '@/shared/RowActions';
import { useToasts } from '@/shared/toasts';
import { useText } from '@/text/useText';
import type { Dialog } from './SubscriptionDialog';
import { subscriptionPath } from './subscriptions';
import { notificationsText } from './text';

/** What can be done with a subscription: at once, or asked for over the page. */
export function SubscriptionActions({
  subscription,
  onDialog,
}: {
  readonly subscription: Subscription;
  readonly onDialog: (dialog: Dialog) => void;
}) {
  const text = useText(notificationsText);
  const toasts = useToasts();
  const queries = useQueryClient();
  const { id, name, paused, kind } = subscription;
  const test = async () => {
    const { taken, answer } = await request<{ readonly taken: boolean; readonly answer: string }>(
      subscriptionPath(id, '/test'),
      { method: 'POST' },
    );
    if (taken) {
      toasts.done(text.tested(name), text.answer(answer));
    } else {
      toasts.failed(new Error(`${text.testRefused(name)}: ${answer}`));
    }
  };
  const pause = async () => {
    await request(subscriptionPath(id), { method: 'PATCH', body: { paused: !paused } });
    await queries.invalidateQueries({ queryKey: ['subscriptions'] });
    toasts.done(paused ? text.nowActive(name) : text.nowPaused(name));
  };
  return (
    <RowActions
      label={text.actions(name)}
      items={[
        { title: text.test, onClick: () => void test().catch(toasts.failed) },
        {
          title: paused ? text.resume : text.pause,
          onClick: () => void pause().catch(toasts.failed),
        },
        { title: text.letters, onClick: () => onDialog({ what: 'letters', subscription }) },
        ...(kind === 'webhook'
          ? [
              {
                title: text.newSecret,
                onClick: () => onDialog({ what: 'new-secret', subscription }),
              },
            ]
          : []),
        { isSeparator: true },
        {
          title: text.delete,
          isDanger: true,
          onClick: () => onDialog({ what: 'delete', subscription }),
        },
      ]}
    />
  );
}
