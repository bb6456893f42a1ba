import { EmptyState, EmptyStateBody, Switch, ToolbarItem } from '@patternfly/react-core';
import PackageIcon from '@patternfly/react-icons/dist/esm/icons/cube-icon';
import { useMemo } from 'react';
import { Link } from 'react-router';
import type { PackageOfReport, Report } from '@/api/report';
import type { Severity } from '@/api/types';
import type { Column } from '@/shared/DataTable';
import { asCsv, asJson, ExportMenu } from '@/shared/ExportMenu';
import { FilterSelect } from '@/shared/FilterSelect';
import { ListSearch } from '@/shared/ListSearch';
import { among, contains, localPage } from '@/shared/localList';
import { LocalTable } from '@/shared/LocalTable';
import { SEVERITIES, SeverityTally } from '@/shared/severities';
import { useListState } from '@/shared/useListState';
import { useText } from '@/text/useText';
import { countOf, rowsOf } from './findings';
import { findingText } from './findingText';
import { imageText } from './text';
import { useTabAddress } from './useTabAddress';

interface Row {
  readonly of: PackageOfReport;
  readonly layer: number;
  readonly counts: Readonly<Partial<Record<Severity, number>>>;
  readonly issues: number;
  /** Greater for worse. */
  readonly badness: number;
}

const keyOf = (each: Omit<PackageOfReport, 'file' | 'origin'>): string =>
  `${each.name}\n${each.version}\n${each.arch ?? ''}`;

/** What is installed, with its issues and the layer that brought it. */
export function PackagesTab({ report }: { readonly report: Report }) {
  const text = useText(imageText);
  const words = useText(findingText);
  const tabAddress = useTabAddress();
  const state = useListState(['q', 'layer', 'issues'], { sort: 'name' });
  const rows = useMemo(() => packageRows(report), [report]);
  const page = useMemo(
    () =>
      localPage(
        rows,
        state,
        (row) =>
          (contains(row.of.name, state.first('q')) ||
            contains(row.of.source, state.first('q')) ||
            contains(row.of.version, state.first('q'))) &&
          among(String(row.layer), state.all('layer')) &&
          (state.first('issues') !== 'true' || row.issues > 0),
        {
          name: (row) => row.of.name,
          version: (row) => row.of.version,
          layer: (row) => row.layer,
          issues: (row) => row.badness,
        },
      ),
    [rows, state],
  );
  const layers = [...new Set(rows.map((row) => row.layer))].sort((one, other) => one - other);
  return (
    <LocalTable
      label={text.packagesLabel}
      columns={columns(text, tabAddress)}
      page={page}
      rowKey={(row) => `${keyOf(row.of)}\n${row.layer}`}
      state={state}
      filters={
        <>
          <ListSearch label={text.searchPackages} state={state} />
          <FilterSelect
            label={text.layerColumn}
            values={state.all('layer')}
            onChange={(values) => state.filter('layer', values)}
            options={layers.map((layer) => ({
              value: String(layer),
              label: layer < 0 ? words.unknownLayer : words.layerIs(layer),
            }))}
          />
          <ToolbarItem alignSelf="center">
            <Switch
              id="packages-issues"
              label={text.withIssues}
              isChecked={state.first('issues') === 'true'}
              onChange={(_, checked) => state.filter('issues', checked ? 'true' : '')}
            />
          </ToolbarItem>
        </>
      }
      actions={
        <ExportMenu
          formats={[
            {
              label: words.csv,
              file: 'packages.csv',
              content: () =>
                asCsv(
                  ['name', 'version', 'arch', 'source', 'purl', 'layer', 'file', 'issues'],
                  page.all.map(({ of, layer, issues }) => [
                    of.name,
                    of.version,
                    of.arch,
                    of.source,
                    of.purl,
                    layer < 0 ? null : layer,
                    of.file,
                    issues,
                  ]),
                )(),
            },
            {
              label: words.json,
              file: 'packages.json',
              content: () => asJson(page.all.map((row) => row.of))(),
            },
          ]}
        />
      }
      empty={
        <EmptyState headingLevel="h2" titleText={text.packagesEmpty} icon={PackageIcon}>
          <EmptyStateBody>{text.packagesEmptyNext}</EmptyStateBody>
        </EmptyState>
      }
    />
  );
}

function columns(
  text: (typeof imageText)['en'],
  tabAddress: ReturnType<typeof useTabAddress>,
): readonly Column<Row>[] {
  return [
    {
      key: 'name',
      title: text.source,
      sort: 'name',
      modifier: 'breakWord',
      cell: ({ of, issues }) => (
        <>
          {issues > 0 ? (
            <Link to={tabAddress('vulnerabilities', { q: of.name })}>{of.name}</Link>
          ) : (
            of.name
          )}
          {of.source !== of.name && <div className="bw-small">{text.sourceOf(of.source)}</div>}
        </>
      ),
    },
    {
      key: 'version',
      title: text.version,
      sort: 'version',
      modifier: 'breakWord',
      cell: ({ of }) => (
        <span className="bw-code">
          {of.version}
          {of.arch !== null && <span className="bw-quiet"> {of.arch}</span>}
        </span>
      ),
    },
    {
      key: 'issues',
      title: text.issuesColumn,
      sort: 'issues',
      largestFirst: true,
      cell: (row) => <SeverityTally counts={row.counts} none={text.none} />,
    },
    {
      key: 'layer',
      title: text.layerColumn,
      sort: 'layer',
      modifier: 'breakWord',
      cell: (row) => (
        <>
          {row.layer < 0 ? text.unknownLayer : text.layer(row.layer)}
          {row.of.origin?.createdBy && (
            <div className="bw-small bw-code bw-image__line">{row.of.origin.createdBy}</div>
          )}
        </>
      ),
    },
    {
      key: 'file',
      title: text.file,
      modifier: 'breakWord',
      cell: ({ of }) => <span className="bw-code bw-small">{of.file}</span>,
    },
  ];
}

function packageRows(report: Report): readonly Row[] {
  const found = new Map<string, Map<string, Severity>>();
  for (const { finding, severity, standing } of rowsOf(report.vulnerabilities)) {
    if (standing !== 'exempt') {
      const key = keyOf(finding.package);
      const issues = found.get(key) ?? new Map<string, Severity>();
      found.set(key, issues.set(finding.cve, severity));
    }
  }
  return (report.packages ?? []).map((of) => {
    const counts = countOf(found.get(keyOf(of))?.values() ?? []);
    return {
      of,
      counts,
      layer: of.origin?.layer ?? -1,
      issues: found.get(keyOf(of))?.size ?? 0,
      badness: SEVERITIES.reduce((sum, each) => sum * 1000 + (counts[each] ?? 0), 0),
    };
  });
}
