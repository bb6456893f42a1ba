import { useQuery } from '@tanstack/react-query';
import { request } from '@/api/client';
import type { AdvisoryOverview } from '@/api/advisories';

/** The advisories in use: feeds, releases, updates. */
export function useAdvisories() {
  return useQuery({
    queryKey: ['advisories'],
    queryFn: ({ signal }) => request<AdvisoryOverview>('/api/v2/advisories', { signal }),
    staleTime: 60_000,
  });
}
