import type { VulnerabilityOfReport } from '@/api/report';
import type { Severity } from '@/api/types';
import { among } from '@/shared/localList';
import { bySeverity, severityOf, SEVERITIES } from '@/shared/severities';

/** Whether an issue counts, and otherwise why not. */
export const STANDINGS = [
  'issue',
  'unfixed',
  'subscription',
  'kernel',
  'below-policy',
  'exempt',
] as const;
export type Standing = (typeof STANDINGS)[number];

export const GROUPINGS = ['cve', 'package', 'layer'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** A vulnerability of a package, with what it is searched and sorted by. */
export interface Row {
  readonly key: string;
  readonly finding: VulnerabilityOfReport;
  readonly severity: Severity;
  readonly standing: Standing;
  /** -1 where it is not known. */
  readonly layer: number;
  /** In small letters: what a text is looked for in. */
  readonly words: string;
}

export interface Filter {
  readonly q: string;
  readonly severities: readonly string[];
  readonly standings: readonly string[];
  readonly fixable: boolean;
  readonly exploited: boolean;
  /** A source package; empty for all. */
  readonly source: string;
  /** The index of a layer; empty for all. */
  readonly layer: string;
}

/** Rows that are one line of the table. */
export interface Group {
  readonly key: string;
  readonly rows: readonly Row[];
  readonly severity: Severity;
  /** The one that matters most. */
  readonly standing: Standing;
  readonly exploited: boolean;
  /** Different issues that can be fixed, and all. */
  readonly fixable: number;
  readonly issues: number;
  /** Different issues by severity. */
  readonly counts: Readonly<Partial<Record<Severity, number>>>;
}

export function standingOf(finding: VulnerabilityOfReport): Standing {
  if (finding.policyStatus === 'exempt') {
    return 'exempt';
  }
  return STANDINGS.find((each) => each === finding.standing) ?? 'issue';
}

export function rowsOf(findings: readonly VulnerabilityOfReport[]): readonly Row[] {
  return findings.map((finding, index) => ({
    key: String(index),
    finding,
    severity: severityOf(finding.severity),
    standing: standingOf(finding),
    layer: finding.origin?.layer ?? -1,
    words: [
      finding.cve,
      ...finding.aliases,
      ...finding.notices.map((notice) => notice.id),
      finding.package.name,
      finding.package.source,
      finding.summary ?? '',
    ]
      .join('\n')
      .toLowerCase(),
  }));
}

export function matching(rows: readonly Row[], filter: Filter): readonly Row[] {
  const q = filter.q.trim().toLowerCase();
  return rows.filter(
    (row) =>
      (q === '' || row.words.includes(q)) &&
      among(row.severity, filter.severities) &&
      among(row.standing, filter.standings) &&
      (!filter.fixable || row.finding.fixedVersion !== null) &&
      (!filter.exploited || row.finding.knownExploited) &&
      (filter.source === '' || row.finding.package.source === filter.source) &&
      (filter.layer === '' || String(row.layer) === filter.layer),
  );
}

function keyOf(row: Row, grouping: Grouping): string {
  switch (grouping) {
    case 'cve':
      return row.finding.cve;
    case 'package':
      return row.finding.package.source;
    case 'layer':
      return String(row.layer);
  }
}

export function grouped(rows: readonly Row[], grouping: Grouping): readonly Group[] {
  const members = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row, grouping);
    const group = members.get(key);
    if (group) {
      group.push(row);
    } else {
      members.set(key, [row]);
    }
  }
  return [...members].map(([key, each]) => groupOf(key, each));
}

function groupOf(key: string, rows: readonly Row[]): Group {
  const worst = new Map<string, Severity>();
  const fixable = new Set<string>();
  for (const { finding, severity } of rows) {
    const before = worst.get(finding.cve);
    if (before === undefined || bySeverity(severity, before) < 0) {
      worst.set(finding.cve, severity);
    }
    if (finding.fixedVersion !== null) {
      fixable.add(finding.cve);
    }
  }
  const counts = countOf(worst.values());
  return {
    key,
    rows,
    severity: SEVERITIES.find((each) => (counts[each] ?? 0) > 0) ?? 'unknown',
    standing: STANDINGS.find((each) => rows.some((row) => row.standing === each)) ?? 'issue',
    exploited: rows.some((row) => row.finding.knownExploited),
    fixable: fixable.size,
    issues: worst.size,
    counts,
  };
}

/** How many there are of each. */
export function countOf<K extends string>(values: Iterable<K>): Partial<Record<K, number>> {
  const counts: Partial<Record<K, number>> = {};
  for (const value of values) {
    counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts;
}

type Order = (one: Group, other: Group) => number;

const names = new Intl.Collator('en', { numeric: true });
const byName: Order = (one, other) => names.compare(one.key, other.key);
const bySeverities: Order = (one, other) => bySeverity(other.severity, one.severity);

/** Each the smallest first; what is most urgent is greatest. */
const ORDERS: Readonly<Record<string, Order>> = {
  name: byName,
  severity: bySeverities,
  issues: (one, other) => one.issues - other.issues,
  packages: (one, other) => one.rows.length - other.rows.length,
  fixable: (one, other) => one.fixable - other.fixable,
  standing: (one, other) => STANDINGS.indexOf(other.standing) - STANDINGS.indexOf(one.standing),
  urgency: (one, other) =>
    Number(one.standing === 'issue') - Number(other.standing === 'issue') ||
    Number(one.exploited) - Number(other.exploited) ||
    bySeverities(one, other) ||
    one.issues - other.issues,
};

/** @param sort such as `-severity`; what is equal is by name */
export function sorted(groups: readonly Group[], sort: string): readonly Group[] {
  const descending = sort.startsWith('-');
  const order = ORDERS[descending ? sort.slice(1) : sort] ?? byName;
  return [...groups].sort(
    (one, other) => order(one, other) * (descending ? -1 : 1) || byName(one, other),
  );
}
