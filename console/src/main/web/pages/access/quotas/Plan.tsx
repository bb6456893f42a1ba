import { Button, Content, Skeleton } from '@patternfly/react-core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '@/api/client';
import { mayInAccount, useSession } from '@/session/session';
import { ConfirmModal } from '@/shared/ConfirmModal';
import { ErrorState } from '@/shared/ErrorState';
import { useToasts } from '@/shared/toasts';
import { useText } from '@/text/useText';
import { quotasText } from './text';

type PlanName = 'Standard' | 'Free';

/** The plan of the account, and the way to the other. */
export function Plan() {
  const text = useText(quotasText);
  const toasts = useToasts();
  const queries = useQueryClient();
  const { session } = useSession();
  const [asking, setAsking] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['plan'],
    queryFn: ({ signal }) => request<{ readonly plan: PlanName }>('/api/v1/plans', { signal }),
  });
  if (error) {
    return <ErrorState error={error} compact onRetry={() => void refetch()} />;
  }
  if (!data) {
    return <Skeleton />;
  }
  const other: PlanName = data.plan === 'Free' ? 'Standard' : 'Free';
  const label = other === 'Free' ? text.toFree : text.toStandard;
  return (
    <>
      <Content component="p">
        {text.planNow(data.plan)} {text.plans[data.plan]}
      </Content>
      {mayInAccount(session, 'plan.set') && (
        <div>
          <Button variant="secondary" onClick={() => setAsking(true)}>
            {label}
          </Button>
        </div>
      )}
      {asking && (
        <ConfirmModal
          title={text.planTitle(other)}
          confirm={label}
          onClose={() => setAsking(false)}
          onConfirm={async () => {
            await request('/api/v1/plans', { method: 'PATCH', body: { plan: other } });
            await Promise.all(
              ['plan', 'quotas'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
            );
            toasts.done(text.planChanged(other));
            setAsking(false);
          }}
        >
          <p>{text.planNext[other]}</p>
        </ConfirmModal>
      )}
    </>
  );
}
