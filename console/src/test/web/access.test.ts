import { describe, expect, it } from 'vitest';
import type { ApiKey, Member } from '@/api/access';
import type { Session } from '@/api/session';
import { endOf, futureDay, standing } from '@/pages/access/keys/keys';
import { sameRole, withRolesIn } from '@/pages/access/roles';
import { tabsOf } from '@/pages/access/tabs';

const NOW = new Date('2026-11-22T10:00:00Z');

function session(account: readonly string[], namespaces = {}): Session {
  return {
    name: 'robin',
    principal: 'user:1',
    account: 'default',
    expires: '2026-11-23T00:00:00Z',
    idleExpires: '2026-11-22T12:00:00Z',
    roles: [],
    may: { account, namespaces },
    registry: 'localhost:5000',
    version: '1',
    oidc: false,
    hasPassword: true,
  };
}

function member(name: string, roles: Member['roles']): Member {
  return { id: `user:${name}`, name, account: 'default', created: '', roles };
}

describe('access', () => {
  it('offers nobody what they may not see', () => {
    expect(tabsOf(session([]))).toEqual(['keys']);
    expect(tabsOf(session([], { birds: ['namespace.list'] }))).toEqual(['keys', 'namespaces']);
    expect(
      tabsOf(session(['identity.list', 'namespace.list', 'quota.get', 'subscription.list'])),
    ).toHaveLength(6);
  });

  it('knows who has a role for a namespace, by one for the account, too', () => {
    const members = [
      member('anna', [{ role: 'Manager' }, { role: 'Writer', namespace: 'fish' }]),
      member('bert', [{ role: 'Writer', namespace: 'birds' }]),
      member('cleo', [{ role: 'Reader', namespace: 'fish' }]),
    ];
    const found = withRolesIn(members, 'birds');
    expect(found.map((each) => each.member.name)).toEqual(['anna', 'bert']);
    expect(found[0]?.roles).toEqual([{ role: 'Manager' }]);
    expect(sameRole({ role: 'Reader' }, { role: 'Reader', namespace: 'birds' })).toBe(false);
  });
});

describe('API keys', () => {
  const key: ApiKey = { id: '1', name: 'ci', shown: 'bw_', owner: 'user:1', created: '' };

  it('end when they are told to', () => {
    expect(endOf('never', '', NOW)).toBeUndefined();
    expect(endOf('30', '', NOW)).toBe('2026-12-22T10:00:00.000Z');
    expect(endOf('day', '2026-12-31', NOW)).toBe('2026-12-31T23:59:59Z');
  });

  it('end on a day that there is and that is not over', () => {
    expect(futureDay('2026-11-22', NOW)).toBe(true);
    expect(futureDay('2026-11-21', NOW)).toBe(false);
    expect(futureDay('2027-02-30', NOW)).toBe(false);
    expect(futureDay('tomorrow', NOW)).toBe(false);
  });

  it('are said to end soon before they do', () => {
    expect(standing(key, NOW)).toBe('lasts');
    expect(standing({ ...key, expires: '2026-11-25T00:00:00Z' }, NOW)).toBe('soon');
    expect(standing({ ...key, expires: '2026-11-22T10:00:00Z' }, NOW)).toBe('ended');
    expect(standing({ ...key, expires: '2027-11-22T10:00:00Z' }, NOW)).toBe('lasts');
  });
});
