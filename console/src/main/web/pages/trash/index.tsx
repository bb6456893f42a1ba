import {
  Button,
  Content,
  EmptyState,
  EmptyStateBody,
  Label,
  LabelGroup,
  PageSection,
} from '@patternfly/react-core';
import TrashIcon from '@patternfly/react-icons/dist/esm/icons/trash-icon';
import { useQuery } from '@tanstack/react-query';
import type { Trash } from '@/api/access';
import { request } from '@/api/client';
import { mayIn, useSession } from '@/session/session';
import { CopyCode } from '@/shared/CopyCode';
import type { Column } from '@/shared/DataTable';
import { asCsv, asJson, ExportMenu } from '@/shared/ExportMenu';
import { FilterSelect } from '@/shared/FilterSelect';
import { ListSearch } from '@/shared/ListSearch';
import { among, contains, localPage } from '@/shared/localList';
import { LocalTable } from '@/shared/LocalTable';
import { PageHeading } from '@/shared/PageHeading';
import { useListState } from '@/shared/useListState';
import { usePageTitle } from '@/shared/usePageTitle';
import { shortDigest } from '@/text/format';
import { useText } from '@/text/useText';
import { RestoreResult, useRestore } from './restore';
import { trashText } from './text';
import { rowsOf, type TrashRow } from './trash';

const ORDERS = {
  name: (row: TrashRow) => row.name,
  days: (row: TrashRow) => row.days,
};

/** What was deleted, and how it comes back. */
export default function TrashPage() {
  const text = useText(trashText);
  usePageTitle(text.title);
  const state = useListState(['q', 'namespace'], { sort: '-days' });
  const query = useQuery({
    queryKey: ['trash'],
    queryFn: ({ signal }) => request<Trash>('/api/v1/trash', { signal }),
  });
  const restore = useRestore();
  const { data } = query;
  const rows = data && rowsOf(data);
  const namespaces = state.all('namespace');
  const q = state.first('q');
  const page =
    rows &&
    localPage(
      rows,
      state,
      (row) =>
        among(row.namespace, namespaces) &&
        (contains(row.name, q) || row.tags.some((tag) => contains(`${row.repository}:${tag}`, q))),
      ORDERS,
    );
  const columns = useColumns(restore);
  return (
    <>
      <PageHeading title={text.title} description={text.description} />
      <PageSection hasBodyWrapper={false}>
        {restore.result && <RestoreResult result={restore.result} onClose={restore.forget} />}
        <LocalTable
          label={text.list}
          columns={columns}
          page={page}
          query={query}
          rowKey={(row) => row.name}
          state={state}
          filters={
            <>
              <ListSearch label={text.search} state={state} />
              <FilterSelect
                label={text.namespace}
                values={namespaces}
                onChange={(values) => state.filter('namespace', values)}
                options={counted(rows ?? [])}
              />
            </>
          }
          actions={
            <ExportMenu
              formats={[
                {
                  label: 'CSV',
                  file: 'trash.csv',
                  content: asCsv(
                    ['repository', 'digest', 'tags', 'days left'],
                    (page?.all ?? []).map((row) => [
                      row.repository,
                      row.digest,
                      row.tags.join(' '),
                      row.days,
                    ]),
                  ),
                },
                { label: 'JSON', file: 'trash.json', content: asJson(page?.all ?? []) },
              ]}
            />
          }
          empty={<Empty />}
        />
      </PageSection>
    </>
  );
}

function counted(rows: readonly TrashRow[]) {
  const counts = new Map<string, number>();
  for (const { namespace } of rows) {
    counts.set(namespace, (counts.get(namespace) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([value, count]) => ({ value, label: value, count }));
}

function useColumns(restore: ReturnType<typeof useRestore>): readonly Column<TrashRow>[] {
  const text = useText(trashText);
  const { session } = useSession();
  return [
    {
      key: 'image',
      title: text.image,
      sort: 'name',
      modifier: 'breakWord',
      cell: (row) => (
        <>
          {row.repository}
          <br />
          <Content component="small" className="bw-code">
            {shortDigest(row.digest)}
          </Content>
        </>
      ),
    },
    {
      key: 'tags',
      title: text.tags,
      cell: (row) =>
        row.tags.length === 0 ? (
          text.untagged
        ) : (
          <LabelGroup numLabels={5} aria-label={text.tags}>
            {row.tags.map((tag) => (
              <Label key={tag} isCompact variant="outline">
                {tag}
              </Label>
            ))}
          </LabelGroup>
        ),
    },
    {
      key: 'days',
      title: text.left,
      sort: 'days',
      largestFirst: true,
      modifier: 'nowrap',
      cell: (row) => (
        <>
          {text.leftDays(row.days)}{' '}
          {row.days <= 3 && (
            <Label isCompact status="warning">
              {row.days <= 1 ? text.lastDay : text.soon}
            </Label>
          )}
        </>
      ),
    },
    {
      key: 'actions',
      title: text.actions,
      hiddenTitle: true,
      modifier: 'fitContent',
      cell: (row) =>
        mayIn(session, row.namespace, 'image.push') && (
          <Button
            variant="secondary"
            size="sm"
            isLoading={restore.busy === row.name}
            isDisabled={restore.busy !== undefined}
            aria-label={text.restoreNamed(row.name)}
            onClick={() => restore.restore(row)}
          >
            {text.restore}
          </Button>
        ),
    },
  ];
}

function Empty() {
  const text = useText(trashText);
  return (
    <EmptyState headingLevel="h2" titleText={text.empty} icon={TrashIcon}>
      <EmptyStateBody>
        {text.emptyNext}
        <CopyCode
          content="breakwater cr image-restore NAMESPACE/REPOSITORY:TAG"
          label={text.copy}
        />
      </EmptyStateBody>
    </EmptyState>
  );
}
