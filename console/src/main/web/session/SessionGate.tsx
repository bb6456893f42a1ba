import { Bullseye, Spinner } from '@patternfly/react-core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useEffect, useMemo, type ReactNode } from 'react';
import { ApiError, onLoggedOut, request } from '@/api/client';
import type { Session } from '@/api/types';
import { ErrorState } from '@/shared/ErrorState';
import { useText } from '@/text/useText';
import { SessionContext } from './session';
import { sessionText } from './text';

const LoginPage = lazy(() => import('./LoginPage'));

/** Shows its children to who is logged in, and the login to everybody else, at the same address. */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const text = useText(sessionText);
  const queries = useQueryClient();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['session'],
    queryFn: async ({ signal }): Promise<Session | null> => {
      try {
        return await request<Session>('/api/v2/session', { signal });
      } catch (e) {
        if (e instanceof ApiError && e.status === 401) {
          return null;
        }
        throw e;
      }
    },
    staleTime: 60_000,
  });
  useEffect(() => {
    onLoggedOut(() => {
      queries.setQueryData(['session'], null);
    });
    return () => onLoggedOut(undefined);
  }, [queries]);
  const logout = useCallback(async () => {
    await request('/api/v2/session', { method: 'DELETE' });
    // The gate listens to this query: it stays, and what was read in the session goes.
    queries.setQueryData(['session'], null);
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
  }, [queries]);
  const refresh = useCallback(async () => {
    await queries.invalidateQueries({ queryKey: ['session'] });
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
      <LoginPage onLogin={(session) => queries.setQueryData(['session'], session)} />
    </Suspense>
  );
}
