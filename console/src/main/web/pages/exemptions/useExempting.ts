import { useQuery, useQueryClient } from '@tanstack/react-query';
import { request } from '@/api/client';
import type { Exemption, ExemptionPreview, ExemptionType } from '@/api/exemptions';
import { useDebounced } from '@/shared/useDebounced';
import { exemptionPath } from './scope';

/** What an exemption is of. */
export interface Subject {
  readonly scope: string;
  readonly type: ExemptionType;
  readonly issue: string;
}

export interface Terms {
  readonly reason: string;
  readonly justification: string | null;
  readonly expires: string | null;
}

/** What an exemption would change; asked when whoever writes it pauses. */
export function usePreview(subject: Subject | undefined) {
  const settled = useDebounced(JSON.stringify(subject ?? null), 400);
  const asked = JSON.parse(settled) as Subject | null;
  const answer = useQuery({
    queryKey: ['exemption-preview', asked],
    queryFn: ({ signal }) =>
      request<ExemptionPreview>('/api/v2/exemptions/preview', {
        method: 'POST',
        body: { resource: asked?.scope, type: asked?.type, issue: asked?.issue },
        signal,
      }),
    enabled: asked !== null,
    retry: false,
    gcTime: 0,
  });
  // Of what is in the form now, and of nothing before.
  const current = settled === JSON.stringify(subject ?? null);
  return {
    preview: current ? answer.data : undefined,
    error: current ? answer.error : null,
    busy: subject !== undefined && (!current || answer.isFetching),
  };
}

/** Adds and changes exemptions, and takes them back. */
export function useExempting() {
  const queries = useQueryClient();
  // Every list, report and verdict may be another now.
  const changed = () =>
    queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
  return {
    put: async (subject: Subject, terms: Terms): Promise<void> => {
      await request(exemptionPath(subject), {
        method: 'PUT',
        body: {
          ...(terms.reason === '' ? {} : { reason: terms.reason }),
          ...(terms.justification === null ? {} : { justification: terms.justification }),
          ...(terms.expires === null ? {} : { expires: terms.expires }),
        },
      });
      await changed();
    },
    /** An end has to be to come for the server, so it is in a moment. */
    end: async (one: Exemption): Promise<void> => {
      const soon = Date.now() + 3_000;
      await request(exemptionPath(one), {
        method: 'PUT',
        body: {
          reason: one.reason,
          ...(one.justification === null ? {} : { justification: one.justification }),
          expires: new Date(soon).toISOString(),
        },
      });
      await new Promise((resolve) => setTimeout(resolve, soon - Date.now()));
      await changed();
    },
    remove: async (one: Exemption): Promise<void> => {
      await request(exemptionPath(one), { method: 'DELETE' });
      await changed();
    },
  };
}
