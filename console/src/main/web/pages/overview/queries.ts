import { useQuery } from '@tanstack/react-query';
import { request } from '@/api/client';
import type { ChangesSummary } from '@/api/history';
import type { ImageList, Overview, OverviewHistory } from '@/api/lists';

const MINUTE = 60_000;

/** Asked this often while there is nothing to be seen yet. */
const WAITING = 5_000;

/** Whether nothing was ever pushed that may be seen. */
export function isEmpty(overview: Overview): boolean {
  return overview.known.images === 0 && overview.tags === 0;
}

/** All images in a few numbers, asked for again and again. */
export function useOverview(wanted: boolean) {
  return useQuery({
    enabled: wanted,
    queryKey: ['overview'],
    queryFn: ({ signal }) => request<Overview>('/api/v2/overview', { signal }),
    refetchInterval: ({ state }) =>
      state.data !== undefined && isEmpty(state.data) ? WAITING : MINUTE / 2,
  });
}

/** The images in which the most issues are known to be exploited. */
export function useExploitedImages(wanted: boolean) {
  return useQuery({
    queryKey: ['images', 'exploited'],
    queryFn: ({ signal }) =>
      request<ImageList>('/api/v2/images', {
        query: { exploited: true, sort: '-exploited', limit: 5 },
        signal,
      }),
    enabled: wanted,
    refetchInterval: MINUTE,
  });
}

export function useHistory(days: number) {
  return useQuery({
    queryKey: ['overview', 'history', days],
    queryFn: ({ signal }) =>
      request<OverviewHistory>('/api/v2/overview/history', { query: { days }, signal }),
    staleTime: 5 * MINUTE,
    placeholderData: (before) => before,
  });
}

/** @param since undefined where nothing is asked for */
export function useChanges(since: string | undefined) {
  return useQuery({
    queryKey: ['changes', 'summary', since],
    queryFn: ({ signal }) =>
      request<ChangesSummary>('/api/v2/changes/summary', { query: { since }, signal }),
    enabled: since !== undefined,
    refetchInterval: MINUTE,
  });
}
