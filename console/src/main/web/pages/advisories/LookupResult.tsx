import { Alert, Button, Content, Skeleton, Title } from '@patternfly/react-core';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import type { IssueInAdvisories } from '@/api/advisories';
import type { Column } from '@/shared/DataTable';
import { asCsv, asJson, ExportMenu } from '@/shared/ExportMenu';
import { FilterSelect } from '@/shared/FilterSelect';
import { ListSearch } from '@/shared/ListSearch';
import { among, contains, localPage, type Orders } from '@/shared/localList';
import { LocalTable } from '@/shared/LocalTable';
import { issuePage } from '@/shared/names';
import { distributionTitle, releaseName, releaseTitle } from '@/shared/releases';
import { ExploitedLabel, SEVERITIES, SeverityLabel, severityOf } from '@/shared/severities';
import { sharedText } from '@/shared/text';
import { useListState, type ListState } from '@/shared/useListState';
import { useText } from '@/text/useText';
import { grouped, type AdvisoryGroup } from './lookup';
import { advisoriesText } from './text';

const ORDERS: Orders<AdvisoryGroup> = {
  release: (row) => row.release,
  state: (row) => row.state,
  severity: (row) => SEVERITIES.indexOf(severityOf(row.severity ?? '')),
};

/** What the distributions say of an issue. */
export function LookupResult({
  issue,
  data,
}: {
  readonly issue: string;
  /** Undefined while it is on its way. */
  readonly data: IssueInAdvisories | undefined;
}) {
  const text = useText(advisoriesText).lookup;
  const shared = useText(sharedText);
  if (data === undefined) {
    return <Skeleton height="16rem" screenreaderText={shared.loading} />;
  }
  return (
    <>
      <div className="bw-lookup__title">
        <Title headingLevel="h2">{issue}</Title>
        {data.knownExploited && <ExploitedLabel />}
        <Link to={issuePage(issue)}>{text.images}</Link>
      </div>
      {data.summary !== null && data.summary !== '' && (
        <Content component="p" className="bw-lookup__summary">
          {data.summary}
        </Content>
      )}
      {data.aliases.length > 0 && (
        <Content component="small">
          {text.alsoKnown} {data.aliases.join(', ')}
        </Content>
      )}
      {data.rows.length < data.rowsInAll && (
        <Alert
          variant="info"
          isInline
          isPlain
          component="p"
          title={text.cut(data.rows.length, data.rowsInAll)}
        />
      )}
      <Rows issue={issue} data={data} />
    </>
  );
}

function Rows({ issue, data }: { readonly issue: string; readonly data: IssueInAdvisories }) {
  const text = useText(advisoriesText).lookup;
  const state = useListState(['q', 'distribution', 'state'], { sort: 'release' });
  const groups = useMemo(() => grouped(data.rows), [data.rows]);
  const page = localPage(
    groups,
    state,
    (row) =>
      row.packages.some((name) => contains(name, state.first('q'))) &&
      among(releaseName(row.release).distribution, state.all('distribution')) &&
      among(row.state, state.all('state')),
    ORDERS,
  );
  return (
    <LocalTable
      label={text.label(issue)}
      columns={useColumns()}
      page={page}
      rowKey={(row) =>
        [row.release, row.kind, row.state, row.fixedVersion, row.severity, row.packages[0]].join(
          ' ',
        )
      }
      state={state}
      filters={<Filters groups={groups} state={state} />}
      actions={<Export issue={issue} data={data} />}
      empty={text.none}
    />
  );
}

function Filters({
  groups,
  state,
}: {
  readonly groups: readonly AdvisoryGroup[];
  readonly state: ListState;
}) {
  const text = useText(advisoriesText).lookup;
  const distributions = [...new Set(groups.map((row) => releaseName(row.release).distribution))];
  const states = [...new Set(groups.map((row) => row.state))];
  return (
    <>
      <ListSearch label={text.search} state={state} />
      <FilterSelect
        label={text.distribution}
        options={distributions.map((each) => ({ value: each, label: distributionTitle(each) }))}
        values={state.all('distribution')}
        onChange={(values) => state.filter('distribution', values)}
      />
      <FilterSelect
        label={text.states}
        options={states.map((each) => ({ value: each, label: each }))}
        values={state.all('state')}
        onChange={(values) => state.filter('state', values)}
      />
    </>
  );
}

function Export({ issue, data }: { readonly issue: string; readonly data: IssueInAdvisories }) {
  const text = useText(advisoriesText).lookup;
  const file = issue.replaceAll(/[^A-Za-z0-9.-]/g, '_');
  return (
    <ExportMenu
      formats={[
        {
          label: text.csv,
          file: `${file}.csv`,
          content: asCsv(
            ['issue', 'release', 'package', 'kind', 'state', 'fixedVersion', 'severity', 'notices'],
            data.rows.map((row) => [
              issue,
              row.release,
              row.package,
              row.kind,
              row.state,
              row.fixedVersion,
              row.severity,
              row.notices.join(' '),
            ]),
          ),
        },
        { label: text.json, file: `${file}.json`, content: asJson(data) },
      ]}
    />
  );
}

function useColumns(): readonly Column<AdvisoryGroup>[] {
  const text = useText(advisoriesText).lookup;
  return [
    {
      key: 'release',
      title: text.release,
      sort: 'release',
      cell: (row) => <span className="bw-nowrap">{releaseTitle(row.release)}</span>,
    },
    {
      key: 'packages',
      title: text.packages,
      modifier: 'breakWord',
      cell: (row) => <Packages row={row} />,
    },
    {
      key: 'state',
      title: text.state,
      sort: 'state',
      cell: (row) => (
        <>
          {row.state}
          {row.stateDetail !== null && <div className="bw-faint">{row.stateDetail}</div>}
        </>
      ),
    },
    {
      key: 'fixed',
      title: text.fixed,
      modifier: 'breakWord',
      cell: (row) =>
        row.fixedVersion === null ? (
          <span className="bw-faint">{text.noFix}</span>
        ) : (
          <span className="bw-code">{row.fixedVersion}</span>
        ),
    },
    {
      key: 'severity',
      title: text.severity,
      sort: 'severity',
      cell: (row) => row.severity !== null && <SeverityLabel severity={severityOf(row.severity)} />,
    },
    {
      key: 'notices',
      title: text.notices,
      cell: (row) => (
        <ul>
          {row.notices.map((notice) => (
            <li key={notice} className="bw-nowrap">
              {notice}
            </li>
          ))}
        </ul>
      ),
    },
  ];
}

const SHOWN = 3;

function Packages({ row }: { readonly row: AdvisoryGroup }) {
  const text = useText(advisoriesText).lookup;
  const [all, setAll] = useState(false);
  const shown = all ? row.packages : row.packages.slice(0, SHOWN);
  return (
    <>
      {shown.join(', ')}{' '}
      {shown.length < row.packages.length && (
        <Button variant="link" isInline onClick={() => setAll(true)}>
          {text.more(row.packages.length - shown.length)}
        </Button>
      )}
      <div className="bw-faint">{text.kind(row.kind)}</div>
    </>
  );
}
