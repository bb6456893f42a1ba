import { EmptyState } from '@patternfly/react-core';
import CheckIcon from '@patternfly/react-icons/dist/esm/icons/check-icon';
import { Link } from 'react-router';
import type { Difference } from '@/api/compare';
import type { Column } from '@/shared/DataTable';
import { FilterSelect } from '@/shared/FilterSelect';
import { Label } from '@/shared/Label';
import { ListSearch } from '@/shared/ListSearch';
import { among, contains, localPage } from '@/shared/localList';
import { LocalTable } from '@/shared/LocalTable';
import { issuePage } from '@/shared/names';
import { SEVERITIES, SeverityLabel, severityOf } from '@/shared/severities';
import { useListState, type ListState } from '@/shared/useListState';
import { useText } from '@/text/useText';
import { kindOf } from './changes';
import { compareText } from './text';

type Setting = Difference['configurationIssues'][number];
type Package = Difference['packages'][number];

const COLORS = { new: 'red', fixed: 'green', unchanged: 'grey' } as const;

export function ChangedSettings({ settings }: { readonly settings: readonly Setting[] }) {
  const text = useText(compareText);
  const state = useListState(['change'], { sort: 'change' });
  const page = localPage(settings, state, (row) => among(row.change, state.all('change')), {
    change: (row) => ['new', 'fixed', 'unchanged'].indexOf(row.change),
    issue: (row) => row.id,
    severity: (row) => -SEVERITIES.indexOf(severityOf(row.severity)),
  });
  const columns: readonly Column<Setting>[] = [
    {
      key: 'change',
      title: text.change,
      sort: 'change',
      cell: (row) => (
        <Label isCompact color={COLORS[row.change]}>
          {text.changes[row.change]}
        </Label>
      ),
    },
    {
      key: 'issue',
      title: text.issue,
      sort: 'issue',
      modifier: 'breakWord',
      cell: (row) => <Link to={issuePage(row.id)}>{row.id}</Link>,
    },
    {
      key: 'severity',
      title: text.severity,
      sort: 'severity',
      largestFirst: true,
      cell: (row) => <SeverityLabel severity={severityOf(row.severity)} />,
    },
    {
      key: 'where',
      title: text.where,
      modifier: 'breakWord',
      cell: (row) => (
        <span className="bw-code">
          {row.file}
          {row.line !== null && `:${row.line}`}
        </span>
      ),
    },
    {
      key: 'counts',
      title: text.standing,
      cell: (row) =>
        row.change === 'fixed'
          ? row.activeBefore
            ? text.countedBefore
            : text.doesNotCount
          : row.activeAfter
            ? text.countsNow
            : text.doesNotCount,
    },
  ];
  return (
    <LocalTable
      label={text.views.configuration}
      columns={columns}
      page={page}
      rowKey={(row) => `${row.change} ${row.id} ${row.file} ${row.line ?? ''}`}
      state={state}
      filters={
        <ChangeFilter
          state={state}
          words={text.changes}
          changes={settings.map((row) => row.change)}
        />
      }
      empty={<EmptyState headingLevel="h2" titleText={text.none.configuration} icon={CheckIcon} />}
    />
  );
}

const KINDS = { added: 'blue', removed: 'orange', upgraded: 'teal' } as const;

export function ChangedPackages({ packages }: { readonly packages: readonly Package[] }) {
  const text = useText(compareText);
  const state = useListState(['q', 'change'], { sort: 'package' });
  const page = localPage(
    packages,
    state,
    (row) => contains(row.name, state.first('q')) && among(kindOf(row), state.all('change')),
    { package: (row) => row.name, change: (row) => kindOf(row) },
  );
  const columns: readonly Column<Package>[] = [
    { key: 'package', title: text.package, sort: 'package', cell: (row) => row.name },
    {
      key: 'change',
      title: text.change,
      sort: 'change',
      cell: (row) => (
        <Label isCompact color={KINDS[kindOf(row)]}>
          {text.kinds[kindOf(row)]}
        </Label>
      ),
    },
    {
      key: 'before',
      title: text.before,
      modifier: 'breakWord',
      cell: (row) => <span className="bw-code">{row.before.join(', ')}</span>,
    },
    {
      key: 'after',
      title: text.after,
      modifier: 'breakWord',
      cell: (row) => <span className="bw-code">{row.after.join(', ')}</span>,
    },
  ];
  return (
    <LocalTable
      label={text.views.packages}
      columns={columns}
      page={page}
      rowKey={(row) => row.name}
      state={state}
      filters={
        <>
          <ListSearch label={text.searchPackages} state={state} />
          <ChangeFilter state={state} words={text.kinds} changes={packages.map(kindOf)} />
        </>
      }
      empty={<EmptyState headingLevel="h2" titleText={text.none.packages} icon={CheckIcon} />}
    />
  );
}

function ChangeFilter({
  state,
  words,
  changes,
}: {
  readonly state: ListState;
  /** Of each change there is. */
  readonly words: Readonly<Record<string, string>>;
  /** Of each row. */
  readonly changes: readonly string[];
}) {
  const text = useText(compareText);
  return (
    <FilterSelect
      label={text.change}
      values={state.all('change')}
      onChange={(values) => state.filter('change', values)}
      options={Object.entries(words).map(([value, label]) => ({
        value,
        label,
        count: changes.filter((each) => each === value).length,
      }))}
    />
  );
}
