import { describe, expect, it } from 'vitest';
import type { Feed } from '@/api/advisories';
import type { ImageRow, IssueRow, Overview } from '@/api/lists';
import { column, dayTicks, spanOf, ticks, withToday } from '@/pages/overview/chart';
import {
  commands,
  inRegistry,
  isImage,
  nameHere,
  needsDaemon,
} from '@/pages/overview/first/commands';
import { headline } from '@/pages/overview/headline';
import { looking, parseVisits } from '@/pages/overview/lastVisit';
import { moved } from '@/pages/overview/SeverityChart';
import { freshness, oldFeeds } from '@/shared/feeds';
import { byVersion, releaseTitle } from '@/shared/releases';

const overview: Overview = {
  known: { images: 5, judged: 5 },
  repositories: 2,
  tags: 5,
  verdicts: { OK: 5 },
  severities: {},
  exploited: [],
  worst: [],
  releasesEnded: [],
};
const feed = (name: string, ageSeconds: number | null): Feed => ({
  name,
  asOf: null,
  ageSeconds,
  records: 1,
  refused: 0,
});
const fresh = [feed('debian', 3600)];
const issue = (id: string, fixable: number, packages: readonly string[]): IssueRow => ({
  id,
  type: 'vulnerability',
  severity: 'high',
  exploited: true,
  images: 1,
  active: 1,
  fixable,
  packages,
});

describe('the headline', () => {
  it('says that all is well only where everything is known', () => {
    expect(headline(overview, fresh, undefined).kind).toBe('clean');
    expect(headline(overview, undefined, undefined).kind).toBe('old-advisories');
    expect(headline(overview, [], undefined).kind).toBe('old-advisories');
    expect(headline(overview, [feed('alpine', null)], undefined).kind).toBe('old-advisories');
    const judging = { ...overview, known: { images: 6, judged: 5 } };
    expect(headline(judging, fresh, undefined).kind).toBe('judging');
    for (const verdict of ['INCOMPLETE', 'UNSCANNED', 'UNSUPPORTED'] as const) {
      const unknown = { ...overview, verdicts: { OK: 4, [verdict]: 1 } };
      expect(headline(unknown, fresh, undefined)).toMatchObject({ kind: 'not-known', notKnown: 1 });
    }
  });

  it('begins with what is exploited, and what to fix', () => {
    const burning: Overview = {
      ...overview,
      verdicts: { FAIL: 3 },
      exploited: [
        issue('CVE-1', 1, ['glibc', 'libc6']),
        issue('CVE-2', 0, ['xz']),
        issue('CVE-3', 2, ['glibc']),
      ],
    };
    const images: readonly ImageRow[] = [];
    expect(headline(burning, fresh, { total: 3, images })).toMatchObject({
      kind: 'exploited',
      issues: 3,
      more: false,
      images: 3,
      fix: ['glibc'],
    });
  });

  it('goes on with what fails', () => {
    const failing = { ...overview, verdicts: { FAIL: 2, OK: 3 }, severities: { critical: 1 } };
    expect(headline(failing, fresh, undefined)).toEqual({
      kind: 'failing',
      failing: 2,
      images: 5,
      critical: 1,
      high: 0,
    });
  });
});

describe('the chart', () => {
  const day = (name: string) => ({ day: name, verdicts: {}, severities: { high: 2 }, images: 1 });

  it('has room for a fortnight where history has just begun', () => {
    expect(spanOf([day('2026-11-22')]).days).toBe(14);
    expect(spanOf([day('2026-08-25'), day('2026-11-22')]).days).toBe(90);
  });

  it('has round values at its side', () => {
    expect(ticks(0)).toEqual([0, 1]);
    expect(ticks(3)).toEqual([0, 1, 2, 3]);
    expect(ticks(227)).toEqual([0, 100, 200, 300]);
  });

  it('marks the last day always, and no more days than there is room for', () => {
    const marked = dayTicks({ first: 100, days: 90 }, 640);
    expect(marked.at(-1)).toBe(189);
    expect(marked.length).toBeLessThanOrEqual(10);
  });

  it('shows today as it is now, where both count the same way', () => {
    const now = new Date('2026-11-22T10:00:00Z');
    const days = [day('2026-11-22'), day('2026-11-20')];
    const shown = withToday({ days }, { ...overview, severities: { critical: 7 } }, now);
    expect(shown.map((each) => each.day)).toEqual(['2026-11-20', '2026-11-22']);
    expect(shown[1]?.severities).toEqual({ critical: 7 });
    expect(withToday({ days, distinct: false }, overview, now)[1]?.severities).toEqual({ high: 2 });
  });

  it('stands severities on each other', () => {
    const stacked = { ...day('2026-11-22'), severities: { critical: 1, low: 4 } };
    expect(column(stacked, ['critical', 'high', 'low'])).toEqual([
      { severity: 'critical', from: 0, to: 1 },
      { severity: 'low', from: 1, to: 5 },
    ]);
  });

  it('is walked through by keys', () => {
    expect(moved('ArrowLeft', 0, 5)).toBe(0);
    expect(moved('PageUp', 0, 5)).toBe(4);
    expect(moved('End', 0, 5)).toBe(4);
    expect(moved('Tab', 0, 5)).toBeUndefined();
  });
});

