import { Bullseye, Spinner } from '@patternfly/react-core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { ApiError, onLoggedOut, request } from '@/api/client';
import type { Session } from '@/api/session';
import { ErrorState } from '@/shared/ErrorState';
import { useText } from '@/text/useText';
import { SessionContext } from './session';
import { sessionText } from './text';

const KEY = ['session'] as const;

const LoginPage = lazy(() => import('./LoginPage'));

/** Shows its children to who is logged in, and the login to everybody else, at the same address. */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const text = useText(sessionText);
  const queries = useQueryClient();
  // Whose session ended by itself; nobody's where somebody logged out.
  const [ended, setEnded] = useState<string>();
  const tellEnd = useCallback(() => {
    const before = queries.getQueryData<Session | null>(KEY);
    if (before) {
      setEnded(before.name);
    }
  }, [queries]);
  const forget = useCallback(() => {
    // The gate listens to this query: it stays, and what was read in the session goes.
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== KEY[0] });
  }, [queries]);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }): Promise<Session | null> => {
      try {
        return await request<Session>('/api/v2/session', { signal });
      } catch (e) {
        if (e instanceof ApiError && e.status === 401) {
          tellEnd();
          return null;
        }
        throw e;
      }
    },
    staleTime: 60_000,
  });
  useEffect(() => {
    onLoggedOut(() => {
      tellEnd();
      queries.setQueryData(KEY, null);
    });
    return () => onLoggedOut(undefined);
  }, [queries, tellEnd]);
  const logout = useCallback(async () => {
    try {
      await request('/api/v2/session', { method: 'DELETE' });
    } catch (e) {
      // A session that has ended already is what was asked for.
      if (!(e instanceof ApiError && e.status === 401)) {
        throw e;
      }
    }
    queries.setQueryData(KEY, null);
    forget();
  }, [queries, forget]);
  const refresh = useCallback(async () => {
    await queries.invalidateQueries({ queryKey: KEY });
  }, [queries]);
  const value = useMemo(
    () => (data ? { session: data, logout, refresh } : undefined),
    [data, logout, refresh],
  );
  if (value) {
    return <SessionContext value={value}>{children}</SessionContext>;
  }
  const waiting = (
    <Bullseye>
      <Spinner aria-label={text.loading} />
    </Bullseye>
  );
  if (isPending) {
    return waiting;
  }
  if (error) {
    return (
      <Bullseye>
        <ErrorState error={error} onRetry={() => void refetch()} />
      </Bullseye>
    );
  }
  return (
    <Suspense fallback={waiting}>
      <LoginPage
        ended={ended}
        onLogin={(session) => {
          setEnded(undefined);
          // What somebody else read at this tab before is not for whoever comes now.
          forget();
          queries.setQueryData(KEY, session);
        }}
      />
    </Suspense>
  );
}
