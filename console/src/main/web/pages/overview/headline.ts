import type { Feed } from '@/api/advisories';
import type { ImageList, ImageRow, Overview } from '@/api/lists';
import type { Status } from '@/api/types';
import { freshness, oldFeeds } from '@/shared/feeds';

/** The most important thing there is to say, of which there is always one. */
export type Headline =
  | {
      readonly kind: 'exploited';
      readonly issues: number;
      /** Whether there are more than those counted. */
      readonly more: boolean;
      /** Undefined while that is not known. */
      readonly images: number | undefined;
      /** Packages for which a fix is published. */
      readonly fix: readonly string[];
      readonly examples: readonly ImageRow[];
    }
  | {
      readonly kind: 'failing';
      readonly failing: number;
      readonly images: number;
      readonly critical: number;
      readonly high: number;
    }
  | { readonly kind: 'not-known'; readonly notKnown: number; readonly images: number }
  | { readonly kind: 'judging'; readonly judged: number; readonly images: number }
  | { readonly kind: 'old-advisories'; readonly images: number; readonly feeds: readonly Feed[] }
  | { readonly kind: 'warnings'; readonly warnings: number; readonly images: number }
  | { readonly kind: 'clean'; readonly images: number };

/** The server counts as many at most. */
const MOST_EXPLOITED = 20;
const PACKAGES = 3;

const NOT_KNOWN: readonly Status[] = ['INCOMPLETE', 'UNSCANNED', 'UNSUPPORTED'];

/**
 * What comes first: a fire, what fails, what is not known, and only then that all is well.
 *
 * @param feeds undefined while they are not known
 * @param exploited images with known exploited issues; undefined while they are not known
 */
export function headline(
  overview: Overview,
  feeds: readonly Feed[] | undefined,
  exploited: Pick<ImageList, 'total' | 'images'> | undefined,
): Headline {
  const images = overview.tags;
  const count = (status: Status): number => overview.verdicts[status] ?? 0;
  if (overview.exploited.length > 0) {
    const fix = overview.exploited
      .filter((issue) => issue.fixable > 0)
      .flatMap((issue) => issue.packages.slice(0, 1));
    return {
      kind: 'exploited',
      issues: overview.exploited.length,
      more: overview.exploited.length >= MOST_EXPLOITED,
      images: exploited?.total,
      fix: [...new Set(fix)].slice(0, PACKAGES),
      examples: exploited?.images ?? [],
    };
  }
  if (count('FAIL') > 0) {
    return {
      kind: 'failing',
      failing: count('FAIL'),
      images,
      critical: overview.severities.critical ?? 0,
      high: overview.severities.high ?? 0,
    };
  }
  const { known } = overview;
  if (known.judged < known.images) {
    return { kind: 'judging', judged: known.judged, images: known.images };
  }
  const notKnown = NOT_KNOWN.reduce((total, status) => total + count(status), 0);
  if (notKnown > 0) {
    return { kind: 'not-known', notKnown, images };
  }
  if (
    feeds === undefined ||
    feeds.length === 0 ||
    feeds.some((feed) => freshness(feed) !== 'fresh')
  ) {
    return { kind: 'old-advisories', images, feeds: oldFeeds(feeds ?? []) };
  }
  if (count('WARN') > 0) {
    return { kind: 'warnings', warnings: count('WARN'), images };
  }
  return { kind: 'clean', images };
}

/** How it is coloured. */
export function level(kind: Headline['kind']): 'danger' | 'warning' | 'info' | 'success' {
  switch (kind) {
    case 'exploited':
      return 'danger';
    case 'failing':
    case 'not-known':
    case 'old-advisories':
      return 'warning';
    case 'judging':
    case 'warnings':
      return 'info';
    case 'clean':
      return 'success';
  }
}
