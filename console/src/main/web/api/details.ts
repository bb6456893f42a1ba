/** How an image was made: its build steps, layers and what refers to it. */

import type { Time } from './types';

export interface HistoryStep {
  /** Of the layer that it made; null where it made none. */
  readonly index: number | null;
  readonly digest: string | null;
  readonly size: number | null;
  readonly createdBy: string | null;
  readonly comment: string | null;
  readonly empty: boolean;
  readonly base: boolean | null;
  readonly packages: number | null;
  readonly created?: Time | null;
}

export interface ImageDetails {
  readonly repository: string;
  readonly digest: string;
  readonly kind: 'image' | 'index';
  readonly mediaType: string;
  readonly tags: readonly string[];
  readonly size: number;
  readonly created: Time | null;
  readonly pushed: Time;
  readonly pushedBy: string;
  readonly platforms: readonly {
    readonly platform: string | null;
    readonly digest: string;
    readonly size: number;
    readonly config: {
      readonly user: string | null;
      readonly entrypoint: readonly string[];
      readonly cmd: readonly string[];
      readonly workingDir: string | null;
      readonly ports: readonly string[];
      readonly volumes: readonly string[];
      readonly labels: Readonly<Record<string, string>>;
      readonly env: readonly string[];
    };
    readonly layers: readonly HistoryStep[];
    /** More than in `layers` where there were too many to tell. */
    readonly layersInAll: number;
    readonly packages: number | null;
    readonly created: Time | null;
  }[];
  readonly platformsInAll: number;
  readonly base: { readonly name: string | null; readonly digest: string | null } | null;
  readonly referrers: readonly {
    readonly digest: string;
    readonly artifactType: string;
    readonly size: number;
    readonly created: Time | null;
    readonly annotations: Readonly<Record<string, string>>;
  }[];
  readonly referrersInAll: number;
}
