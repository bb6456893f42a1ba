/** What changed between two images. */

import type { Status } from './types';

export type Change = 'new' | 'fixed' | 'unchanged';

export interface ComparedImage {
  readonly image: string;
  readonly title: string;
  readonly digest: string | null;
  readonly platform: string | null;
  readonly verdict: Status;
  readonly issues: number;
  readonly packages: number;
}

export interface Difference {
  readonly from: ComparedImage;
  readonly to: ComparedImage;
  readonly worse: boolean;
  readonly vulnerabilities: readonly {
    readonly change: Change;
    readonly cve: string;
    readonly package: string;
    readonly source: string;
    readonly installedBefore: string | null;
    readonly installedAfter: string | null;
    readonly fixedVersion: string | null;
    readonly severity: string;
    readonly knownExploited: boolean;
    readonly activeBefore: boolean;
    readonly activeAfter: boolean;
  }[];
  readonly configurationIssues: readonly {
    readonly change: Change;
    readonly id: string;
    readonly file: string;
    readonly line: number | null;
    readonly severity: string;
    readonly activeBefore: boolean;
    readonly activeAfter: boolean;
  }[];
  readonly packages: readonly {
    readonly name: string;
    readonly before: readonly string[];
    readonly after: readonly string[];
  }[];
}
