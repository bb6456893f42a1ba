import { EmptyState, Switch, ToolbarItem } from '@patternfly/react-core';
import CheckIcon from '@patternfly/react-icons/dist/esm/icons/check-icon';
import { useMemo } from 'react';
import { Link } from 'react-router';
import type { Change } from '@/api/compare';
import type { Column } from '@/shared/DataTable';
import { Hint } from '@/shared/Hint';
import { Label } from '@/shared/Label';
import { ListSearch } from '@/shared/ListSearch';
import { contains, localPage } from '@/shared/localList';
import { LocalTable } from '@/shared/LocalTable';
import { issuePage } from '@/shared/names';
import { ExploitedLabel, SEVERITIES, SeverityLabel } from '@/shared/severities';
import { useListState } from '@/shared/useListState';
import { useText } from '@/text/useText';
import type { ChangedIssue } from './changes';
import { compareText } from './text';

/** The issues that are new, or fixed, or stayed. */
export function ChangedIssues({
  change,
  issues,
}: {
  readonly change: Change;
  readonly issues: readonly ChangedIssue[];
}) {
  const text = useText(compareText);
  const state = useListState(['q', 'all'], { sort: '-severity' });
  const all = state.first('all') === 'true';
  const rows = useMemo(() => issues.filter((each) => each.change === change), [issues, change]);
  const page = localPage(
    rows,
    state,
    (row) =>
      (all || row.counts || !rows.some((each) => each.counts)) &&
      (contains(row.issue, state.first('q')) ||
        row.packages.some((each) => contains(each, state.first('q')))),
    {
      issue: (row) => row.issue,
      package: (row) => row.source,
      severity: (row) =>
        (row.counts ? 100 : 0) + (row.exploited ? 50 : 0) - SEVERITIES.indexOf(row.severity),
    },
  );
  const columns: readonly Column<ChangedIssue>[] = [
    {
      key: 'issue',
      title: text.issue,
      sort: 'issue',
      modifier: 'breakWord',
      cell: (row) => (
        <>
          <Link to={issuePage(row.issue)}>{row.issue}</Link> {row.exploited && <ExploitedLabel />}
        </>
      ),
    },
    {
      key: 'severity',
      title: text.severity,
      sort: 'severity',
      largestFirst: true,
      cell: (row) => <SeverityLabel severity={row.severity} />,
    },
    {
      key: 'package',
      title: text.package,
      sort: 'package',
      modifier: 'breakWord',
      cell: (row) => row.packages.join(', '),
    },
    {
      key: 'before',
      title: text.before,
      modifier: 'breakWord',
      cell: (row) => <Version version={row.before} />,
    },
    {
      key: 'after',
      title: text.after,
      modifier: 'breakWord',
      cell: (row) => <Version version={row.after} />,
    },
    {
      key: 'fixed',
      title: text.fix,
      modifier: 'breakWord',
      cell: (row) => <span className="bw-code">{row.fixed ?? text.noFix}</span>,
    },
    {
      key: 'counts',
      title: text.standing,
      cell: (row) => (
        <Label
          isCompact
          variant="outline"
          color={row.counts && change !== 'fixed' ? 'red' : 'grey'}
        >
          {row.counts
            ? change === 'fixed'
              ? text.countedBefore
              : text.countsNow
            : text.doesNotCount}
        </Label>
      ),
    },
  ];
  return (
    <LocalTable
      label={`${text.views[change]}: ${text.means[change]}`}
      columns={columns}
      page={page}
      rowKey={(row) => row.key}
      state={state}
      filters={
        <>
          <ListSearch label={text.search} state={state} />
          {rows.some((each) => each.counts) && rows.some((each) => !each.counts) && (
            <ToolbarItem alignSelf="center">
              <Switch
                id="compare-all"
                label={text.all}
                isChecked={all}
                onChange={(_, checked) => state.filter('all', checked ? 'true' : '')}
              />
            </ToolbarItem>
          )}
        </>
      }
      empty={<EmptyState headingLevel="h2" titleText={text.none[change]} icon={CheckIcon} />}
    />
  );
}

function Version({ version }: { readonly version: string | null }) {
  const text = useText(compareText);
  return version === null ? (
    <span className="bw-quiet">{text.notThere}</span>
  ) : (
    <Hint content={version}>
      <span className="bw-code">{version}</span>
    </Hint>
  );
}
