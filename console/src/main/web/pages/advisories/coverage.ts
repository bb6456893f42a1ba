import type { CoveredRelease } from '@/api/advisories';
import { among, contains } from '@/shared/localList';
import { byVersion, distributionTitle, releaseName, releaseTitle } from '@/shared/releases';
import type { ListState } from '@/shared/useListState';
import { supportOf } from './support';

/** The parameters that narrow the releases. */
export const FILTERS = ['q', 'distribution', 'support', 'tells', 'here'] as const;

export interface CoverageGroup {
  readonly distribution: string;
  readonly releases: readonly CoveredRelease[];
}

/** Whether a release has all of what is filtered by. */
export function matches(
  release: CoveredRelease,
  state: Pick<ListState, 'all' | 'first'>,
  now: Date,
): boolean {
  const name = `${release.release} ${release.name ?? ''} ${releaseTitle(release.release)}`;
  return (
    contains(name, state.first('q')) &&
    among(releaseName(release.release).distribution, state.all('distribution')) &&
    among(supportOf(release, now), state.all('support')) &&
    among(release.fixesOnly ? 'fixes' : 'all', state.all('tells')) &&
    (state.first('here') === '' || (release.images ?? 0) > 0)
  );
}

/** Within its distribution the newest release comes first where nothing else is asked for. */
export function sortRows(
  releases: readonly CoveredRelease[],
  sort: string,
): readonly CoveredRelease[] {
  const down = sort.startsWith('-');
  const newest = (one: CoveredRelease, other: CoveredRelease): number =>
    byVersion(other.release, one.release);
  const end = (release: CoveredRelease): string =>
    release.endOfLife ?? (release.ended === false ? '9999' : '');
  const compare: Readonly<Record<string, (one: CoveredRelease, other: CoveredRelease) => number>> =
    {
      release: newest,
      rows: (one, other) => one.rows - other.rows,
      support: (one, other) => end(one).localeCompare(end(other)),
      images: (one, other) => (one.images ?? -1) - (other.images ?? -1),
    };
  const by = compare[down ? sort.slice(1) : sort] ?? newest;
  return [...releases].sort((one, other) => by(one, other) * (down ? -1 : 1) || newest(one, other));
}

/** Releases by distribution, in the order of their names. */
export function coverageGroups(releases: readonly CoveredRelease[]): readonly CoverageGroup[] {
  const groups = new Map<string, CoveredRelease[]>();
  for (const release of releases) {
    const { distribution } = releaseName(release.release);
    const group = groups.get(distribution);
    if (group) {
      group.push(release);
    } else {
      groups.set(distribution, [release]);
    }
  }
  return [...groups]
    .map(([distribution, all]) => ({ distribution, releases: all }))
    .sort((one, other) =>
      distributionTitle(one.distribution).localeCompare(distributionTitle(other.distribution)),
    );
}

/** How many images here stand on releases that nobody gets fixes for without paying. */
export function endedHere(releases: readonly CoveredRelease[]): {
  readonly releases: number;
  readonly images: number;
} {
  const ended = releases.filter((each) => each.ended === true && (each.images ?? 0) > 0);
  return {
    releases: ended.length,
    images: ended.reduce((total, each) => total + (each.images ?? 0), 0),
  };
}
