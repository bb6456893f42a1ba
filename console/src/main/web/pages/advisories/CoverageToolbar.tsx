import {
  Switch,
  Toolbar,
  ToolbarContent,
  ToolbarGroup,
  ToolbarItem,
  ToolbarToggleGroup,
} from '@patternfly/react-core';
import FilterIcon from '@patternfly/react-icons/dist/esm/icons/filter-icon';
import type { CoveredRelease } from '@/api/advisories';
import { asCsv, asJson, ExportMenu } from '@/shared/ExportMenu';
import { FilterSelect } from '@/shared/FilterSelect';
import { ListSearch } from '@/shared/ListSearch';
import { distributionTitle, releaseName } from '@/shared/releases';
import { sharedText } from '@/shared/text';
import type { ListState } from '@/shared/useListState';
import { useText } from '@/text/useText';
import { supportOf, SUPPORTS } from './support';
import { advisoriesText } from './text';

/** What the releases are narrowed by, and their export. */
export function CoverageToolbar({
  releases,
  shown,
  state,
  now,
}: {
  readonly releases: readonly CoveredRelease[];
  readonly shown: readonly CoveredRelease[];
  readonly state: ListState;
  readonly now: Date;
}) {
  const { coverage: text, files } = useText(advisoriesText);
  const shared = useText(sharedText);
  const distributions = [
    ...new Set(releases.map(({ release }) => releaseName(release).distribution)),
  ];
  const supports = releases.map((release) => supportOf(release, now));
  const csv = asCsv(
    ['release', 'name', 'rows', 'fixesOnly', 'support', 'endOfLife', 'extendedSupport', 'images'],
    shown.map((each) => [
      each.release,
      each.name,
      each.rows,
      each.fixesOnly,
      supportOf(each, now),
      each.endOfLife,
      (each.extendedSupport ?? []).map(({ name, until }) => `${name} until ${until}`).join('; '),
      each.images,
    ]),
  );
  return (
    <Toolbar clearAllFilters={state.clear} clearFiltersButtonText={shared.clear}>
      <ToolbarContent>
        <ToolbarToggleGroup toggleIcon={<FilterIcon />} breakpoint="lg">
          <ListSearch label={text.search} state={state} />
          <FilterSelect
            label={text.distribution}
            options={distributions.map((each) => ({
              value: each,
              label: distributionTitle(each),
            }))}
            values={state.all('distribution')}
            onChange={(values) => state.filter('distribution', values)}
          />
          <FilterSelect
            label={text.support}
            options={SUPPORTS.map((each) => ({
              value: each,
              label: text.supports[each],
              count: supports.filter((support) => support === each).length,
            }))}
            values={state.all('support')}
            onChange={(values) => state.filter('support', values)}
          />
          <FilterSelect
            label={text.tells}
            options={[
              { value: 'all', label: text.allIssues },
              { value: 'fixes', label: text.fixesOnly },
            ]}
            values={state.all('tells')}
            onChange={(values) => state.filter('tells', values)}
          />
          {releases.some((release) => typeof release.images === 'number') && (
            <ToolbarItem alignSelf="center">
              <Switch
                id="coverage-here"
                label={text.onlyHere}
                isChecked={state.first('here') !== ''}
                onChange={(_, on) => state.filter('here', on ? 'true' : '')}
              />
            </ToolbarItem>
          )}
        </ToolbarToggleGroup>
        <ToolbarGroup align={{ default: 'alignEnd' }}>
          <ToolbarItem alignSelf="center">
            <span className="bw-faint">{text.count(shown.length, releases.length)}</span>
          </ToolbarItem>
          <ToolbarItem>
            <ExportMenu
              formats={[
                { label: 'CSV', file: `${files.releases}.csv`, content: csv },
                { label: 'JSON', file: `${files.releases}.json`, content: asJson(shown) },
              ]}
            />
          </ToolbarItem>
        </ToolbarGroup>
      </ToolbarContent>
    </Toolbar>
  );
}
