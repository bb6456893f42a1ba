import type { ComponentType } from 'react';
import type { Session } from '@/api/session';
import { mayAnywhere, mayInAccount } from '@/session/session';
import type { appText } from './text';

type Load = () => Promise<{ readonly default: ComponentType }>;

/** A page: its address, and whether it is in the navigation. */
export interface PageEntry {
  readonly path: string;
  readonly load: Load;
  /** Its name in the navigation. */
  readonly nav?: keyof (typeof appText)['en'];
  /** Who is offered it; everybody without. The server decides anyway. */
  readonly offered?: (session: Session) => boolean;
}

const lists = (session: Session) => mayAnywhere(session, 'image.list');

/** All pages, those of the navigation in its order. The server has their addresses, too. */
export const PAGES: readonly PageEntry[] = [
  { path: '/', nav: 'overview', load: () => import('@/pages/overview') },
  { path: '/images', nav: 'images', offered: lists, load: () => import('@/pages/images') },
  { path: '/images/*', load: () => import('@/pages/image') },
  { path: '/issues', nav: 'issues', offered: lists, load: () => import('@/pages/issues') },
  { path: '/issues/*', load: () => import('@/pages/issue') },
  { path: '/compare', nav: 'compare', offered: lists, load: () => import('@/pages/compare') },
  {
    path: '/exemptions',
    nav: 'exemptions',
    offered: (session) => mayAnywhere(session, 'exemption.list'),
    load: () => import('@/pages/exemptions'),
  },
  { path: '/advisories', nav: 'advisories', load: () => import('@/pages/advisories') },
  {
    path: '/trash',
    nav: 'trash',
    offered: lists,
    load: () => import('@/pages/trash'),
  },
  {
    path: '/access/*',
    nav: 'access',
    offered: (session) => mayAnywhere(session, 'namespace.list'),
    load: () => import('@/pages/access'),
  },
  {
    path: '/audit',
    nav: 'audit',
    offered: (session) => mayInAccount(session, 'audit.list'),
    load: () => import('@/pages/audit'),
  },
  { path: '/account', load: () => import('@/pages/account') },
];
