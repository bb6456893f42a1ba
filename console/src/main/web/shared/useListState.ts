import { useCallback, useLayoutEffect, useMemo, useRef } from 'react';
import { useSearchParams } from 'react-router';

/** Where a list is, all of it in the page's address: what is shown can be shared. */
export interface ListState {
  readonly offset: number;
  readonly limit: number;
  /** Such as `-severity`: descending by severity. */
  readonly sort: string;
  /** The values of a filter; empty where it is not set. */
  readonly all: (filter: string) => readonly string[];
  /** The first value of a filter; empty where it is not set. */
  readonly first: (filter: string) => string;
  /** Whether any filter is set. */
  readonly filtered: boolean;
  readonly page: (offset: number, limit?: number) => void;
  readonly sortBy: (sort: string) => void;
  /** Sets a filter and goes to the first page; nothing unsets it. */
  readonly filter: (name: string, values: string | readonly string[]) => void;
  readonly clear: () => void;
}

export const PAGE_SIZES = [20, 50, 100] as const;

/** @param filters names of the parameters that narrow the list */
export function useListState(
  filters: readonly string[],
  usual: { readonly sort?: string; readonly limit?: number } = {},
): ListState {
  const [parameters, setParameters] = useSearchParams();
  const usualSort = usual.sort ?? '';
  const usualLimit = usual.limit ?? 20;

  // The router's own function is another one for each address.
  const setter = useRef(setParameters);
  useLayoutEffect(() => {
    setter.current = setParameters;
  }, [setParameters]);

  const change = useCallback((how: (next: URLSearchParams) => void, replace: boolean) => {
    setter.current(
      (before) => {
        const next = new URLSearchParams(before);
        how(next);
        return next;
      },
      { replace, preventScrollReset: true },
    );
  }, []);

  // The same as long as the page is: the titles of columns hold it.
  const sortBy = useCallback(
    (sort: string) =>
      change((next) => {
        next.delete('offset');
        set(next, 'sort', sort === usualSort ? [] : [sort]);
      }, false),
    [change, usualSort],
  );

  return useMemo(() => {
    const whole = (name: string, otherwise: number, most: number): number => {
      const value = Number(parameters.get(name) ?? otherwise);
      return Number.isInteger(value) && value >= 0 && value <= most ? value : otherwise;
    };
    return {
      offset: whole('offset', 0, 10_000_000),
      limit: Math.max(1, whole('limit', usualLimit, 100)),
      sort: parameters.get('sort') ?? usualSort,
      all: (filter) => parameters.getAll(filter),
      first: (filter) => parameters.get(filter) ?? '',
      filtered: filters.some((name) => parameters.has(name)),
      page: (offset, limit) =>
        change((next) => {
          set(next, 'offset', offset === 0 ? [] : [String(offset)]);
          if (limit !== undefined) {
            set(next, 'limit', limit === usualLimit ? [] : [String(limit)]);
          }
        }, false),
      sortBy,
      filter: (name, values) =>
        change(
          (next) => {
            next.delete('offset');
            set(next, name, typeof values === 'string' ? [values] : values);
          },
          // Each letter of a search is no step of the browser's history.
          name === 'q',
        ),
      clear: () =>
        change((next) => {
          next.delete('offset');
          filters.forEach((name) => next.delete(name));
        }, false),
    };
    // The names of filters are written down once by each page.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [parameters, change, sortBy, usualLimit, usualSort]);
}

function set(parameters: URLSearchParams, name: string, values: readonly string[]): void {
  parameters.delete(name);
  values.filter((value) => value !== '').forEach((value) => parameters.append(name, value));
}
