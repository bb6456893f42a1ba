/** One issue, over all images and advisories. */

import type { IssueInAdvisories } from './advisories';
import type { PolicyStatus } from './report';
import type { Status, Time } from './types';

/** An image that has an issue. */
export interface IssueHit {
  readonly image: string;
  readonly repository: string;
  readonly digest: string;
  readonly tags: readonly string[];
  readonly verdict: Status;
  readonly active: boolean;
  readonly since?: Time | null;
  readonly packages: readonly {
    /** Of a notice, the CVE that it is about. */
    readonly issue?: string;
    readonly name: string;
    readonly installed: string;
    readonly fixed: string | null;
    readonly state: string;
    readonly severity: string;
    readonly standing: string;
    readonly policyStatus: PolicyStatus;
    readonly correctiveAction: string;
  }[];
  readonly configuration?: readonly {
    readonly file: string;
    readonly line: number | null;
    readonly severity: string;
    readonly description: string;
    readonly policyStatus: PolicyStatus;
    readonly correctiveAction: string;
  }[];
}

export interface IssueAnswer extends IssueInAdvisories {
  /** Whether the advisories say anything of it. */
  readonly known: boolean;
  readonly type?: 'vulnerability' | 'notice' | 'configuration';
  readonly images: readonly IssueHit[];
  readonly lookedAt: number;
  readonly notJudged: number;
  /** The `after` of the next request; null where all were looked at. */
  readonly next: string | null;
}
