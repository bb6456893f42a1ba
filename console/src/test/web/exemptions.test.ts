import { describe, expect, it } from 'vitest';
import type { Exemption } from '@/api/exemptions';
import { exemptionPage } from '@/pages/exemptions/address';
import { matches } from '@/pages/exemptions/list';
import { cleanScope, exemptionPath, scopeNamespace, scopeType } from '@/pages/exemptions/scope';
import { endOf, lastDay, statusOf } from '@/pages/exemptions/until';

const NOW = new Date('2026-11-22T10:30:00Z');

describe('a scope', () => {
  it.each([
    ['*', 'account'],
    ['birds', 'namespace'],
    ['birds/robin', 'repository'],
    ['birds/red/robin', 'repository'],
    ['birds/robin:1', 'image'],
    [`birds/robin@sha256:${'a'.repeat(64)}`, 'digest'],
    ['birds/robin@sha256:abc', undefined],
    ['Birds', undefined],
    ['birds/', undefined],
    ['birds:1', undefined],
    ['', undefined],
  ])('%s is a %s', (text, type) => {
    expect(scopeType(text)).toBe(type);
  });

  it('is in a namespace, but for the account', () => {
    expect(scopeNamespace('birds/robin:1')).toBe('birds');
    expect(scopeNamespace('birds')).toBe('birds');
    expect(scopeNamespace('*')).toBeUndefined();
  });

  it('may be pasted with the registry before it', () => {
    expect(cleanScope(' localhost:5000/birds/robin:1 ', 'localhost:5000')).toBe('birds/robin:1');
  });
});

describe('the end of an exemption', () => {
  it('is the end of a whole day', () => {
    expect(endOf('30', '', NOW)).toBe('2026-12-23T00:00:00.000Z');
    expect(endOf('date', '2026-11-22', NOW)).toBe('2026-11-23T00:00:00.000Z');
    expect(lastDay('2026-11-23T00:00:00.000Z')).toBe('2026-11-22');
  });

  it('is never, or missing', () => {
    expect(endOf('never', '', NOW)).toBeNull();
    expect(endOf('date', '', NOW)).toBeUndefined();
    expect(endOf('date', '2026-02-31', NOW)).toBeUndefined();
    expect(endOf('date', '2026-11-21', NOW)).toBeUndefined();
  });

  it('is soon within two weeks, and past by the clock though the list is older', () => {
    expect(statusOf(null, false, NOW)).toBe('active');
    expect(statusOf('2026-12-22T00:00:00Z', false, NOW)).toBe('active');
    expect(statusOf('2026-11-30T00:00:00Z', false, NOW)).toBe('soon');
    expect(statusOf('2026-11-22T10:29:59Z', false, NOW)).toBe('expired');
  });
});

it('addresses hold what has odd characters', () => {
  const issue = 'application_configuration:apache.Options.Indexes';
  expect(exemptionPage({ resource: 'birds/robin:1', type: 'configuration', issue })).toBe(
    '/exemptions?new=1&resource=birds%2Frobin%3A1&type=configuration&issue=application_configuration%3Aapache.Options.Indexes',
  );
  expect(exemptionPath({ scope: '*', type: 'sn', issue: 'RHSA-2024:1' })).toBe(
    '/api/v2/exemptions/*/issue/sn/RHSA-2024%3A1',
  );
});

it('what ends soon is listed as active, too', () => {
  const one: Exemption = {
    id: '1',
    scope: 'birds',
    scopeType: 'namespace',
    type: 'cve',
    issue: 'CVE-2024-1',
    author: 'Ada',
    reason: 'never run',
    justification: null,
    created: '2026-01-01T00:00:00Z',
    expires: '2026-11-30T00:00:00Z',
    expired: false,
  };
  const state = (filters: Readonly<Record<string, readonly string[]>>) => ({
    all: (name: string) => filters[name] ?? [],
    first: (name: string) => filters[name]?.[0] ?? '',
  });
  expect(matches(one, state({ status: ['active'] }), NOW)).toBe(true);
  expect(matches(one, state({ status: ['soon'], q: ['ADA'] }), NOW)).toBe(true);
  expect(matches(one, state({ status: ['expired'] }), NOW)).toBe(false);
  expect(matches(one, state({ scope: ['account'] }), NOW)).toBe(false);
});
