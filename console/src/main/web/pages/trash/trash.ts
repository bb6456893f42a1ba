import type { Trash } from '@/api/access';
import { namespaceOf } from '@/session/session';

export interface TrashRow {
  /** Without the registry's host: `birds/robin@sha256:…`. */
  readonly name: string;
  readonly repository: string;
  readonly namespace: string;
  readonly digest: string;
  readonly tags: readonly string[];
  readonly days: number;
}

/** The trash as rows; names that are none of an image are passed over. */
export function rowsOf(trash: Trash): readonly TrashRow[] {
  return Object.entries(trash).flatMap(([whole, { daysUntilExpiry, tags }]) => {
    const name = whole.slice(whole.indexOf('/') + 1);
    const at = name.indexOf('@');
    if (at < 0) {
      return [];
    }
    const repository = name.slice(0, at);
    return [
      {
        name,
        repository,
        namespace: namespaceOf(repository),
        digest: name.slice(at + 1),
        tags,
        days: daysUntilExpiry,
      },
    ];
  });
}
