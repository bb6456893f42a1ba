import {
  Button,
  EmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
  Label,
} from '@patternfly/react-core';
import KeyIcon from '@patternfly/react-icons/dist/esm/icons/key-icon';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { ApiKey } from '@/api/access';
import { request } from '@/api/client';
import { ConfirmModal } from '@/shared/ConfirmModal';
import type { Column } from '@/shared/DataTable';
import { ListSearch } from '@/shared/ListSearch';
import { contains, localPage } from '@/shared/localList';
import { LocalTable } from '@/shared/LocalTable';
import { TimeText, useNow } from '@/shared/TimeText';
import { useToasts } from '@/shared/toasts';
import { useListState } from '@/shared/useListState';
import { useText } from '@/text/useText';
import { CreateKey } from './CreateKey';
import { standing } from './keys';
import { keysText } from './text';

const ORDERS = {
  name: (key: ApiKey) => key.name,
  created: (key: ApiKey) => key.created,
  used: (key: ApiKey) => key.last_use ?? '',
  expires: (key: ApiKey) => key.expires ?? '9999',
};

/** The API keys of somebody: when they were used, when they end; to make and to revoke. */
export function KeyList({
  owner,
  filters,
}: {
  /** A name; one's own without. */
  readonly owner?: string | undefined;
  /** Before the search: whose keys these are. */
  readonly filters?: ReactNode;
}) {
  const text = useText(keysText);
  const state = useListState(['q'], { sort: '-created' });
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<ApiKey>();
  const query = useQuery({
    queryKey: ['api-keys', owner ?? ''],
    queryFn: ({ signal }) =>
      request<{ readonly api_keys: readonly ApiKey[] }>('/api/v2/api-keys', {
        query: { owner },
        signal,
      }),
  });
  const { data } = query;
  const page =
    data && localPage(data.api_keys, state, (key) => contains(key.name, state.first('q')), ORDERS);
  const create = <Button onClick={() => setCreating(true)}>{text.create}</Button>;
  return (
    <>
      <LocalTable
        label={owner === undefined ? text.yours : text.list(owner)}
        columns={useColumns(setRevoking)}
        page={page}
        query={query}
        rowKey={(key) => key.id}
        state={state}
        filters={
          <>
            {filters}
            <ListSearch label={text.search} state={state} />
          </>
        }
        actions={create}
        empty={
          <>
            {filters}
            <EmptyState headingLevel="h2" titleText={text.empty} icon={KeyIcon} variant="sm">
              <EmptyStateBody>
                {owner === undefined ? text.emptyYours : text.emptyOther(owner)}
              </EmptyStateBody>
              <EmptyStateFooter>
                <EmptyStateActions>{create}</EmptyStateActions>
              </EmptyStateFooter>
            </EmptyState>
          </>
        }
      />
      {creating && <CreateKey owner={owner} onClose={() => setCreating(false)} />}
      {revoking && (
        <Revoke apiKey={revoking} owner={owner} onClose={() => setRevoking(undefined)} />
      )}
    </>
  );
}

function useColumns(onRevoke: (key: ApiKey) => void): readonly Column<ApiKey>[] {
  const text = useText(keysText);
  return [
    {
      key: 'name',
      title: text.name,
      sort: 'name',
      modifier: 'breakWord',
      cell: (key) => key.name,
    },
    {
      key: 'begins',
      title: text.begins,
      cell: (key) => <span className="bw-code">{key.shown}…</span>,
    },
    {
      key: 'created',
      title: text.created,
      sort: 'created',
      largestFirst: true,
      modifier: 'nowrap',
      cell: (key) => <TimeText time={key.created} />,
    },
    {
      key: 'used',
      title: text.lastUse,
      sort: 'used',
      largestFirst: true,
      modifier: 'nowrap',
      cell: (key) => <TimeText time={key.last_use} otherwise={text.unused} />,
    },
    {
      key: 'expires',
      title: text.expires,
      sort: 'expires',
      modifier: 'nowrap',
      cell: (key) => <Expiry apiKey={key} />,
    },
    {
      key: 'actions',
      title: text.actions,
      hiddenTitle: true,
      modifier: 'fitContent',
      cell: (key) => (
        <Button
          variant="link"
          isDanger
          isInline
          aria-label={text.revokeNamed(key.name)}
          onClick={() => onRevoke(key)}
        >
          {text.revoke}
        </Button>
      ),
    },
  ];
}

function Expiry({ apiKey }: { readonly apiKey: ApiKey }) {
  const text = useText(keysText);
  const how = standing(apiKey, useNow());
  return (
    <>
      <TimeText time={apiKey.expires} otherwise={text.never} />{' '}
      {how !== 'lasts' && (
        <Label isCompact status={how === 'ended' ? 'danger' : 'warning'}>
          {how === 'ended' ? text.ended : text.soon}
        </Label>
      )}
    </>
  );
}

function Revoke({
  apiKey,
  owner,
  onClose,
}: {
  readonly apiKey: ApiKey;
  readonly owner: string | undefined;
  readonly onClose: () => void;
}) {
  const text = useText(keysText);
  const toasts = useToasts();
  const queries = useQueryClient();
  return (
    <ConfirmModal
      title={text.revokeTitle}
      confirm={text.revokeConfirm}
      onClose={onClose}
      onConfirm={async () => {
        await request(`/api/v2/api-keys/${encodeURIComponent(apiKey.id)}`, {
          method: 'DELETE',
          query: { owner },
        });
        await queries.invalidateQueries({ queryKey: ['api-keys'] });
        toasts.done(text.revoked(apiKey.name));
        onClose();
      }}
    >
      <p>
        <strong>{apiKey.name}</strong> (<span className="bw-code">{apiKey.shown}…</span>){' '}
        {text.revokeNext}
      </p>
    </ConfirmModal>
  );
}
