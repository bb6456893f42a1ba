/** What happened to an image, and why. */

import type { Severity, Status, Time } from './types';

export interface IssueLine {
  readonly id: string;
  readonly severity: Severity;
  readonly in: string;
  readonly installed: string;
  readonly fixed: string;
  readonly known_exploited: boolean;
}

export interface HistoryEvent {
  readonly id: string;
  readonly time: Time;
  readonly type: string;
  readonly cause: { readonly kind: string; readonly id: string } | null;
  /** Null where it is of no single image: an exemption. */
  readonly repository: string | null;
  readonly tags: readonly string[];
  readonly digest: string | null;
  readonly verdict: {
    readonly status: Status;
    readonly issues: number;
    readonly message: string;
    readonly before: Status | null;
  } | null;
  readonly issueCount: number;
  readonly issues: readonly IssueLine[];
  readonly exemption?: {
    readonly scope: string;
    readonly type: string;
    readonly issue: string;
    readonly author: string;
    readonly reason: string;
    readonly expires: Time | null;
  } | null;
}

export interface ImageHistory {
  readonly events: readonly HistoryEvent[];
  readonly next: string | null;
  /** What was before is not kept. */
  readonly eventsSince?: Time | null;
}

/** What one cause changed in images that stayed the same. */
export interface CauseOfChanges {
  readonly kind: string;
  readonly id: string;
  readonly time: Time;
  readonly images: number;
  readonly appeared: number;
  readonly fixPublished: number;
  readonly exploited: number;
  readonly verdicts: number;
  readonly examples: readonly string[];
}

export interface ChangesSummary {
  readonly since: Time;
  /** From when on events are kept; what was before is not known. */
  readonly eventsSince?: Time | null;
  readonly causes: readonly CauseOfChanges[];
  /** Whether there were more causes. */
  readonly more?: boolean;
  readonly pushed: number;
  readonly deleted: number;
}
