/** The advisories: feeds, covered releases, what was updated. */

import type { Time } from './types';

export interface Feed {
  readonly name: string;
  readonly asOf: Time | null;
  readonly ageSeconds: number | null;
  readonly records: number;
  readonly refused: number;
}

export interface CoveredRelease {
  readonly release: string;
  readonly rows: number;
  readonly fixesOnly: boolean;
  /** What its distribution calls it; null where it is no release that there is. */
  readonly name?: string | null;
  /** The last day on which everybody gets fixes. */
  readonly endOfLife?: string | null;
  readonly ended?: boolean | null;
  readonly extendedSupport?: readonly ExtendedSupport[];
  /** Tagged images that stand on it; null where that is not known. */
  readonly images?: number | null;
}

export interface ExtendedSupport {
  readonly name: string;
  readonly provider: string;
  readonly until: string;
  /** Whether it has to be bought or switched on. */
  readonly subscription: boolean;
}

export interface AdvisoryUpdate {
  readonly time: Time;
  readonly version: string;
  /** Null where the update before is not known. */
  readonly added: number | null;
  readonly changed: number | null;
  readonly withdrawn: number | null;
  readonly feeds: readonly string[];
}

export interface AdvisoryOverview {
  readonly version: string;
  readonly feeds: readonly Feed[];
  readonly releases: readonly CoveredRelease[];
  /** The newest first. */
  readonly updates?: readonly AdvisoryUpdate[];
}

/** What a distribution says of an issue in a package. */
export interface AdvisoryRow {
  /** Of a notice, the CVE that it is about. */
  readonly issue?: string;
  readonly release: string;
  readonly package: string;
  readonly kind: string;
  readonly state: string;
  readonly stateDetail: string | null;
  readonly fixedVersion: string | null;
  readonly availability: string | null;
  /** The distribution's own word: `severityOf` places it on the scale. */
  readonly severity: string | null;
  readonly notices: readonly string[];
  readonly feed: string;
  readonly recordId: string;
}

export interface IssueInAdvisories {
  readonly issue: string;
  readonly advisories: string;
  readonly summary: string | null;
  readonly knownExploited: boolean;
  readonly aliases: readonly string[];
  readonly rows: readonly AdvisoryRow[];
  readonly rowsInAll: number;
}