describe('visits', () => {
  const at = (time: string) => new Date(`2026-11-22T${time}:00.000Z`);

  it('end when nobody looked for half an hour', () => {
    const first = looking(null, at('08:00'));
    expect(first.since).toBeNull();
    expect(looking(first, at('08:20')).since).toBeNull();
    const next = looking(first, at('09:00'));
    expect(next).toEqual({ since: first.seen, seen: at('09:00').toISOString() });
    expect(looking(next, at('09:10')).since).toBe(first.seen);
  });

  it('are forgotten where what was stored is something else', () => {
    expect(parseVisits('{')).toBeNull();
    expect(parseVisits('{"seen":"yesterday"}')).toBeNull();
    expect(parseVisits(null)).toBeNull();
  });
});

describe('the first push', () => {
  const push = {
    registry: '127.0.0.1:5000',
    user: 'admin',
    image: 'docker.io/library/nginx:1.27',
    namespace: 'birds',
    plain: true,
  };

  it('has commands that fit', () => {
    expect(nameHere('nginx', 'birds')).toBe('birds/nginx:latest');
    expect(commands('docker', push).push).toContain('docker push 127.0.0.1:5000/birds/nginx:1.27');
    expect(commands('podman', push).login).toContain('--tls-verify=false');
    expect(commands('skopeo', { ...push, plain: false, image: 'nginx:1.27' }).push).toBe(
      'skopeo copy docker://docker.io/library/nginx:1.27 docker://127.0.0.1:5000/birds/nginx:1.27',
    );
    expect(commands('docker', push).look).toContain(
      'http://127.0.0.1:5000/v2/birds/nginx/manifests/1.27',
    );
    expect(inRegistry('quay.io/a/b:1')).toBe('quay.io/a/b:1');
    expect(inRegistry('a/b:1')).toBe('docker.io/a/b:1');
  });

  it('takes no text that would be more than a name in a shell', () => {
    expect(isImage('nginx:1.27')).toBe(true);
    expect(isImage('host:5000/team/app:2')).toBe(true);
    expect(isImage('nginx; rm -rf /')).toBe(false);
    expect(isImage('$(id)')).toBe(false);
    expect(isImage('')).toBe(false);
  });

  it('tells of Docker’s setting only where it needs it', () => {
    expect(needsDaemon('localhost:5000')).toBe(false);
    expect(needsDaemon('127.0.0.1:5000')).toBe(false);
    expect(needsDaemon('registry.example.org')).toBe(true);
  });
});

describe('feeds and releases', () => {
  it('are never up to date where their age is not known', () => {
    expect(freshness(feed('a', null))).toBe('unknown');
    expect(freshness(feed('a', 7 * 86_400))).toBe('fresh');
    expect(freshness(feed('a', 8 * 86_400))).toBe('stale');
    expect(freshness(feed('a', 91 * 86_400))).toBe('outdated');
    const old = oldFeeds([feed('a', 8 * 86_400), feed('b', 1), feed('c', null)]);
    expect(old.map(({ name }) => name)).toEqual(['c', 'a']);
  });

  it('have names for people, and an order', () => {
    expect(releaseTitle('centos:stream9')).toBe('CentOS Stream 9');
    expect(releaseTitle('plan9:1')).toBe('plan9 1');
    expect(['alpine:3.10', 'alpine:3.9'].sort(byVersion)).toEqual(['alpine:3.9', 'alpine:3.10']);
  });
});
