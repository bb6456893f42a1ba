// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import type { VulnerabilityOfReport } from '@/api/report';
import { grouped, matching, rowsOf, sorted, standingOf, type Filter } from '@/pages/image/findings';

const ALL: Filter = {
  q: '',
  severities: [],
  standings: [],
  fixable: false,
  exploited: false,
  source: '',
  layer: '',
};

interface Some {
  readonly cve?: string;
  readonly name?: string;
  readonly source?: string;
  readonly severity?: string;
  readonly standing?: string;
  readonly policyStatus?: string;
  readonly fixed?: string | null;
  readonly exploited?: boolean;
  readonly layer?: number | null;
}

function finding(some: Some): VulnerabilityOfReport {
  const layer = some.layer === undefined ? 0 : some.layer;
  return {
    cve: some.cve ?? 'CVE-2024-1',
    aliases: [],
    notices: [{ id: 'DSA-1-1', published: null, note: null, links: [] }],
    package: {
      name: some.name ?? 'libssl3',
      version: '1',
      arch: 'amd64',
      source: some.source ?? 'openssl',
      sourceVersion: '1',
      purl: '',
      module: null,
    },
    state: 'fixed',
    stateDetail: null,
    fixedVersion: some.fixed === undefined ? '2' : some.fixed,
    fixAvailability: null,
    severity: some.severity ?? 'high',
    cvss: [],
    knownExploited: some.exploited ?? false,
    summary: 'A buffer overflow',
    links: [],
    correctiveAction: '',
    standing: some.standing ?? 'issue',
    policyStatus: some.policyStatus ?? 'active',
    exemptions: [],
    origin: layer === null ? null : { layer, layerDigest: '', createdBy: null, base: false },
  };
}

describe('findings', () => {
  it('calls exempt what is exempt, whatever else it is', () => {
    expect(standingOf(finding({ policyStatus: 'exempt' }))).toBe('exempt');
    expect(standingOf(finding({ policyStatus: 'partially-exempt' }))).toBe('issue');
    expect(standingOf(finding({ standing: 'kernel' }))).toBe('kernel');
  });

  it('counts a standing that it does not know', () => {
    expect(standingOf(finding({ standing: 'of-tomorrow' }))).toBe('issue');
  });

  it('finds by CVE, notice, package and word', () => {
    const rows = rowsOf([
      finding({}),
      finding({ cve: 'CVE-2024-2', name: 'bash', source: 'bash' }),
    ]);
    expect(matching(rows, { ...ALL, q: ' cve-2024-2 ' })).toHaveLength(1);
    expect(matching(rows, { ...ALL, q: 'dsa-1' })).toHaveLength(2);
    expect(matching(rows, { ...ALL, q: 'BASH' })).toHaveLength(1);
    expect(matching(rows, { ...ALL, q: 'overflow' })).toHaveLength(2);
    expect(matching(rows, { ...ALL, q: 'zlib' })).toHaveLength(0);
  });

  it('narrows by all filters at once', () => {
    const rows = rowsOf([
      finding({ severity: 'Important', exploited: true, layer: 3 }),
      finding({ severity: 'low', fixed: null, standing: 'unfixed' }),
      finding({ severity: 'high', layer: null }),
    ]);
    expect(matching(rows, { ...ALL, severities: ['high'] })).toHaveLength(2);
    expect(matching(rows, { ...ALL, severities: ['high'], exploited: true })).toHaveLength(1);
    expect(matching(rows, { ...ALL, standings: ['unfixed'] })).toHaveLength(1);
    expect(matching(rows, { ...ALL, fixable: true })).toHaveLength(2);
    expect(matching(rows, { ...ALL, layer: '3' })).toHaveLength(1);
    expect(matching(rows, { ...ALL, layer: '-1' })).toHaveLength(1);
    expect(matching(rows, { ...ALL, source: 'openssl' })).toHaveLength(3);
  });

  it('groups by CVE with the worst that any package has', () => {
    const [group, ...others] = grouped(
      rowsOf([
        finding({ name: 'a', severity: 'low', standing: 'unfixed', fixed: null }),
        finding({ name: 'b', severity: 'critical', exploited: true }),
      ]),
      'cve',
    );
    expect(others).toHaveLength(0);
    expect(group).toMatchObject({
      key: 'CVE-2024-1',
      severity: 'critical',
      standing: 'issue',
      exploited: true,
      issues: 1,
      fixable: 1,
      counts: { critical: 1 },
    });
  });

  it('counts a CVE once in a package and in a layer', () => {
    const rows = rowsOf([
      finding({ name: 'libssl3' }),
      finding({ name: 'openssl' }),
      finding({ cve: 'CVE-2024-2', severity: 'low', layer: 1 }),
    ]);
    expect(grouped(rows, 'package')).toMatchObject([{ key: 'openssl', issues: 2 }]);
    expect(grouped(rows, 'layer')).toMatchObject([
      { key: '0', issues: 1 },
      { key: '1', issues: 1 },
    ]);
  });

  it('puts first what counts, then what is exploited, then the severe', () => {
    const groups = grouped(
      rowsOf([
        finding({ cve: 'CVE-1', severity: 'critical', standing: 'unfixed' }),
        finding({ cve: 'CVE-2', severity: 'low' }),
        finding({ cve: 'CVE-3', severity: 'medium', exploited: true }),
        finding({ cve: 'CVE-4', severity: 'critical' }),
      ]),
      'cve',
    );
    expect(sorted(groups, '-urgency').map((group) => group.key)).toEqual([
      'CVE-3',
      'CVE-4',
      'CVE-2',
      'CVE-1',
    ]);
    expect(sorted(groups, 'name').map((group) => group.key)).toEqual([
      'CVE-1',
      'CVE-2',
      'CVE-3',
      'CVE-4',
    ]);
  });

  it('is quick with 2,000 findings', () => {
    const rows = rowsOf(
      Array.from({ length: 2000 }, (_, index) =>
        finding({ cve: `CVE-2024-${index % 700}`, name: `p${index}`, source: `s${index % 90}` }),
      ),
    );
    const start = performance.now();
    sorted(grouped(matching(rows, { ...ALL, q: 'p1' }), 'cve'), '-urgency');
    sorted(grouped(matching(rows, ALL), 'package'), '-severity');
    expect(performance.now() - start).toBeLessThan(500);
  });
});
