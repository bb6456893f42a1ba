import type { Session } from '@/api/session';
import { mayAnywhere, mayInAccount } from '@/session/session';

export type TabName = 'users' | 'service-ids' | 'keys' | 'namespaces' | 'quotas' | 'notifications';

const TABS: readonly { readonly name: TabName; readonly offered: (s: Session) => boolean }[] = [
  { name: 'users', offered: (session) => mayInAccount(session, 'identity.list') },
  { name: 'service-ids', offered: (session) => mayInAccount(session, 'identity.list') },
  { name: 'keys', offered: () => true },
  { name: 'namespaces', offered: (session) => mayAnywhere(session, 'namespace.list') },
  { name: 'quotas', offered: (session) => mayInAccount(session, 'quota.get') },
  { name: 'notifications', offered: (session) => mayInAccount(session, 'subscription.list') },
];

/** The tabs that somebody has something to see on, in their order. */
export function tabsOf(session: Session): readonly TabName[] {
  return TABS.filter((tab) => tab.offered(session)).map((tab) => tab.name);
}
