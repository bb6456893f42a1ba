import type { Feed } from '@/api/advisories';

const DAY = 86_400;

/** Seconds after which feeds are old, and after which no verdict rests on them, by the usual policy. */
export const STALE_AFTER = 7 * DAY;
export const OUTDATED_AFTER = 90 * DAY;

export type Freshness = 'fresh' | 'stale' | 'outdated' | 'unknown';

/** The oldest first: what is not known may be as old as anything. */
export const FRESHNESSES: readonly Freshness[] = ['unknown', 'outdated', 'stale', 'fresh'];

export function freshness(feed: Pick<Feed, 'ageSeconds'>): Freshness {
  if (feed.ageSeconds === null) {
    return 'unknown';
  }
  if (feed.ageSeconds > OUTDATED_AFTER) {
    return 'outdated';
  }
  return feed.ageSeconds > STALE_AFTER ? 'stale' : 'fresh';
}

/** Feeds that nobody may call fresh, the oldest first. */
export function oldFeeds(feeds: readonly Feed[]): readonly Feed[] {
  return feeds
    .filter((feed) => freshness(feed) !== 'fresh')
    .sort((one, other) => (other.ageSeconds ?? Infinity) - (one.ageSeconds ?? Infinity));
}

const NAMES: Readonly<Record<string, string>> = {
  almalinux: 'AlmaLinux',
  alpine: 'Alpine',
  debian: 'Debian',
  kev: 'CISA Known Exploited',
  redhat: 'Red Hat',
  rocky: 'Rocky Linux',
  ubuntu: 'Ubuntu',
};

/** What a feed is called by people. */
export function feedName(feed: string): string {
  return NAMES[feed] ?? feed;
}
