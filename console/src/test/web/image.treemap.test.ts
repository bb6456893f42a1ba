import { describe, expect, it } from 'vitest';
import { neighbour, squarify, type Rectangle } from '@/pages/image/treemap';

const AREA: Rectangle = { x: 10, y: 20, width: 600, height: 400 };
const size = ({ width, height }: Rectangle): number => width * height;

describe('squarified treemap', () => {
  it('gives the example of its paper', () => {
    const tiles = squarify([6, 6, 4, 3, 2, 2, 1], (weight) => weight, {
      x: 0,
      y: 0,
      width: 6,
      height: 4,
    });
    expect(tiles).toHaveLength(7);
    expect(tiles[0]).toMatchObject({ item: 6, x: 0, y: 0, width: 3, height: 2 });
    expect(tiles[1]).toMatchObject({ item: 6, x: 0, y: 2, width: 3, height: 2 });
    expect(tiles[2]?.x).toBeCloseTo(3);
    expect(size(tiles[2] ?? AREA)).toBeCloseTo(4);
  });

  it('fills the area, each tile by its weight and within', () => {
    const weights = Array.from({ length: 137 }, (_, index) => 1 + ((index * 7919) % 97));
    const total = weights.reduce((sum, each) => sum + each, 0);
    const tiles = squarify(weights, (weight) => weight, AREA);
    expect(tiles.reduce((sum, tile) => sum + size(tile), 0)).toBeCloseTo(size(AREA), 3);
    for (const tile of tiles) {
      expect(size(tile)).toBeCloseTo((tile.item / total) * size(AREA), 3);
      expect(tile.x).toBeGreaterThanOrEqual(AREA.x - 1e-6);
      expect(tile.y).toBeGreaterThanOrEqual(AREA.y - 1e-6);
      expect(tile.x + tile.width).toBeLessThanOrEqual(AREA.x + AREA.width + 1e-6);
      expect(tile.y + tile.height).toBeLessThanOrEqual(AREA.y + AREA.height + 1e-6);
    }
  });

  it('lays no tile over another', () => {
    const tiles = squarify([9, 5, 5, 3, 2, 1, 1, 1], (weight) => weight, AREA);
    tiles.forEach((one, index) =>
      tiles.slice(index + 1).forEach((other) => {
        const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
        const height =
          Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
        expect(Math.min(width, height)).toBeLessThanOrEqual(1e-6);
      }),
    );
  });

  it('has tiles near to squares where all weigh the same', () => {
    for (const tile of squarify(Array(100).fill(1) as number[], () => 1, AREA)) {
      expect(Math.max(tile.width / tile.height, tile.height / tile.width)).toBeLessThan(2.5);
    }
  });

  it('gives nothing to what weighs nothing, and has no tiles in no room', () => {
    expect(squarify([0, 3, 0], (weight) => weight, AREA)).toHaveLength(1);
    expect(squarify([0], (weight) => weight, AREA)).toHaveLength(0);
    expect(squarify([], () => 1, AREA)).toHaveLength(0);
    expect(squarify([1, 2], (weight) => weight, { ...AREA, width: 0 })).toHaveLength(0);
  });

  it('survives weights that are far apart', () => {
    const tiles = squarify([1e12, 1, 1], (weight) => weight, AREA);
    expect(tiles).toHaveLength(3);
    for (const tile of tiles) {
      expect(Object.values({ ...tile, item: 0 }).every(Number.isFinite)).toBe(true);
    }
  });
});

describe('neighbour', () => {
  // 0 1
  // 2 3
  const tiles: readonly Rectangle[] = [
    { x: 0, y: 0, width: 10, height: 10 },
    { x: 10, y: 0, width: 10, height: 10 },
    { x: 0, y: 10, width: 10, height: 10 },
    { x: 10, y: 10, width: 10, height: 10 },
  ];

  it('goes as the eye goes', () => {
    expect(neighbour(tiles, 0, 'right')).toBe(1);
    expect(neighbour(tiles, 0, 'down')).toBe(2);
    expect(neighbour(tiles, 3, 'left')).toBe(2);
    expect(neighbour(tiles, 3, 'up')).toBe(1);
  });

  it('stays at the edge', () => {
    expect(neighbour(tiles, 0, 'left')).toBe(-1);
    expect(neighbour(tiles, 0, 'up')).toBe(-1);
    expect(neighbour(tiles, 9, 'up')).toBe(-1);
  });

  it('reaches every tile of a real map', () => {
    const map = squarify([9, 7, 5, 5, 4, 3, 3, 2, 1, 1, 1], (weight) => weight, AREA);
    const reached = new Set([0]);
    const open = [0];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const direction of ['left', 'right', 'up', 'down'] as const) {
        const next = neighbour(map, at, direction);
        if (next >= 0 && !reached.has(next)) {
          reached.add(next);
          open.push(next);
        }
      }
    }
    expect(reached.size).toBe(map.length);
  });
});
