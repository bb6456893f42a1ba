import {
  Button,
  Content,
  EmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
} from '@patternfly/react-core';
import BellIcon from '@patternfly/react-icons/dist/esm/icons/bell-icon';
import { useState } from 'react';
import type { Subscription } from '@/api/access';
import { mayInAccount, useSession } from '@/session/session';
import type { Column } from '@/shared/DataTable';
import { Label } from '@/shared/Label';
import { ListSearch } from '@/shared/ListSearch';
import { contains, localPage } from '@/shared/localList';
import { LocalTable } from '@/shared/LocalTable';
import { sharedText } from '@/shared/text';
import { TimeText } from '@/shared/TimeText';
import { useListState } from '@/shared/useListState';
import { usePageTitle } from '@/shared/usePageTitle';
import { useText } from '@/text/useText';
import { accessText } from '../text';
import { SubscriptionActions } from './SubscriptionActions';
import { SubscriptionDialog, type Dialog } from './SubscriptionDialog';
import { shortType, TYPES, useSubscriptions } from './subscriptions';
import { notificationsText } from './text';

const ORDERS = {
  name: (row: Subscription) => row.name,
  kind: (row: Subscription) => row.kind,
  created: (row: Subscription) => row.created,
};

/** Who is told of what. */
export default function NotificationsTab() {
  const text = useText(notificationsText);
  const access = useText(accessText);
  usePageTitle(access.notifications, access.title);
  const { session } = useSession();
  const manages = mayInAccount(session, 'subscription.manage');
  const state = useListState(['q'], { sort: 'name' });
  const [dialog, setDialog] = useState<Dialog>();
  const query = useSubscriptions();
  const { data } = query;
  const q = state.first('q');
  const page =
    data &&
    localPage(
      data.subscriptions,
      state,
      (row) => contains(row.name, q) || contains(row.target, q),
      ORDERS,
    );
  const create = manages && (
    <Button onClick={() => setDialog({ what: 'create' })}>{text.create}</Button>
  );
  return (
    <>
      <Content component="p">{text.intro}</Content>
      <LocalTable
        label={text.list}
        columns={useColumns(manages ? setDialog : undefined)}
        page={page}
        query={query}
        rowKey={(row) => row.id}
        state={state}
        filters={<ListSearch label={text.search} state={state} />}
        actions={create}
        empty={
          <EmptyState headingLevel="h2" titleText={text.empty} icon={BellIcon}>
            <EmptyStateBody>{text.emptyNext}</EmptyStateBody>
            <EmptyStateFooter>
              <EmptyStateActions>{create}</EmptyStateActions>
            </EmptyStateFooter>
          </EmptyState>
        }
      />
      {dialog && <SubscriptionDialog dialog={dialog} onChange={setDialog} />}
    </>
  );
}

function useColumns(
  onDialog: ((dialog: Dialog) => void) | undefined,
): readonly Column<Subscription>[] {
  const text = useText(notificationsText);
  return [
    { key: 'name', title: text.name, sort: 'name', modifier: 'breakWord', cell: (row) => row.name },
    { key: 'kind', title: text.kind, sort: 'kind', cell: (row) => text.kinds[row.kind] },
    { key: 'target', title: text.target, modifier: 'breakWord', cell: (row) => row.target },
    { key: 'about', title: text.about, cell: (row) => <About subscription={row} /> },
    {
      key: 'state',
      title: text.state,
      cell: (row) => (
        <Label isCompact color={row.paused ? 'grey' : 'green'}>
          {row.paused ? text.paused : text.active}
        </Label>
      ),
    },
    {
      key: 'created',
      title: text.created,
      sort: 'created',
      largestFirst: true,
      cell: (row) => (
        <>
          <TimeText time={row.created} /> {text.by(row.created_by)}
        </>
      ),
    },
    ...(onDialog
      ? [
          {
            key: 'actions',
            title: text.actionsColumn,
            hiddenTitle: true,
            modifier: 'fitContent' as const,
            cell: (row: Subscription) => (
              <SubscriptionActions subscription={row} onDialog={onDialog} />
            ),
          },
        ]
      : []),
  ];
}

/** What somebody is told of, in words. */
function About({ subscription: { filter } }: { readonly subscription: Subscription }) {
  const text = useText(notificationsText);
  const shared = useText(sharedText);
  const words: Readonly<Record<string, string>> = text.typeWords;
  const severities: Readonly<Record<string, string>> = shared.severities;
  const types = (filter.types ?? []).map(shortType);
  const all = types.includes('*') || TYPES.every((type) => types.includes(type));
  const { severity, namespaces = [], repositories = [] } = filter;
  return (
    <>
      {[
        all ? text.everything : types.map((type) => words[type] ?? type).join(', '),
        ...(severity === null || severity === undefined || severity === 'unknown'
          ? []
          : [text.from(severities[severity] ?? severity)]),
        ...(namespaces.length + repositories.length === 0
          ? []
          : [text.in([...namespaces, ...repositories])]),
      ].join('; ')}
    </>
  );
}
