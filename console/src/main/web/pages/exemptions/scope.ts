import type { Exemption, ScopeType } from '@/api/exemptions';
import { namespaceOf } from '@/session/session';

const PART = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const NAMESPACE = new RegExp(`^${PART}$`);
const REPOSITORY = new RegExp(`^${PART}(?:/${PART})+$`);
const TAGGED = new RegExp(`^${PART}(?:/${PART})+:[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$`);
const CONTENT = new RegExp(`^${PART}(?:/${PART})+@sha(?:256:[0-9a-f]{64}|512:[0-9a-f]{128})$`);

/** What kind of scope a text names; undefined where it names none. */
export function scopeType(text: string): ScopeType | undefined {
  if (text === '*') {
    return 'account';
  }
  if (NAMESPACE.test(text)) {
    return 'namespace';
  }
  if (REPOSITORY.test(text)) {
    return 'repository';
  }
  if (TAGGED.test(text)) {
    return 'image';
  }
  return CONTENT.test(text) ? 'digest' : undefined;
}

/** The namespace of a scope; undefined for the account. */
export function scopeNamespace(text: string): string | undefined {
  return text === '*' ? undefined : namespaceOf(text.split(/[:@]/, 1)[0] ?? text);
}

/** As people paste it: with the registry before it, or spaces around it. */
export function cleanScope(text: string, registry: string): string {
  const trimmed = text.trim();
  return trimmed.startsWith(`${registry}/`) ? trimmed.slice(registry.length + 1) : trimmed;
}

export function exemptionPath(one: Pick<Exemption, 'scope' | 'type' | 'issue'>): string {
  return `/api/v2/exemptions/${encodeURIComponent(one.scope)}/issue/${one.type}/${encodeURIComponent(one.issue)}`;
}
