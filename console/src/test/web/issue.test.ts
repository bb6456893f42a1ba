// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import type { AdvisoryRow } from '@/api/advisories';
import type { IssueHit } from '@/api/issue';
import { fixesOf } from '@/pages/issue/fixes';
import { concerns, kindOf, linksOf, stateOf } from '@/pages/issue/kinds';

function row(release: string, name: string, more: Partial<AdvisoryRow> = {}): AdvisoryRow {
  return {
    release,
    package: name,
    kind: 'source',
    state: 'fixed',
    stateDetail: null,
    fixedVersion: '1.2',
    availability: 'public',
    severity: 'medium',
    notices: [],
    feed: 'feed',
    recordId: 'record',
    ...more,
  };
}

function hit(active: boolean, ...told: readonly (readonly [string, string])[]): IssueHit {
  return {
    image: 'localhost/birds/robin',
    repository: 'birds/robin',
    digest: 'sha256:0',
    tags: ['1'],
    verdict: 'FAIL',
    active,
    packages: told.map(([standing, policyStatus]) => ({
      name: 'libc6',
      installed: '1',
      fixed: null,
      state: 'affected',
      severity: 'low',
      standing,
      policyStatus,
      correctiveAction: '',
    })),
  };
}

describe('fixes of an issue', () => {
  it('join packages of which the same is said, the newest release first', () => {
    const [debian, ubuntu] = fixesOf([
      row('debian:9', 'glibc'),
      row('ubuntu:22.04', 'glibc', { severity: 'high' }),
      row('debian:12', 'libc6'),
      row('debian:12', 'glibc'),
      row('debian:12', 'musl', { state: 'affected', fixedVersion: null, severity: null }),
    ]);
    expect(debian?.fixes.map((fix) => [fix.release, fix.packages])).toEqual([
      ['debian:12', ['glibc', 'libc6']],
      ['debian:12', ['musl']],
      ['debian:9', ['glibc']],
    ]);
    expect([debian?.settled, debian?.releases]).toEqual([1, 2]);
    expect(debian?.severity).toBe('medium');
    expect(ubuntu?.severity).toBe('high');
  });
});

describe('an issue in an image', () => {
  it.each([
    ['active', hit(true, ['issue', 'active'])],
    ['partly', hit(true, ['issue', 'active'], ['issue', 'exempt'])],
    ['exempt', hit(false, ['issue', 'exempt'])],
    ['subscription', hit(false, ['unfixed', 'active'], ['subscription', 'active'])],
    ['not-counted', hit(false)],
  ])('is %s', (state, one) => {
    expect(stateOf(one)).toBe(state);
  });
});

describe('an identifier', () => {
  it.each([
    ['CVE-2024-2961', 'cve'],
    ['GHSA-aaaa-bbbb-cccc', 'cve'],
    ['TEMP-0841856-B18BAF', 'cve'],
    ['USN-6737-1', 'sn'],
    ['RHSA-2024:1234', 'sn'],
    ['application_configuration:mysql.ssl-ca', 'configuration'],
    ['<script>', 'cve'],
  ])('%s is of %s', (id, kind) => {
    expect(kindOf(id)).toBe(kind);
  });

  it('leads out only to places that have something to say, with its name encoded', () => {
    expect(linksOf('CVE-2024-1', new Set(['debian'])).map((link) => link.title)).toEqual([
      'CVE',
      'NVD',
      'Debian',
    ]);
    expect(linksOf('USN-1/../x', new Set())[0]?.href).toBe(
      'https://ubuntu.com/security/notices/USN-1%2F..%2Fx',
    );
    expect(linksOf('system_configuration:x', new Set())).toEqual([]);
  });
});

it('an exemption of a notice concerns the vulnerabilities that the notice is about', () => {
  const of = (issue: string) =>
    ({
      id: '1',
      scope: '*',
      scopeType: 'account',
      type: 'sn',
      issue,
      author: '',
      reason: '',
      justification: null,
      created: '2026-01-01T00:00:00Z',
      expires: null,
      expired: false,
    }) as const;
  const rows = [row('ubuntu:22.04', 'glibc', { notices: ['USN-6737-1'] })];
  expect(concerns(of('USN-6737-1'), 'CVE-2024-2961', [], rows)).toBe(true);
  expect(concerns(of('cve-2024-2961'), 'CVE-2024-2961', [], rows)).toBe(true);
  expect(concerns(of('USN-1-1'), 'CVE-2024-2961', [], rows)).toBe(false);
});
