/** The lists over all images: images, issues, search, overview. */

import type { Severity, Status, Time } from './types';

/** How much of all tagged images an answer knows of. */
export interface Known {
  readonly images: number;
  /** Those of them that an answer looks at. */
  readonly listed?: number;
  readonly judged: number;
}

export interface Listed {
  readonly total: number;
  readonly offset: number;
  readonly limit: number;
}

export interface ImageCounts {
  readonly critical: number;
  readonly high: number;
  readonly medium: number;
  readonly low: number;
  readonly negligible?: number;
  readonly unknown: number;
  readonly issues: number;
  readonly configuration: number;
  readonly exploited: number;
  readonly fixable: number;
  readonly exempt: number;
  readonly unfixed: number;
}

export interface ImageRow {
  readonly repository: string;
  readonly tag: string;
  readonly digest: string;
  readonly kind: 'image' | 'index';
  readonly verdict: { readonly status: Status; readonly message: string };
  readonly counts: ImageCounts;
  readonly release: string | null;
  readonly platforms: readonly string[];
  readonly size: number;
  readonly created: Time | null;
  readonly pushed: Time;
  readonly scanned: Time | null;
  readonly stale?: boolean;
}

export interface ImageList extends Listed {
  readonly known: Known;
  readonly verdicts: Readonly<Partial<Record<Status, number>>>;
  readonly images: readonly ImageRow[];
}

export type IssueType = 'vulnerability' | 'configuration';

export interface IssueRow {
  readonly id: string;
  readonly type: IssueType;
  readonly severity: Severity;
  readonly exploited: boolean;
  readonly images: number;
  readonly active: number;
  readonly fixable: number;
  readonly packages: readonly string[];
}

export interface IssueList extends Listed {
  readonly known: Known;
  readonly severities: Readonly<Partial<Record<Severity, number>>>;
  readonly issues: readonly IssueRow[];
}

export interface SearchResult {
  readonly images: readonly {
    readonly repository: string;
    readonly tag: string;
    readonly verdict: Status;
  }[];
  readonly repositories: readonly { readonly repository: string; readonly tags: number }[];
  readonly namespaces: readonly string[];
  readonly issues: readonly {
    readonly id: string;
    readonly type: IssueType;
    readonly severity: Severity;
    readonly images: number;
  }[];
  readonly packages: readonly { readonly name: string; readonly images: number }[];
}

export interface Overview {
  readonly known: Known;
  readonly repositories: number;
  readonly tags: number;
  readonly verdicts: Readonly<Partial<Record<Status, number>>>;
  readonly severities: Readonly<Partial<Record<Severity, number>>>;
  /** At most 20, those in the most images first. */
  readonly exploited: readonly IssueRow[];
  readonly worst: readonly ImageRow[];
  readonly releasesEnded: readonly {
    readonly release: string;
    readonly images: number;
    readonly endOfLife: string;
  }[];
}

export interface OverviewHistory {
  /** Whether an issue of several namespaces counts once. */
  readonly distinct?: boolean;
  readonly days: readonly {
    readonly day: string;
    readonly verdicts: Readonly<Partial<Record<Status, number>>>;
    readonly severities: Readonly<Partial<Record<Severity, number>>>;
    readonly images: number;
  }[];
}
