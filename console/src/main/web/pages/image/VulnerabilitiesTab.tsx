import {
  EmptyState,
  EmptyStateBody,
  Pagination,
  ToggleGroup,
  ToggleGroupItem,
  Toolbar,
  ToolbarContent,
  ToolbarFilter,
  ToolbarGroup,
  ToolbarItem,
  ToolbarToggleGroup,
} from '@patternfly/react-core';
import CheckCircleIcon from '@patternfly/react-icons/dist/esm/icons/check-circle-icon';
import FilterIcon from '@patternfly/react-icons/dist/esm/icons/filter-icon';
import QuestionCircleIcon from '@patternfly/react-icons/dist/esm/icons/question-circle-icon';
import { useDeferredValue, useMemo } from 'react';
import type { Report } from '@/api/report';
import { ExportMenu, asCsv, asJson } from '@/shared/ExportMenu';
import { FilterSelect } from '@/shared/FilterSelect';
import { ListSearch } from '@/shared/ListSearch';
import { SEVERITIES } from '@/shared/severities';
import { sharedText } from '@/shared/text';
import { PAGE_SIZES, useListState } from '@/shared/useListState';
import { useText } from '@/text/useText';
import {
  countOf,
  grouped,
  GROUPINGS,
  matching,
  rowsOf,
  sorted,
  STANDINGS,
  type Row,
} from './findings';
import { FindingsTable } from './FindingsTable';
import { findingText } from './findingText';
import { isKnown } from './useImage';

const ONLY = ['fixable', 'exploited'] as const;
const FILTERS = ['q', 'severity', 'standing', 'only', 'source', 'layer'];
const HEADER = [
  'cve',
  'severity',
  'standing',
  'package',
  'installed',
  'fixed',
  'exploited',
  'layer',
];

/** All vulnerabilities of a report, by CVE, by package or by layer. */
export function VulnerabilitiesTab({
  report,
  image,
}: {
  readonly report: Report;
  readonly image: string;
}) {
  const text = useText(findingText);
  const shared = useText(sharedText);
  const state = useListState([...FILTERS], { sort: '-urgency' });
  const grouping = GROUPINGS.find((each) => each === state.first('group')) ?? 'cve';
  const rows = useMemo(() => rowsOf(report.vulnerabilities), [report.vulnerabilities]);
  const address = useDeferredValue(state);
  const found = useMemo(
    () =>
      matching(rows, {
        q: address.first('q'),
        severities: address.all('severity'),
        standings: address.all('standing'),
        fixable: address.all('only').includes('fixable'),
        exploited: address.all('only').includes('exploited'),
        source: address.first('source'),
        layer: address.first('layer'),
      }),
    [rows, address],
  );
  const groups = useMemo(
    () => sorted(grouped(found, grouping), address.sort),
    [found, grouping, address.sort],
  );
  const facets = useMemo(
    () => ({
      severity: countOf(rows.map((row) => row.severity)),
      standing: countOf(rows.map((row) => row.standing)),
    }),
    [rows],
  );
  if (rows.length === 0) {
    const known = isKnown(report.verdict.status);
    return (
      <EmptyState
        headingLevel="h2"
        titleText={known ? text.empty : text.emptyUnknown}
        icon={known ? CheckCircleIcon : QuestionCircleIcon}
        {...(known ? { status: 'success' as const } : {})}
      >
        <EmptyStateBody>{known ? text.emptyNext : text.emptyUnknownNext}</EmptyStateBody>
      </EmptyState>
    );
  }
  const pages = (where: 'top' | 'bottom') => (
    <Pagination
      variant={where}
      isCompact={where === 'top'}
      itemCount={groups.length}
      perPage={state.limit}
      page={Math.floor(state.offset / state.limit) + 1}
      perPageOptions={PAGE_SIZES.map((size) => ({ title: String(size), value: size }))}
      onSetPage={(_, page) => state.page((page - 1) * state.limit)}
      onPerPageSelect={(_, limit) => state.page(0, limit)}
      titles={{ paginationAriaLabel: `${shared.pages}: ${text.label}, ${where}` }}
      widgetId={`vulnerabilities-${where}`}
    />
  );
  return (
    <>
      <Toolbar clearAllFilters={state.clear} clearFiltersButtonText={shared.clear}>
        <ToolbarContent>
          <ToolbarItem>
            <ToggleGroup aria-label={text.groupBy}>
              {GROUPINGS.map((each) => (
                <ToggleGroupItem
                  key={each}
                  buttonId={`group-${each}`}
                  text={text.groupings[each]}
                  isSelected={grouping === each}
                  onChange={() => state.filter('group', each === 'cve' ? '' : each)}
                />
              ))}
            </ToggleGroup>
          </ToolbarItem>
          <ToolbarToggleGroup toggleIcon={<FilterIcon />} breakpoint="xl">
            <ToolbarGroup variant="filter-group">
              <ListSearch label={text.search} state={state} />
              <FilterSelect
                label={text.severity}
                values={state.all('severity')}
                onChange={(values) => state.filter('severity', values)}
                options={SEVERITIES.map((each) => ({
                  value: each,
                  label: shared.severities[each],
                  count: facets.severity[each] ?? 0,
                }))}
              />
              <FilterSelect
                label={text.standing}
                values={state.all('standing')}
                onChange={(values) => state.filter('standing', values)}
                options={STANDINGS.map((each) => ({
                  value: each,
                  label: text.standings[each],
                  count: facets.standing[each] ?? 0,
                }))}
              />
              <FilterSelect
                label={text.only}
                values={state.all('only')}
                onChange={(values) => state.filter('only', values)}
                options={ONLY.map((each) => ({ value: each, label: text[each] }))}
              />
            </ToolbarGroup>
            {(['source', 'layer'] as const).map((each) => (
              <ToolbarFilter
                key={each}
                categoryName={text[each]}
                labels={[...state.all(each)]}
                deleteLabel={() => state.filter(each, [])}
              >
                {''}
              </ToolbarFilter>
            ))}
          </ToolbarToggleGroup>
          <ToolbarGroup align={{ default: 'alignEnd' }}>
            <ToolbarItem>
              <ExportMenu
                formats={[
                  { label: text.csv, file: 'vulnerabilities.csv', content: csv(found) },
                  {
                    label: text.json,
                    file: 'vulnerabilities.json',
                    content: asJson(found.map((row) => row.finding)),
                  },
                ]}
              />
            </ToolbarItem>
            <ToolbarItem variant="pagination">{pages('top')}</ToolbarItem>
          </ToolbarGroup>
        </ToolbarContent>
      </Toolbar>
      <FindingsTable
        groups={groups.slice(address.offset, address.offset + address.limit)}
        grouping={grouping}
        state={state}
        image={image}
        platform={report.platform}
      />
      {groups.length > state.limit && pages('bottom')}
    </>
  );
}

function csv(rows: readonly Row[]): () => Promise<Blob> {
  return () =>
    asCsv(
      HEADER,
      rows.map(({ finding, severity, standing, layer }) => [
        finding.cve,
        severity,
        standing,
        finding.package.name,
        finding.package.version,
        finding.fixedVersion,
        finding.knownExploited,
        layer < 0 ? null : layer,
      ]),
    )();
}
