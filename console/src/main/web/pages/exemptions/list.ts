import type { Exemption } from '@/api/exemptions';
import { contains, type Orders } from '@/shared/localList';
import type { ListState } from '@/shared/useListState';
import { statusOf } from './until';

export const FILTERS = ['q', 'status', 'type', 'scope'] as const;

/** Whether an exemption is what the address asks for. */
export function matches(
  one: Exemption,
  state: Pick<ListState, 'all' | 'first'>,
  now: Date,
): boolean {
  const among = (filter: string, value: string): boolean => {
    const wanted = state.all(filter);
    return wanted.length === 0 || wanted.includes(value);
  };
  const status = statusOf(one.expires, one.expired, now);
  const wanted = state.all('status');
  return (
    [one.issue, one.scope, one.reason, one.author].some((text) =>
      contains(text, state.first('q')),
    ) &&
    (wanted.length === 0 ||
      wanted.includes(status) ||
      // What ends soon is in force until then.
      (status === 'soon' && wanted.includes('active'))) &&
    among('type', one.type) &&
    among('scope', one.scopeType)
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
