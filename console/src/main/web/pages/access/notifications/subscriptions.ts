import { useQuery } from '@tanstack/react-query';
import type { EventFilter, Subscription } from '@/api/access';
import { request } from '@/api/client';

/** Told of where nobody says otherwise, first; the rest behind them. */
export const TYPES = [
  'issue.appeared',
  'issue.fix-published',
  'issue.known-exploited',
  'exemption.expired',
  'exemption.added',
  'exemption.removed',
  'image.pushed',
  'image.deleted',
  'image.verdict-changed',
] as const;
export type EventWord = (typeof TYPES)[number];

export const SIGNAL: readonly EventWord[] = TYPES.slice(0, 4);

const PREFIX = 'io.breakwater.';

/** `issue.appeared`, of `io.breakwater.issue.appeared`. */
export function shortType(type: string): string {
  return type.startsWith(PREFIX) ? type.slice(PREFIX.length) : type;
}

/** A filter as the server takes it: without what is not narrowed. */
export function filterOf(
  types: readonly string[],
  severity: string,
  namespaces: string,
): EventFilter {
  const patterns = namespaces
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return {
    types: types.length === TYPES.length ? ['*'] : types,
    ...(severity === '' ? {} : { severity }),
    ...(patterns.length === 0 ? {} : { namespaces: patterns }),
  };
}

export function subscriptionPath(id: string, what = ''): string {
  return `/api/v2/subscriptions/${encodeURIComponent(id)}${what}`;
}

export function useSubscriptions() {
  return useQuery({
    queryKey: ['subscriptions'],
    queryFn: ({ signal }) =>
      request<{ readonly subscriptions: readonly Subscription[] }>('/api/v2/subscriptions', {
        signal,
      }),
  });
}
