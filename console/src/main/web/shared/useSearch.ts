import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { request } from '@/api/client';
import type { SearchResult } from '@/api/lists';
import { useDebounced } from './useDebounced';

export interface Search {
  /** Of this very text; undefined while it is looked for. */
  readonly result: SearchResult | undefined;
  /** Of this text, or until it is there of the one before. */
  readonly shown: SearchResult | undefined;
  readonly busy: boolean;
  readonly failed: boolean;
}

/** Issues, images, repositories, packages and namespaces by a part of their name. */
export function useSearch(text: string, limit = 5): Search {
  const typed = text.trim();
  const q = useDebounced(typed);
  const { data, isFetching, isPlaceholderData, isError } = useQuery({
    queryKey: ['search', q, limit],
    queryFn: ({ signal }) =>
      request<SearchResult>('/api/v2/search', { query: { q, limit }, signal }),
    enabled: q !== '',
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    retry: false,
  });
  const current = q === typed && !isPlaceholderData && !isFetching;
  return {
    result: typed !== '' && current ? data : undefined,
    shown: typed === '' ? undefined : data,
    busy: typed !== '' && (isFetching || q !== typed),
    failed: isError && q === typed,
  };
}
