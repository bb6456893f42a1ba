import type { AdvisoryUpdate } from '@/api/advisories';
import type { CauseOfChanges } from '@/api/history';

/** An update of the advisories, and what it did to images here. */
export interface UpdateWithHits {
  readonly version: string;
  readonly time: string;
  /** Undefined where the server does not remember the update itself. */
  readonly update: AdvisoryUpdate | undefined;
  /** Undefined where no image was hit, or that is not known. */
  readonly hits: CauseOfChanges | undefined;
}

/** Updates together with the changes that they caused, the newest first. */
export function withHits(
  updates: readonly AdvisoryUpdate[],
  causes: readonly CauseOfChanges[],
): readonly UpdateWithHits[] {
  const hits = new Map(
    causes.filter((cause) => cause.kind === 'advisories').map((cause) => [cause.id, cause]),
  );
  const known = updates.map((update) => ({
    version: update.version,
    time: update.time,
    update,
    hits: hits.get(update.version),
  }));
  const versions = new Set(updates.map((update) => update.version));
  const others = [...hits.values()]
    .filter((cause) => !versions.has(cause.id))
    .map((cause) => ({
      version: cause.id,
      time: cause.time,
      update: undefined,
      hits: cause,
    }));
  return [...known, ...others].sort((one, other) => other.time.localeCompare(one.time));
}
