import {
  Button,
  EmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
  Flex,
} from '@patternfly/react-core';
import CubesIcon from '@patternfly/react-icons/dist/esm/icons/cubes-icon';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { NamespaceDetail } from '@/api/access';
import { request } from '@/api/client';
import { mayInAccount, useSession } from '@/session/session';
import { CopyCode } from '@/shared/CopyCode';
import type { Column } from '@/shared/DataTable';
import { asCsv, asJson, ExportMenu } from '@/shared/ExportMenu';
import { ListSearch } from '@/shared/ListSearch';
import { contains, localPage } from '@/shared/localList';
import { LocalTable } from '@/shared/LocalTable';
import { TimeText } from '@/shared/TimeText';
import { useListState } from '@/shared/useListState';
import { usePageTitle } from '@/shared/usePageTitle';
import { useText } from '@/text/useText';
import { accessText } from '../text';
import { CreateNamespace } from './CreateNamespace';
import { SettingsCell, UsageCell } from './NamespaceCells';
import { namespacesText } from './text';

const ORDERS = {
  name: (row: NamespaceDetail) => row.name,
  created: (row: NamespaceDetail) => row.created_date,
};

/** The namespaces that somebody may see, what they hold and what is set for them. */
export function NamespacesTab() {
  const text = useText(namespacesText);
  const access = useText(accessText);
  usePageTitle(access.namespaces, access.title);
  const { session } = useSession();
  const state = useListState(['q'], { sort: 'name' });
  const [creating, setCreating] = useState(false);
  const query = useQuery({
    queryKey: ['namespaces'],
    queryFn: ({ signal }) =>
      request<readonly NamespaceDetail[]>('/api/v1/namespaces/details', { signal }),
  });
  const { data } = query;
  const page =
    data && localPage(data, state, (row) => contains(row.name, state.first('q')), ORDERS);
  const columns: readonly Column<NamespaceDetail>[] = [
    {
      key: 'name',
      title: text.name,
      sort: 'name',
      modifier: 'breakWord',
      cell: ({ name }) => <Link to={`/access/namespaces/${name}`}>{name}</Link>,
    },
    { key: 'used', title: text.used, cell: ({ name }) => <UsageCell name={name} /> },
    { key: 'settings', title: text.settings, cell: ({ name }) => <SettingsCell name={name} /> },
    {
      key: 'created',
      title: text.created,
      sort: 'created',
      largestFirst: true,
      modifier: 'nowrap',
      cell: (row) => <TimeText time={row.created_date} />,
    },
  ];
  const create = mayInAccount(session, 'namespace.create') ? (
    <Button onClick={() => setCreating(true)}>{text.create}</Button>
  ) : undefined;
  return (
    <>
      <LocalTable
        label={text.list}
        columns={columns}
        page={page}
        query={query}
        rowKey={(row) => row.name}
        state={state}
        filters={<ListSearch label={text.search} state={state} />}
        actions={
          <Flex spaceItems={{ default: 'spaceItemsSm' }}>
            <ExportMenu
              formats={[
                {
                  label: 'CSV',
                  file: 'namespaces.csv',
                  content: asCsv(
                    ['name', 'created', 'updated', 'resource group'],
                    (page?.all ?? []).map((row) => [
                      row.name,
                      row.created_date,
                      row.updated_date,
                      row.resource_group,
                    ]),
                  ),
                },
                { label: 'JSON', file: 'namespaces.json', content: asJson(page?.all ?? []) },
              ]}
            />
            {create}
          </Flex>
        }
        empty={
          <EmptyState headingLevel="h2" titleText={text.empty} icon={CubesIcon}>
            <EmptyStateBody>
              {create ? text.emptyNext : text.emptyOther}
              {create && (
                <CopyCode
                  label={text.copy}
                  content={`docker push ${session.registry}/NAMESPACE/REPOSITORY:TAG`}
                />
              )}
            </EmptyStateBody>
            {create && (
              <EmptyStateFooter>
                <EmptyStateActions>{create}</EmptyStateActions>
              </EmptyStateFooter>
            )}
          </EmptyState>
        }
      />
      {creating && <CreateNamespace onClose={() => setCreating(false)} />}
    </>
  );
}
