import { ToolbarGroup } from '@patternfly/react-core';
import type { IssueList } from '@/api/lists';
import { useSession } from '@/session/session';
import { FilterSelect } from '@/shared/FilterSelect';
import { ListSearch } from '@/shared/ListSearch';
import { SEVERITIES, SeverityLabel } from '@/shared/severities';
import { sharedText } from '@/shared/text';
import type { ListState } from '@/shared/useListState';
import { useText } from '@/text/useText';
import { issuesText } from './text';

/** What the list of issues can be narrowed by. */
export function Filters({
  state,
  severities,
}: {
  readonly state: ListState;
  /** How many there are of each, whatever severity is chosen. */
  readonly severities: IssueList['severities'] | undefined;
}) {
  const text = useText(issuesText);
  const shared = useText(sharedText);
  const { session } = useSession();
  const namespaces = Object.keys(session.may.namespaces).sort();
  const flags = ['exploited', 'fixable'] as const;
  const flagText = { exploited: text.exploited, fixable: text.fixPublished };
  return (
    <>
      <ListSearch label={text.search} state={state} />
      <ToolbarGroup variant="filter-group">
        <FilterSelect
          label={text.severity}
          values={state.all('severity')}
          onChange={(values) => state.filter('severity', values)}
          options={SEVERITIES.map((severity) => ({
            value: severity,
            label: shared.severities[severity],
            show: <SeverityLabel severity={severity} />,
            count: severities?.[severity],
          }))}
        />
        <FilterSelect
          single
          label={text.type}
          values={state.all('type').slice(0, 1)}
          onChange={(values) => state.filter('type', values)}
          options={(['vulnerability', 'configuration'] as const).map((type) => ({
            value: type,
            label: text.types[type],
          }))}
        />
        <FilterSelect
          label={text.more}
          values={flags.filter((flag) => state.first(flag) === 'true')}
          onChange={(values) =>
            flags
              .filter((flag) => values.includes(flag) !== (state.first(flag) === 'true'))
              .forEach((flag) => state.filter(flag, values.includes(flag) ? 'true' : ''))
          }
          options={flags.map((flag) => ({ value: flag, label: flagText[flag] }))}
        />
        {namespaces.length > 1 && (
          <FilterSelect
            single
            label={text.namespace}
            values={state.all('namespace').slice(0, 1)}
            onChange={(values) => state.filter('namespace', values)}
            options={namespaces.map((namespace) => ({ value: namespace, label: namespace }))}
          />
        )}
      </ToolbarGroup>
    </>
  );
}
