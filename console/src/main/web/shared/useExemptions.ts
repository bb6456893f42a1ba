import { useQuery } from '@tanstack/react-query';
import { request } from '@/api/client';
import type { Exemption } from '@/api/exemptions';

interface Answer {
  readonly exemptions: readonly Exemption[];
}

const PATH = '/api/v2/exemptions';

/** All exemptions that the session may see, the expired ones too. */
export function useExemptions(enabled = true) {
  return useQuery({
    queryKey: ['exemptions'],
    queryFn: async ({ signal }) => (await request<Answer>(PATH, { signal })).exemptions,
    enabled,
  });
}

/** What each of them hides, by its ID; it takes a while, since images are judged for it. */
export function useEffects(enabled = true) {
  return useQuery({
    queryKey: ['exemptions', 'effect'],
    queryFn: async ({ signal }) => {
      const answer = await request<Answer>(PATH, { query: { effect: true }, signal });
      return new Map(answer.exemptions.map((one) => [one.id, one.hides ?? null]));
    },
    enabled,
    staleTime: 60_000,
  });
}
