import { describe, expect, it } from 'vitest';
import type { AdvisoryRow, CoveredRelease } from '@/api/advisories';
import type { CauseOfChanges } from '@/api/history';
import { coverageGroups, endedHere, matches, sortRows } from '@/pages/advisories/coverage';
import { asIssue, grouped } from '@/pages/advisories/lookup';
import { axisAt, bars, place, supportOf, yearMarks } from '@/pages/advisories/support';
import { withHits } from '@/pages/advisories/updates';

const now = new Date('2026-11-22T12:00:00Z');
const release = (key: string, more: Partial<CoveredRelease> = {}): CoveredRelease => ({
  release: key,
  rows: 1,
  fixesOnly: false,
  endOfLife: '2030-06-30',
  ended: false,
  extendedSupport: [],
  ...more,
});
const paid = (until: string) => ({ name: 'ESM', provider: 'Canonical', until, subscription: true });

describe('support', () => {
  it('is told by what the server knows, and never guessed', () => {
    expect(supportOf({ release: 'rhel:any', rows: 1, fixesOnly: false }, now)).toBe('unknown');
    expect(supportOf(release('a:1', { ended: null, endOfLife: null }), now)).toBe('unknown');
    expect(supportOf(release('a:1', { endOfLife: null }), now)).toBe('rolling');
    expect(supportOf(release('a:1'), now)).toBe('supported');
    expect(supportOf(release('a:1', { endOfLife: '2027-02-01' }), now)).toBe('ending');
    const ended = { ended: true, endOfLife: '2025-05-29' };
    expect(supportOf(release('a:1', ended), now)).toBe('ended');
    const more = { ...ended, extendedSupport: [paid('2030-04-23')] };
    expect(supportOf(release('a:1', more), now)).toBe('extended');
    const over = { ...ended, extendedSupport: [paid('2026-11-21')] };
    expect(supportOf(release('a:1', over), now)).toBe('ended');
    const lastDay = { ...ended, extendedSupport: [paid('2026-11-22')] };
    expect(supportOf(release('a:1', lastDay), now)).toBe('extended');
  });

  it('is drawn within the axis', () => {
    const axis = axisAt(now);
    expect(place(Date.UTC(1999, 0), axis)).toBe(0);
    expect(place(Date.UTC(2099, 0), axis)).toBe(100);
    expect(yearMarks(axis)[0]).toMatchObject({ year: 2023 });
    expect(bars(release('a:1', { endOfLife: '2017-05-01', ended: true }), axis)).toEqual([]);
    const parts = bars(release('a:1', { extendedSupport: [paid('2033-06-30')] }), axis);
    expect(parts.map(({ kind }) => kind)).toEqual(['free', 'paid']);
    expect(parts[0]?.to).toBe(parts[1]?.from);
    expect(bars(release('a:edge', { endOfLife: null }), axis)).toHaveLength(1);
    expect(bars(release('a:any', { endOfLife: null, ended: null }), axis)).toHaveLength(0);
  });
});

describe('coverage', () => {
  const releases = [
    release('debian:9', { images: 2, ended: true, rows: 7 }),
    release('alpine:3.9', { rows: 9, fixesOnly: true }),
    release('alpine:3.10', { rows: 5, images: null }),
    release('debian:12', { images: 3, rows: 1 }),
  ];
  const state = (filters: Readonly<Record<string, readonly string[]>>) => ({
    all: (name: string) => filters[name] ?? [],
    first: (name: string) => filters[name]?.[0] ?? '',
  });

  it('is grouped by distribution, the newest release first', () => {
    const groups = coverageGroups(sortRows(releases, 'release'));
    expect(groups.map((group) => group.releases.map((each) => each.release))).toEqual([
      ['alpine:3.10', 'alpine:3.9'],
      ['debian:12', 'debian:9'],
    ]);
    expect(sortRows(releases, '-rows')[0]?.release).toBe('alpine:3.9');
  });

  it('is narrowed by all filters at once', () => {
    const found = (filters: Readonly<Record<string, readonly string[]>>) =>
      releases.filter((each) => matches(each, state(filters), now)).map((each) => each.release);
    expect(found({ q: ['3.1'] })).toEqual(['alpine:3.10']);
    expect(found({ tells: ['fixes'] })).toEqual(['alpine:3.9']);
    expect(found({ here: ['true'], distribution: ['debian'] })).toEqual(['debian:9', 'debian:12']);
    expect(found({ support: ['ended'] })).toEqual(['debian:9']);
  });

  it('counts images on releases that have ended', () => {
    expect(endedHere(releases)).toEqual({ releases: 1, images: 2 });
  });
});

describe('updates', () => {
  const cause = (kind: string, id: string, time: string): CauseOfChanges => ({
    kind,
    id,
    time,
    images: 1,
    appeared: 1,
    fixPublished: 0,
    exploited: 0,
    verdicts: 0,
    examples: [],
  });

  it('stand with what they hit, also those that the server forgot', () => {
    const update = (version: string, time: string) => ({
      version,
      time,
      added: 1,
      changed: 2,
      withdrawn: 0,
      feeds: ['debian'],
    });
    const rows = withHits(
      [update('b', '2026-11-21T00:00:00Z'), update('a', '2026-11-20T00:00:00Z')],
      [
        cause('advisories', 'b', '2026-11-21T00:01:00Z'),
        cause('advisories', 'z', '2026-11-19T00:00:00Z'),
        cause('push', 'b', '2026-11-21T00:00:00Z'),
      ],
    );
    expect(rows.map(({ version, hits }) => [version, hits?.kind])).toEqual([
      ['b', 'advisories'],
      ['a', undefined],
      ['z', 'advisories'],
    ]);
    expect(rows[2]?.update).toBeUndefined();
  });
});

describe('what is said of an issue', () => {
  const row = (name: string, more: Partial<AdvisoryRow> = {}): AdvisoryRow => ({
    release: 'almalinux:8',
    package: name,
    kind: 'binary',
    state: 'fixed',
    stateDetail: null,
    fixedVersion: '2.28',
    availability: 'public',
    severity: 'important',
    notices: ['ALSA-1'],
    feed: 'almalinux',
    recordId: 'ALSA-1',
    ...more,
  });

  it('is told once of packages of which the same is said', () => {
    const groups = grouped([
      row('glibc'),
      row('glibc-common'),
      row('glibc'),
      row('glibc', { release: 'almalinux:9' }),
      row('nscd', { fixedVersion: '2.29' }),
    ]);
    expect(groups.map(({ packages }) => packages)).toEqual([
      ['glibc', 'glibc-common'],
      ['glibc'],
      ['nscd'],
    ]);
    expect(asIssue(' cve-2023-4911 ')).toBe('CVE-2023-4911');
  });
});
