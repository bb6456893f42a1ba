// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import type { HistoryStep } from '@/api/details';
import type { PackageOfReport, VulnerabilityOfReport } from '@/api/report';
import { layerTree, placed } from '@/pages/image/layerTree';

function step(index: number | null, size: number): HistoryStep {
  return {
    index,
    digest: null,
    size,
    createdBy: null,
    comment: null,
    empty: index === null,
    base: null,
    packages: null,
  };
}

function installed(name: string, layer: number | null): PackageOfReport {
  return {
    name,
    version: '1',
    arch: null,
    source: name,
    sourceVersion: '1',
    purl: '',
    module: null,
    file: '',
    origin: layer === null ? null : { layer, layerDigest: '', createdBy: null, base: false },
  };
}

function issue(cve: string, of: PackageOfReport, severity: string, policyStatus = 'active') {
  return {
    cve,
    package: of,
    origin: of.origin,
    severity,
    policyStatus,
    knownExploited: false,
  } as unknown as VulnerabilityOfReport;
}

describe('layers and their packages', () => {
  const bash = installed('bash', 0);
  const ssl = installed('libssl3', 1);
  const tree = layerTree(
    [step(0, 100), step(null, 0), step(1, 300)],
    [bash, ssl, installed('zlib', 1), installed('stray', null)],
    [
      issue('CVE-1', ssl, 'low'),
      issue('CVE-2', ssl, 'Important'),
      issue('CVE-1', installed('zlib', 1), 'low'),
      issue('CVE-3', bash, 'critical', 'exempt'),
    ],
  );

  it('has a node for each layer, none for steps without one', () => {
    expect(tree.map((layer) => layer.index)).toEqual([0, 1]);
    expect(tree[1]?.packages.map((each) => each.name)).toEqual(['libssl3', 'zlib']);
  });

  it('takes the worst that is not exempt, and counts an issue once', () => {
    expect(tree[0]).toMatchObject({ severity: null, issues: 0 });
    expect(tree[1]).toMatchObject({ severity: 'high', issues: 2 });
    expect(tree[1]?.packages[0]).toMatchObject({ severity: 'high', issues: 2 });
  });

  it('places each package once, by packages or by bytes', () => {
    const area = { x: 0, y: 0, width: 600, height: 400 };
    for (const measure of ['packages', 'bytes'] as const) {
      const boxes = placed(tree, measure, area);
      expect(boxes.flatMap((box) => box.packages)).toHaveLength(3);
      expect(boxes.map((box) => box.first)).toEqual([0, boxes[0]?.packages.length]);
    }
  });
});
