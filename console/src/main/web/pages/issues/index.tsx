import { PageSection } from '@patternfly/react-core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { request } from '@/api/client';
import type { IssueList } from '@/api/lists';
import { mayAnywhere, useSession } from '@/session/session';
import { DataTable } from '@/shared/DataTable';
import { ExportMenu, fromServer } from '@/shared/ExportMenu';
import { KnownNote } from '@/shared/KnownNote';
import { PageHeading } from '@/shared/PageHeading';
import { useListState } from '@/shared/useListState';
import { usePageTitle } from '@/shared/usePageTitle';
import { useText } from '@/text/useText';
import { issueColumns } from './columns';
import { allIssues } from './export';
import { Filters } from './Filters';
import { NoIssues } from './NoIssues';
import { FILTERS, queryOf } from './query';
import { issuesText } from './text';

const PATH = '/api/v2/issues';
/** As often, while images are being judged. */
const AGAIN = 5_000;

/** Every issue of all images. */
export default function IssuesPage() {
  const text = useText(issuesText);
  usePageTitle(text.title);
  const { session } = useSession();
  const state = useListState(FILTERS, { sort: '-exploited' });
  const query = queryOf(state);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['issues', query],
    queryFn: ({ signal }) => request<IssueList>(PATH, { query, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data: known } }) =>
      known && known.known.judged < known.known.images ? AGAIN : false,
  });
  const mayExempt = mayAnywhere(session, 'exemption.manager');
  const columns = useMemo(() => issueColumns(text, mayExempt), [text, mayExempt]);
  const whole = { ...query, offset: undefined, limit: undefined };
  return (
    <>
      <PageHeading title={text.title} description={text.description} />
      <PageSection hasBodyWrapper={false}>
        <KnownNote known={data?.known} />
        <DataTable
          label={text.title}
          columns={columns}
          rows={data?.issues}
          rowKey={(issue) => issue.id}
          state={state}
          total={data?.total}
          loading={isFetching}
          error={error}
          onRetry={() => void refetch()}
          filters={<Filters state={state} severities={data?.severities} />}
          actions={
            <ExportMenu
              formats={[
                {
                  label: text.csv,
                  file: 'issues.csv',
                  content: fromServer(PATH, { query: whole, accept: 'text/csv' }),
                },
                {
                  label: text.json,
                  file: 'issues.json',
                  content: () => allIssues(whole),
                },
              ]}
            />
          }
          empty={<NoIssues known={data?.known} />}
        />
      </PageSection>
    </>
  );
}
