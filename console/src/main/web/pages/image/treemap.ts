/** Squarified treemaps (Bruls, Huizing, van Wijk 2000). No page and no React in here. */

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Tile<T> extends Rectangle {
  readonly item: T;
}

/**
 * Fills a rectangle with a tile for each item, in size by its weight and near to a square. Items
 * without a weight get none.
 */
export function squarify<T>(
  items: readonly T[],
  weigh: (item: T) => number,
  area: Rectangle,
): readonly Tile<T>[] {
  const weighed = items
    .map((item) => ({ item, weight: weigh(item) }))
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight);
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0 || area.width <= 0 || area.height <= 0) {
    return [];
  }
  const scale = (area.width * area.height) / total;
  const sizes = weighed.map(({ item, weight }) => ({ item, size: weight * scale }));
  const tiles: Tile<T>[] = [];
  let left = area;
  let row: typeof sizes = [];
  let sum = 0;
  for (const next of sizes) {
    const side = Math.min(left.width, left.height);
    if (row.length > 0 && worst(row, sum, side) < worst([...row, next], sum + next.size, side)) {
      left = place(row, sum, left, tiles);
      row = [];
      sum = 0;
    }
    row.push(next);
    sum += next.size;
  }
  place(row, sum, left, tiles);
  return tiles;
}

/** The ratio of sides of the least square tile of a row, 1 at best. */
function worst(row: readonly { readonly size: number }[], sum: number, side: number): number {
  // A row is sorted: its first is the greatest, its last the smallest.
  const greatest = row[0]?.size ?? 0;
  const smallest = row.at(-1)?.size ?? 0;
  const square = side * side;
  return Math.max((square * greatest) / (sum * sum), (sum * sum) / (square * smallest));
}

/** Puts a row along the shorter side, and answers what is left. */
function place<T>(
  row: readonly { readonly item: T; readonly size: number }[],
  sum: number,
  area: Rectangle,
  tiles: Tile<T>[],
): Rectangle {
  const upright = area.width >= area.height;
  const side = upright ? area.height : area.width;
  const depth = side > 0 ? sum / side : 0;
  let at = upright ? area.y : area.x;
  for (const { item, size } of row) {
    const length = depth > 0 ? size / depth : 0;
    tiles.push(
      upright
        ? { item, x: area.x, y: at, width: depth, height: length }
        : { item, x: at, y: area.y, width: length, height: depth },
    );
    at += length;
  }
  return upright
    ? { ...area, x: area.x + depth, width: Math.max(0, area.width - depth) }
    : { ...area, y: area.y + depth, height: Math.max(0, area.height - depth) };
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** The tile that lies next to another in a direction, as the eye goes; -1 where there is none. */
export function neighbour(tiles: readonly Rectangle[], from: number, direction: Direction): number {
  const here = tiles[from];
  if (here === undefined) {
    return -1;
  }
  const horizontal = direction === 'left' || direction === 'right';
  const sign = direction === 'right' || direction === 'down' ? 1 : -1;
  const center = (tile: Rectangle): readonly [number, number] => {
    const x = tile.x + tile.width / 2;
    const y = tile.y + tile.height / 2;
    return horizontal ? [x, y] : [y, x];
  };
  const [along, across] = center(here);
  let best = -1;
  let least = Infinity;
  tiles.forEach((tile, index) => {
    const [a, b] = center(tile);
    const ahead = (a - along) * sign;
    if (index === from || ahead <= 0.5) {
      return;
    }
    // What is askew is farther than what is straight ahead.
    const distance = ahead + 2 * Math.max(0, Math.abs(b - across) - extent(tile, horizontal) / 2);
    if (distance < least) {
      least = distance;
      best = index;
    }
  });
  return best;
}

function extent(tile: Rectangle, horizontal: boolean): number {
  return horizontal ? tile.height : tile.width;
}
