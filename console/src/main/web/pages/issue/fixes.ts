import type { AdvisoryRow } from '@/api/advisories';
import type { Severity } from '@/api/types';
import { byVersion, releaseName } from '@/shared/releases';
import { bySeverity, severityOf } from '@/shared/severities';

/** Packages of a release of which the same is said. */
export interface Fix {
  readonly key: string;
  readonly release: string;
  readonly packages: readonly string[];
  readonly state: string;
  readonly detail: string | null;
  readonly fixedVersion: string | null;
  readonly availability: string | null;
  readonly severity: Severity;
  readonly notices: readonly string[];
}

/** What a distribution says, release by release. */
export interface DistributionFixes {
  readonly distribution: string;
  /** The worst of its severities. */
  readonly severity: Severity;
  /** The words that it uses for them. */
  readonly words: readonly string[];
  readonly fixes: readonly Fix[];
  /** Releases in which every package that is spoken of is fixed or never had it. */
  readonly settled: number;
  readonly releases: number;
}

const SETTLED = new Set(['fixed', 'not-affected']);

/** The rows of the advisories by distribution and release, the newest release first. */
export function fixesOf(rows: readonly AdvisoryRow[]): readonly DistributionFixes[] {
  const byName = grouped(rows, (row) => releaseName(row.release).distribution);
  return [...byName]
    .map(([distribution, its]) => ofDistribution(distribution, its))
    .sort((a, b) => a.distribution.localeCompare(b.distribution, 'en'));
}

function ofDistribution(distribution: string, rows: readonly AdvisoryRow[]): DistributionFixes {
  const fixes = [...grouped(rows, keyOf)]
    .map(([key, same]) => merged(key, same))
    .sort(
      (a, b) =>
        byVersion(b.release, a.release) ||
        (a.packages[0] ?? '').localeCompare(b.packages[0] ?? '', 'en'),
    );
  const releases = grouped(fixes, (fix) => fix.release);
  const severity = fixes.map((fix) => fix.severity).sort(bySeverity)[0] ?? 'unknown';
  return {
    distribution,
    severity,
    words: [...new Set(rows.map((row) => row.severity ?? '').filter((word) => word !== ''))],
    fixes,
    settled: [...releases.values()].filter((its) => its.every((fix) => SETTLED.has(fix.state)))
      .length,
    releases: releases.size,
  };
}

function grouped<R>(rows: readonly R[], by: (row: R) => string): ReadonlyMap<string, readonly R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const group = groups.get(by(row));
    if (group) {
      group.push(row);
    } else {
      groups.set(by(row), [row]);
    }
  }
  return groups;
}

function keyOf(row: AdvisoryRow): string {
  const { release, state, stateDetail, fixedVersion, availability, notices } = row;
  return JSON.stringify([release, state, stateDetail, fixedVersion, availability, notices]);
}

function merged(key: string, rows: readonly AdvisoryRow[]): Fix {
  const [first] = rows;
  return {
    key,
    release: first?.release ?? '',
    packages: [...new Set(rows.map((row) => row.package))].sort(),
    state: first?.state ?? '',
    detail: first?.stateDetail ?? null,
    fixedVersion: first?.fixedVersion ?? null,
    availability: first?.availability ?? null,
    severity: rows.map((row) => severityOf(row.severity ?? '')).sort(bySeverity)[0] ?? 'unknown',
    notices: first?.notices ?? [],
  };
}
