import {
  Content,
  EmptyState,
  EmptyStateBody,
  Flex,
  FlexItem,
  Skeleton,
} from '@patternfly/react-core';
import DatabaseIcon from '@patternfly/react-icons/dist/esm/icons/database-icon';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { request } from '@/api/client';
import type { CauseOfChanges, ChangesSummary } from '@/api/history';
import { ErrorState } from '@/shared/ErrorState';
import { asCsv, asJson, ExportMenu } from '@/shared/ExportMenu';
import { feedName } from '@/shared/feeds';
import { imagePage } from '@/shared/names';
import { sharedText } from '@/shared/text';
import { TimeText } from '@/shared/TimeText';
import type { useAdvisories } from '@/shared/useAdvisories';
import { useText } from '@/text/useText';
import { advisoriesText } from './text';
import { withHits, type UpdateWithHits } from './updates';

const LOOK_BACK = 90 * 86_400_000;

/** What the last updates changed, and which images each hit. */
export function UpdatesTab({
  advisories,
}: {
  readonly advisories: ReturnType<typeof useAdvisories>;
}) {
  const { updates: text, files } = useText(advisoriesText);
  const shared = useText(sharedText);
  const [opened] = useState(() => Date.now());
  const { data, error, refetch } = advisories;
  const updates = data?.updates ?? [];
  const since = updates.at(-1)?.time ?? new Date(opened - LOOK_BACK).toISOString();
  const changes = useQuery({
    queryKey: ['changes', 'summary', since],
    queryFn: ({ signal }) =>
      request<ChangesSummary>('/api/v2/changes/summary', { query: { since }, signal }),
    enabled: data !== undefined,
  });
  if (error && !data) {
    return <ErrorState error={error} onRetry={() => void refetch()} />;
  }
  if (!data || changes.isPending) {
    return <Skeleton height="16rem" screenreaderText={shared.loading} />;
  }
  const rows = withHits(updates, changes.data?.causes ?? []);
  if (rows.length === 0) {
    return (
      <EmptyState headingLevel="h2" titleText={text.none} icon={DatabaseIcon}>
        <EmptyStateBody>{text.noneNext}</EmptyStateBody>
      </EmptyState>
    );
  }
  const csv = asCsv(
    ['time', 'version', 'feeds', 'added', 'changed', 'withdrawn', 'images', 'appeared', 'fixes'],
    rows.map(({ time, version, update, hits }) => [
      time,
      version,
      update?.feeds.join(' '),
      update?.added,
      update?.changed,
      update?.withdrawn,
      hits?.images,
      hits?.appeared,
      hits?.fixPublished,
    ]),
  );
  return (
    <>
      {changes.error && (
        <ErrorState error={changes.error} compact onRetry={() => void changes.refetch()} />
      )}
      <Flex justifyContent={{ default: 'justifyContentFlexEnd' }}>
        <FlexItem>
          <ExportMenu
            formats={[
              { label: 'CSV', file: `${files.updates}.csv`, content: csv },
              { label: 'JSON', file: `${files.updates}.json`, content: asJson(rows) },
            ]}
          />
        </FlexItem>
      </Flex>
      <Table aria-label={text.label} variant="compact">
        <Thead>
          <Tr>
            <Th>{text.when}</Th>
            <Th>{text.feeds}</Th>
            <Th>{text.rows}</Th>
            <Th width={50}>{text.hits}</Th>
          </Tr>
        </Thead>
        <Tbody>
          {rows.map((row) => (
            <Row key={`${row.version} ${row.time}`} row={row} known={changes.data !== undefined} />
          ))}
        </Tbody>
      </Table>
      {typeof changes.data?.eventsSince === 'string' && (
        <Content component="small">
          {text.kept} <TimeText time={changes.data.eventsSince} />.
        </Content>
      )}
    </>
  );
}

function Row({ row, known }: { readonly row: UpdateWithHits; readonly known: boolean }) {
  const text = useText(advisoriesText).updates;
  const { update, hits } = row;
  const counts = update && [
    ...(update.added === null ? [] : [text.added(update.added)]),
    ...(update.changed === null ? [] : [text.changed(update.changed)]),
    ...(update.withdrawn === null ? [] : [text.withdrawn(update.withdrawn)]),
  ];
  return (
    <Tr>
      <Td dataLabel={text.when}>
        <TimeText time={row.time} />
        <div className="bw-code bw-faint bw-nowrap">{row.version.slice(0, 12)}</div>
      </Td>
      <Td dataLabel={text.feeds}>
        {update === undefined || update.feeds.length === 0
          ? '–'
          : update.feeds.map(feedName).join(', ')}
      </Td>
      <Td dataLabel={text.rows}>
        {counts === undefined ? text.notKept : counts.length === 0 ? text.first : counts.join(', ')}
      </Td>
      <Td dataLabel={text.hits}>
        {hits ? <Hits hits={hits} /> : known ? text.noHits : text.noHitsKnown}
      </Td>
    </Tr>
  );
}

function Hits({ hits }: { readonly hits: CauseOfChanges }) {
  const text = useText(advisoriesText).updates;
  const told = [
    ...(hits.exploited > 0 ? [text.exploited(hits.exploited)] : []),
    ...(hits.appeared > 0 ? [text.appeared(hits.appeared)] : []),
    ...(hits.verdicts > 0 ? [text.verdicts(hits.verdicts)] : []),
    ...(hits.fixPublished > 0 ? [text.fixes(hits.fixPublished)] : []),
  ].join(', ');
  return (
    <>
      <div>
        {told} {text.in(hits.images)}
      </div>
      <ul className="bw-hit-images">
        {hits.examples.map((image) => (
          <li key={image}>
            <Link to={imagePage(image)}>{image}</Link>
          </li>
        ))}
        {hits.images > hits.examples.length && <li aria-hidden>…</li>}
      </ul>
    </>
  );
}
