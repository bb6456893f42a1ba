import type { Exemption } from '@/api/exemptions';
import { among, contains, type Orders } from '@/shared/localList';
import type { ListState } from '@/shared/useListState';
import { statusOf } from './until';

export const FILTERS = ['q', 'status', 'type', 'scope'] as const;

/** Whether an exemption is what the address asks for. */
export function matches(
  one: Exemption,
  state: Pick<ListState, 'all' | 'first'>,
  now: Date,
): boolean {
  const status = statusOf(one.expires, one.expired, now);
  const wanted = state.all('status');
  return (
    [one.issue, one.scope, one.reason, one.author].some((text) =>
      contains(text, state.first('q')),
    ) &&
    (among(status, wanted) ||
      // What ends soon is in force until then.
      (status === 'soon' && wanted.includes('active'))) &&
    among(one.type, state.all('type')) &&
    among(one.scopeType, state.all('scope'))
  );
}

export function orders(
  effects: ReadonlyMap<string, Exemption['hides']> | undefined,
): Orders<Exemption> {
  return {
    issue: (one) => one.issue,
    scope: (one) => one.scope,
    author: (one) => one.author,
    created: (one) => one.created,
    expires: (one) => one.expires ?? '9999',
    hides: (one) => effects?.get(one.id)?.findings ?? 0,
  };
}
