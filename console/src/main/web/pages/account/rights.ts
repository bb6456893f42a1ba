import type { Session } from '@/api/session';

export type Area =
  'images' | 'namespaces' | 'exemptions' | 'retention' | 'quotas' | 'settings' | 'access' | 'audit';

const AREA: Readonly<Record<string, Area>> = {
  image: 'images',
  inventory: 'images',
  namespace: 'namespaces',
  exemption: 'exemptions',
  retention: 'retention',
  quota: 'quotas',
  plan: 'quotas',
  settings: 'settings',
  auth: 'settings',
  identity: 'access',
  audit: 'audit',
  event: 'audit',
  subscription: 'audit',
};

export interface Right {
  readonly area: Area;
  readonly words: readonly string[];
}

/**
 * Rights in words, by what they are about, in the order of the words. Actions that have no word
 * here are told by their names: what somebody may is not left out.
 */
export function inWords(
  actions: readonly string[],
  words: Readonly<Record<string, string>>,
): readonly Right[] {
  const known = Object.keys(words);
  const sorted = [...actions].sort(
    (a, b) => (known.indexOf(a) + 1 || Infinity) - (known.indexOf(b) + 1 || Infinity),
  );
  const areas = new Map<Area, string[]>();
  for (const action of sorted) {
    const area = AREA[action.split('.', 1)[0] ?? ''] ?? 'settings';
    areas.set(area, [...(areas.get(area) ?? []), words[action] ?? action]);
  }
  return [...areas].map(([area, told]) => ({ area, words: told }));
}

/** What roles for a namespace allow there; the rest of their rights are about an account. */
const IN_NAMESPACES: ReadonlySet<string> = new Set([
  'image.list',
  'image.inspect',
  'image.vulnerabilities',
  'image.pull',
  'image.push',
  'image.delete',
  'inventory.write',
  'namespace.list',
  'namespace.delete',
  'exemption.list',
  'exemption.manager',
  'retention.list',
  'retention.get',
  'retention.analyze',
  'retention.set',
  'settings.get',
  'settings.set',
  'identity.manage',
]);

/** Of actions, those that count in a namespace. */
export function inNamespace(actions: readonly string[]): readonly string[] {
  return actions.filter((action) => IN_NAMESPACES.has(action));
}

/** Namespaces in which somebody may more than everywhere in the account, with all that. */
export function namespacesBeyond(
  session: Session,
): readonly (readonly [string, readonly string[]])[] {
  return Object.entries(session.may.namespaces)
    .filter(([, actions]) => actions.some((action) => !session.may.account.includes(action)))
    .sort(([a], [b]) => a.localeCompare(b));
}
