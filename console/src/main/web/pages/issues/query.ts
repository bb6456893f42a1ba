import type { QueryParameters } from '@/api/client';
import type { ListState } from '@/shared/useListState';

export const FILTERS = ['q', 'severity', 'type', 'exploited', 'fixable', 'namespace'] as const;

/** What the server is asked for: the address of the page in its words. */
export function queryOf(
  state: Pick<ListState, 'all' | 'first' | 'sort' | 'offset' | 'limit'>,
): QueryParameters {
  return {
    q: state.first('q'),
    severity: state.all('severity'),
    type: state.first('type'),
    exploited: state.first('exploited') === 'true',
    fixable: state.first('fixable') === 'true',
    namespace: state.first('namespace'),
    sort: state.sort,
    offset: state.offset,
    limit: state.limit,
  };
}
