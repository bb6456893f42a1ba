import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import type { AuditPage } from '@/api/access';
import { request, type QueryParameters } from '@/api/client';
import type { ListState } from '@/shared/useListState';
import { useText } from '@/text/useText';
import { shortAction, wholeAction } from './audit';
import { auditText } from './text';

export const FILTERS = ['principal', 'action', 'outcome', 'from', 'until'] as const;
const PAGE = 50;

/** The filter of the address as the server takes it. */
export function filterOf(state: ListState): QueryParameters {
  return {
    principal: state.first('principal'),
    action: wholeAction(state.first('action')),
    outcome: state.first('outcome'),
    from: state.first('from'),
    until: state.first('until'),
  };
}

/** A page of the trail. The places of the pages before it are in the address, too. */
export function useAuditPage(state: ListState) {
  const [parameters, setParameters] = useSearchParams();
  const places = parameters.getAll('place');
  const query = { ...filterOf(state), limit: PAGE, place: places.at(-1) };
  const answer = useQuery({
    queryKey: ['audit', query],
    queryFn: ({ signal }) => request<AuditPage>('/api/v2/audit', { query, signal }),
    placeholderData: keepPreviousData,
  });
  const go = (to: readonly string[]) =>
    setParameters((before) => {
      const next = new URLSearchParams(before);
      next.delete('place');
      to.forEach((place) => next.append('place', place));
      return next;
    });
  const next = answer.data?.next;
  return {
    ...answer,
    newest: places.length > 0 ? () => go([]) : undefined,
    newer: places.length > 0 ? () => go(places.slice(0, -1)) : undefined,
    older: next === undefined ? undefined : () => go([...places, next]),
    /** Sets filters and goes to the newest of what they let through. */
    narrow: (values: Readonly<Record<string, string>>) =>
      setParameters((before) => {
        const changed = new URLSearchParams(before);
        changed.delete('place');
        for (const [name, value] of Object.entries(values)) {
          if (value === '') {
            changed.delete(name);
          } else {
            changed.set(name, value);
          }
        }
        return changed;
      }),
    clear: () => setParameters({}),
  };
}

/** What an action is called, or its name where it is not known here. */
export function useActionWords(): (action: string) => string {
  const verbs: Readonly<Record<string, string>> = useText(auditText).verbs;
  return (action) => verbs[shortAction(action)] ?? shortAction(action);
}
