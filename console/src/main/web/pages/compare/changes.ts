import type { Change, Difference } from '@/api/compare';
import type { Severity } from '@/api/types';
import { severityOf } from '@/shared/severities';

export const VIEWS = ['new', 'fixed', 'unchanged', 'configuration', 'packages'] as const;
export type View = (typeof VIEWS)[number];

/** A CVE in one or several packages of a source. */
export interface ChangedIssue {
  readonly key: string;
  readonly change: Change;
  readonly issue: string;
  readonly severity: Severity;
  readonly source: string;
  readonly packages: readonly string[];
  readonly before: string | null;
  readonly after: string | null;
  readonly fixed: string | null;
  readonly exploited: boolean;
  /** Whether it counts where it is: after, or before where it is fixed. */
  readonly counts: boolean;
}

/** Packages of one source that changed alike with an issue are told once. */
export function changedIssues(difference: Difference): readonly ChangedIssue[] {
  const found = new Map<string, ChangedIssue>();
  for (const each of difference.vulnerabilities) {
    const key = [
      each.change,
      each.cve,
      each.source,
      each.installedBefore ?? '',
      each.installedAfter ?? '',
    ].join('\n');
    const counts = each.change === 'fixed' ? each.activeBefore : each.activeAfter;
    const known = found.get(key);
    found.set(
      key,
      known === undefined
        ? {
            key,
            change: each.change,
            issue: each.cve,
            severity: severityOf(each.severity),
            source: each.source,
            packages: [each.package],
            before: each.installedBefore,
            after: each.installedAfter,
            fixed: each.fixedVersion,
            exploited: each.knownExploited,
            counts,
          }
        : {
            ...known,
            packages: [...known.packages, each.package],
            exploited: known.exploited || each.knownExploited,
            counts: known.counts || counts,
          },
    );
  }
  return [...found.values()];
}

/** Different issues of a change that count. */
export function counted(issues: readonly ChangedIssue[], change: Change): number {
  return new Set(
    issues.filter((each) => each.change === change && each.counts).map((each) => each.issue),
  ).size;
}

export type PackageKind = 'added' | 'removed' | 'upgraded';

export function kindOf(change: Difference['packages'][number]): PackageKind {
  if (change.before.length === 0) {
    return 'added';
  }
  return change.after.length === 0 ? 'removed' : 'upgraded';
}
