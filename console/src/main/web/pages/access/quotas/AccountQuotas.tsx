import { Button, Content, DescriptionList, Skeleton } from '@patternfly/react-core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Quotas } from '@/api/access';
import { request } from '@/api/client';
import { mayInAccount, useSession } from '@/session/session';
import { ErrorState } from '@/shared/ErrorState';
import { Fact } from '@/shared/Fact';
import { FormModal } from '@/shared/FormModal';
import { TextField } from '@/shared/TextField';
import { useToasts } from '@/shared/toasts';
import { useText } from '@/text/useText';
import { UsageBar } from '../UsageBar';
import { limitOf, megabytesOf } from './megabytes';
import { quotasText } from './text';

/** What the account may use and uses. */
export function AccountQuotas() {
  const text = useText(quotasText);
  const { session } = useSession();
  const [changing, setChanging] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['quotas'],
    queryFn: ({ signal }) => request<Quotas>('/api/v1/quotas', { signal }),
  });
  if (error) {
    return <ErrorState error={error} compact onRetry={() => void refetch()} />;
  }
  if (!data) {
    return <Skeleton height="4rem" />;
  }
  const bar = (label: string, used: number, limit: number) => (
    <Fact term={label}>
      <UsageBar label={text.usageOf(label)} used={used} limit={limit < 0 ? null : limit} />
    </Fact>
  );
  return (
    <>
      <DescriptionList>
        {bar(text.storage, data.usage.storage_bytes, data.limit.storage_bytes)}
        {bar(text.traffic, data.usage.traffic_bytes, data.limit.traffic_bytes)}
      </DescriptionList>
      <Content component="small">{text.accountNext}</Content>
      {mayInAccount(session, 'quota.set') && (
        <div>
          <Button variant="secondary" onClick={() => setChanging(true)}>
            {text.change}
          </Button>
        </div>
      )}
      {changing && <ChangeQuotas quotas={data} onClose={() => setChanging(false)} />}
    </>
  );
}

function ChangeQuotas({
  quotas,
  onClose,
}: {
  readonly quotas: Quotas;
  readonly onClose: () => void;
}) {
  const text = useText(quotasText);
  const toasts = useToasts();
  const queries = useQueryClient();
  const [storage, setStorage] = useState(megabytesOf(quotas.limit.storage_bytes));
  const [traffic, setTraffic] = useState(megabytesOf(quotas.limit.traffic_bytes));
  const limits = { storage_megabytes: limitOf(storage), traffic_megabytes: limitOf(traffic) };
  const field = (
    name: string,
    limit: number | undefined,
    value: string,
    onChange: (value: string) => void,
  ) => (
    <TextField
      label={`${name}, ${text.megabytes}`}
      help={text.none}
      wrong={limit === undefined && text.wrong}
      type="number"
      min={0}
      value={value}
      onChange={onChange}
    />
  );
  return (
    <FormModal
      title={text.changeTitle}
      submit={text.save}
      disabled={Object.values(limits).includes(undefined)}
      onClose={onClose}
      onSubmit={async () => {
        await request('/api/v1/quotas', { method: 'PATCH', body: limits });
        await queries.invalidateQueries({ queryKey: ['quotas'] });
        toasts.done(text.saved);
        onClose();
      }}
    >
      {field(text.storageLimit, limits.storage_megabytes, storage, setStorage)}
      {field(text.trafficLimit, limits.traffic_megabytes, traffic, setTraffic)}
    </FormModal>
  );
}
