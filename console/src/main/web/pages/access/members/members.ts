import { useQuery } from '@tanstack/react-query';
import type { Member, MemberKind } from '@/api/access';
import { request } from '@/api/client';

/** More than this many are not read for one page. */
const MOST = 5_000;

export interface Members {
  readonly members: readonly Member[];
  /** Whether there are more than were read. */
  readonly more: boolean;
}

async function all(kind: MemberKind, signal: AbortSignal): Promise<Members> {
  const members: Member[] = [];
  let after: string | undefined;
  do {
    const page = await request<{
      readonly users?: readonly Member[];
      readonly service_ids?: readonly Member[];
      readonly next?: string;
    }>(`/api/v2/${kind}`, { query: { limit: 1_000, after }, signal });
    members.push(...(page.users ?? page.service_ids ?? []));
    after = page.next;
  } while (after !== undefined && members.length < MOST);
  return { members, more: after !== undefined };
}

/** All users or service IDs of the account. */
export function useMembers(kind: MemberKind, enabled = true) {
  return useQuery({
    queryKey: ['members', kind],
    queryFn: ({ signal }) => all(kind, signal),
    enabled,
  });
}
