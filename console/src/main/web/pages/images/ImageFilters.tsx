import { Switch, ToolbarGroup, ToolbarItem } from '@patternfly/react-core';
import type { ImageList } from '@/api/lists';
import { useSession } from '@/session/session';
import { FilterSelect } from '@/shared/FilterSelect';
import { SEVERITIES } from '@/shared/severities';
import { sharedText } from '@/shared/text';
import type { ListState } from '@/shared/useListState';
import { STATUSES } from '@/shared/verdicts';
import { useText } from '@/text/useText';
import { ImageSearch } from './ImageSearch';
import { imagesText } from './text';

/** Parameters that narrow the list. */
export const FILTERS = [
  'q',
  'issue',
  'package',
  'repository',
  'namespace',
  'verdict',
  'severity',
  'exploited',
] as const;

export function ImageFilters({
  state,
  list,
}: {
  readonly state: ListState;
  readonly list: ImageList | undefined;
}) {
  const text = useText(imagesText);
  const shared = useText(sharedText);
  const { session } = useSession();
  const namespaces = Object.keys(session.may.namespaces).sort();
  return (
    <>
      <ToolbarGroup variant="filter-group">
        <ImageSearch state={state} />
        <FilterSelect
          label={text.verdict}
          values={state.all('verdict')}
          onChange={(values) => state.filter('verdict', values)}
          options={STATUSES.map((status) => ({
            value: status,
            label: shared.verdicts[status],
            count: list?.verdicts[status] ?? 0,
          }))}
        />
        <FilterSelect
          label={text.severity}
          values={state.all('severity')}
          onChange={(values) => state.filter('severity', values)}
          options={SEVERITIES.map((severity) => ({
            value: severity,
            label: shared.severities[severity],
          }))}
        />
        {namespaces.length > 1 && (
          <FilterSelect
            single
            label={text.namespace}
            values={state.all('namespace')}
            onChange={(values) => state.filter('namespace', values)}
            options={namespaces.map((namespace) => ({ value: namespace, label: namespace }))}
          />
        )}
      </ToolbarGroup>
      <ToolbarItem alignSelf="center">
        <Switch
          id="images-exploited"
          label={text.onlyExploited}
          isChecked={state.first('exploited') === 'true'}
          onChange={(_, checked) => state.filter('exploited', checked ? 'true' : '')}
        />
      </ToolbarItem>
    </>
  );
}
