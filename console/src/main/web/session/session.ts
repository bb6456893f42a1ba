import { createContext, useContext } from 'react';
import type { Session } from '@/api/session';

export interface SessionContextValue {
  readonly session: Session;
  readonly logout: () => Promise<void>;
  /** Reads rights and namespaces anew, after something that changes them. */
  readonly refresh: () => Promise<void>;
}

export const SessionContext = createContext<SessionContextValue | undefined>(undefined);

/** Who is logged in; only under the shell, which is shown to nobody else. */
export function useSession(): SessionContextValue {
  const value = useContext(SessionContext);
  if (value === undefined) {
    throw new Error('no session outside of the shell');
  }
  return value;
}

/** Whether somebody may do something to the account. */
export function mayInAccount(session: Session, action: string): boolean {
  return session.may.account.includes(action);
}

/** Whether somebody may do something in a namespace; by a role for it, or for the account. */
export function mayIn(session: Session, namespace: string, action: string): boolean {
  return (
    session.may.account.includes(action) ||
    (session.may.namespaces[namespace]?.includes(action) ?? false)
  );
}

/** Whether somebody may do something anywhere. */
export function mayAnywhere(session: Session, action: string): boolean {
  return (
    session.may.account.includes(action) ||
    Object.values(session.may.namespaces).some((actions) => actions.includes(action))
  );
}

/** The namespace of a repository or an image: what is before the first slash. */
export function namespaceOf(name: string): string {
  return name.split('/', 1)[0] ?? name;
}
