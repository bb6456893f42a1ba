import type { HistoryStep } from '@/api/details';
import type { PackageOfReport, VulnerabilityOfReport } from '@/api/report';
import type { Severity } from '@/api/types';
import { bySeverity, severityOf } from '@/shared/severities';
import { squarify, type Rectangle, type Tile } from './treemap';

/** A package of a layer, with the worst of its issues. */
export interface PackageNode {
  readonly name: string;
  readonly version: string;
  readonly source: string;
  /** Null where no issue is known in it. */
  readonly severity: Severity | null;
  readonly issues: number;
  readonly exploited: boolean;
}

export interface LayerNode {
  readonly index: number;
  readonly size: number;
  readonly createdBy: string | null;
  readonly base: boolean | null;
  readonly packages: readonly PackageNode[];
  readonly severity: Severity | null;
  /** Different ones. */
  readonly issues: number;
}

/** The layers of an image with the packages that each brought. */
export function layerTree(
  steps: readonly HistoryStep[],
  packages: readonly PackageOfReport[],
  vulnerabilities: readonly VulnerabilityOfReport[],
): readonly LayerNode[] {
  const found = new Map<string, { severity: Severity; cves: Set<string>; exploited: boolean }>();
  for (const each of vulnerabilities) {
    if (each.policyStatus === 'exempt') {
      continue;
    }
    const severity = severityOf(each.severity);
    const key = keyOf(each.package, each.origin?.layer);
    const known = found.get(key);
    if (known === undefined) {
      const cves = new Set([each.cve]);
      found.set(key, { severity, cves, exploited: each.knownExploited });
    } else {
      known.cves.add(each.cve);
      known.exploited ||= each.knownExploited;
      known.severity = bySeverity(severity, known.severity) < 0 ? severity : known.severity;
    }
  }
  const nodes = new Map<number, PackageNode[]>();
  const cves = new Map<number, Set<string>>();
  for (const { origin, cve, policyStatus } of vulnerabilities) {
    if (origin !== null && policyStatus !== 'exempt') {
      cves.set(origin.layer, (cves.get(origin.layer) ?? new Set()).add(cve));
    }
  }
  for (const each of packages) {
    const layer = each.origin?.layer ?? -1;
    const issues = found.get(keyOf(each, layer));
    const node: PackageNode = {
      name: each.name,
      version: each.version,
      source: each.source,
      severity: issues?.severity ?? null,
      issues: issues?.cves.size ?? 0,
      exploited: issues?.exploited ?? false,
    };
    const layers = nodes.get(layer);
    if (layers) {
      layers.push(node);
    } else {
      nodes.set(layer, [node]);
    }
  }
  return steps.flatMap((step): LayerNode[] => {
    if (step.index === null) {
      return [];
    }
    const inside = nodes.get(step.index) ?? [];
    return [
      {
        index: step.index,
        size: step.size ?? 0,
        createdBy: step.createdBy,
        base: step.base,
        packages: inside,
        severity: worstOf(inside),
        issues: cves.get(step.index)?.size ?? 0,
      },
    ];
  });
}

function keyOf(
  one: { readonly name: string; readonly version: string; readonly arch: string | null },
  layer: number | undefined,
): string {
  return `${one.name}\n${one.version}\n${one.arch ?? ''}\n${layer ?? -1}`;
}

function worstOf(nodes: readonly PackageNode[]): Severity | null {
  let worst: Severity | null = null;
  for (const { severity } of nodes) {
    if (severity !== null && (worst === null || bySeverity(severity, worst) < 0)) {
      worst = severity;
    }
  }
  return worst;
}

/** What tiles are as large as: the packages in them, or the bytes of their layer. */
export type Measure = 'packages' | 'bytes';

export interface PlacedLayer {
  readonly layer: LayerNode;
  readonly tile: Rectangle;
  readonly packages: readonly Tile<PackageNode>[];
  /** How many packages are in the layers before. */
  readonly first: number;
}

/** The height of the line that names a layer. */
export const CAPTION = 24;
const GAP = 3;

/** Where layers and packages are drawn. Packages share the bytes of their layer evenly. */
export function placed(
  layers: readonly LayerNode[],
  measure: Measure,
  area: Rectangle,
): readonly PlacedLayer[] {
  const weigh = (layer: LayerNode): number =>
    measure === 'bytes' ? layer.size : layer.packages.length;
  let first = 0;
  return squarify(layers, weigh, area).map(({ item, ...tile }) => {
    const caption = tile.height > 3 * CAPTION ? CAPTION : GAP;
    const inside = {
      x: tile.x + GAP,
      y: tile.y + caption,
      width: Math.max(0, tile.width - 2 * GAP),
      height: Math.max(0, tile.height - caption - GAP),
    };
    const packages = squarify(item.packages, () => 1, inside);
    first += packages.length;
    return { layer: item, tile, packages, first: first - packages.length };
  });
}
