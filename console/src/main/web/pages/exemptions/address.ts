import type { ExemptionType } from '@/api/exemptions';

/** What an exemption begins with that is to be added. */
export interface NewExemption {
  readonly type?: ExemptionType;
  readonly issue?: string;
  /** `*`, a namespace, a repository, an image. */
  readonly resource?: string;
}

/** The page on which an exemption is added. */
export function exemptionPage({ type, issue, resource }: NewExemption): string {
  const parameters = new URLSearchParams({ new: '1' });
  for (const [name, value] of Object.entries({ resource, type, issue })) {
    if (value !== undefined) {
      parameters.set(name, value);
    }
  }
  return `/exemptions?${parameters.toString()}`;
}
