import { queryOptions } from '@tanstack/react-query';
import type { NamespaceSettings } from '@/api/access';
import { request } from '@/api/client';

/** Settings and use of a namespace. */
export function namespaceQuery(name: string) {
  return queryOptions({
    queryKey: ['namespace', name],
    queryFn: ({ signal }) =>
      request<NamespaceSettings>(`/api/v2/namespaces/${encodeURIComponent(name)}`, { signal }),
  });
}
