import type { Person } from './servers';

/** A page, at an address with something to see. */
export interface Entry {
  /** In names of tests and pictures. */
  readonly name: string;
  readonly address: string;
  /** What the browser's tab says before "Breakwater". */
  readonly title: RegExp;
  /** Its link in the navigation, where it has one. */
  readonly nav?: string;
  /** Who is offered it there; everybody without. */
  readonly offered?: readonly Person[];
}

const LISTS: readonly Person[] = ['manager', 'reader', 'developer'];
const MANAGERS: readonly Person[] = ['manager'];

export const PAGES: readonly Entry[] = [
  { name: 'overview', address: '/', title: /^Overview/, nav: 'Overview' },
  { name: 'images', address: '/images', title: /^Images/, nav: 'Images', offered: LISTS },
  { name: 'image', address: '/images/birds/robin:1', title: /birds\/robin:1/, offered: LISTS },
  { name: 'issues', address: '/issues', title: /^Issues/, nav: 'Issues', offered: LISTS },
  { name: 'issue', address: '/issues/CVE-2026-1008', title: /CVE-2026-1008/ },
  {
    name: 'compare',
    address: '/compare?from=birds%2Frobin%3A1&to=birds%2Frobin%3A2',
    title: /Compare|birds\/robin/,
    nav: 'Compare',
    offered: LISTS,
  },
  {
    name: 'exemptions',
    address: '/exemptions',
    title: /^Exemptions/,
    nav: 'Exemptions',
    offered: LISTS,
  },
  { name: 'advisories', address: '/advisories', title: /^Advisories/, nav: 'Advisories' },
  { name: 'trash', address: '/trash', title: /^Trash/, nav: 'Trash', offered: LISTS },
  { name: 'access', address: '/access', title: /Access/, nav: 'Access', offered: LISTS },
  { name: 'audit', address: '/audit', title: /^Audit/, nav: 'Audit', offered: MANAGERS },
  { name: 'account', address: '/account', title: /account/i },
];
