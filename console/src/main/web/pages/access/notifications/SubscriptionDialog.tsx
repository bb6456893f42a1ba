import { useQueryClient } from '@tanstack/react-query';
import type { Subscription } from '@/api/access';
import { request } from '@/api/client';
import { ConfirmModal } from '@/shared/ConfirmModal';
import { ShownOnce } from '@/shared/ShownOnce';
import { useToasts } from '@/shared/toasts';
import { useText } from '@/text/useText';
import { CreateSubscription } from './CreateSubscription';
import { DeadLetters } from './DeadLetters';
import { subscriptionPath } from './subscriptions';
import { notificationsText } from './text';

export type Dialog =
  | { readonly what: 'create' }
  | { readonly what: 'letters' | 'new-secret' | 'delete'; readonly subscription: Subscription }
  | { readonly what: 'secret'; readonly name: string; readonly secret: string };

/** What is open over the list of subscriptions, and what comes after it. */
export function SubscriptionDialog({
  dialog,
  onChange,
}: {
  readonly dialog: Dialog;
  readonly onChange: (dialog: Dialog | undefined) => void;
}) {
  const text = useText(notificationsText);
  const toasts = useToasts();
  const queries = useQueryClient();
  const close = () => onChange(undefined);
  const told = ({ name, secret }: Subscription) =>
    onChange(secret === undefined ? undefined : { what: 'secret', name, secret });
  switch (dialog.what) {
    case 'create':
      return <CreateSubscription onMade={told} onClose={close} />;
    case 'letters':
      return <DeadLetters subscription={dialog.subscription} onClose={close} />;
    case 'new-secret':
      return (
        <ConfirmModal
          title={text.newSecretTitle}
          confirm={text.newSecret}
          onClose={close}
          onConfirm={async () => {
            const path = subscriptionPath(dialog.subscription.id);
            const body = { new_secret: true };
            told(await request<Subscription>(path, { method: 'PATCH', body }));
          }}
        >
          <p>{text.newSecretNext}</p>
        </ConfirmModal>
      );
    case 'delete': {
      const { id, name } = dialog.subscription;
      return (
        <ConfirmModal
          title={text.deleteTitle}
          confirm={text.delete}
          onClose={close}
          onConfirm={async () => {
            await request(subscriptionPath(id), { method: 'DELETE' });
            await queries.invalidateQueries({ queryKey: ['subscriptions'] });
            toasts.done(text.deleted(name));
            close();
          }}
        >
          <p>
            <strong>{name}</strong> {text.deleteNext}
          </p>
        </ConfirmModal>
      );
    }
    case 'secret':
      return (
        <ShownOnce
          title={text.secretTitle(dialog.name)}
          warning={text.secretOnce}
          secret={dialog.secret}
          copy={text.copySecret}
          onClose={close}
        />
      );
  }
}
