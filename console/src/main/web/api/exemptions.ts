/** What somebody decided to accept. */

import type { Known } from './lists';
import type { Status, Time } from './types';

export type ExemptionType = 'cve' | 'sn' | 'configuration';

export type ScopeType = 'account' | 'namespace' | 'repository' | 'image' | 'digest';

export interface Exemption {
  readonly id: string;
  /** `*`, `birds`, `birds/robin`, `birds/robin:1`, `birds/robin@sha256:…`. */
  readonly scope: string;
  readonly scopeType: ScopeType;
  readonly type: ExemptionType;
  readonly issue: string;
  readonly author: string;
  readonly reason: string;
  readonly justification: string | null;
  readonly created: Time;
  readonly expires: Time | null;
  readonly expired: boolean;
  /** What it hides now; only where it was asked for. */
  readonly hides?: {
    readonly images: number;
    readonly findings: number;
    readonly known?: Known & { readonly more?: boolean };
  } | null;
}

export interface ExemptionPreview {
  readonly images: number;
  readonly hides: number;
  readonly known: Known & { readonly more?: boolean };
  readonly changed: readonly {
    /** The repository. */
    readonly image: string;
    readonly tag: string | null;
    readonly digest: string;
    readonly before: Status;
    readonly after: Status;
    readonly hides: number;
  }[];
}
