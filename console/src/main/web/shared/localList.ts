import type { ListState } from './useListState';

/** How rows are put in order by a word that a list is sorted by. */
export type Orders<R> = Readonly<Record<string, (row: R) => string | number>>;

export interface LocalPage<R> {
  /** Of the page. */
  readonly rows: readonly R[];
  /** Of all pages. */
  readonly all: readonly R[];
  readonly total: number;
}

/**
 * A page of rows that are all here, filtered and sorted as the address says; for lists that the
 * server answers whole.
 */
export function localPage<R>(
  rows: readonly R[],
  state: Pick<ListState, 'offset' | 'limit' | 'sort'>,
  matches: (row: R) => boolean,
  orders: Orders<R>,
): LocalPage<R> {
  const descending = state.sort.startsWith('-');
  const order = orders[descending ? state.sort.slice(1) : state.sort];
  const all = rows.filter(matches);
  if (order) {
    all.sort((a, b) => compare(order(a), order(b)) * (descending ? -1 : 1));
  }
  return { rows: all.slice(state.offset, state.offset + state.limit), all, total: all.length };
}

function compare(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number'
    ? a - b
    : String(a).localeCompare(String(b), 'en', { numeric: true });
}

/** Whether a text is part of another, whatever the case. */
export function contains(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.trim().toLowerCase());
}

/** Whether a value is one of those that a filter wants; where it wants none, each is. */
export function among(value: string, wanted: readonly string[]): boolean {
  return wanted.length === 0 || wanted.includes(value);
}
