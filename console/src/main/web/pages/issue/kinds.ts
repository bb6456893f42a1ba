import type { AdvisoryRow } from '@/api/advisories';
import type { Exemption, ExemptionType } from '@/api/exemptions';
import type { IssueHit } from '@/api/issue';

/** What an identifier is of: a vulnerability, a security notice, or the configuration. */
export function kindOf(id: string): ExemptionType {
  if (id.includes('_configuration:')) {
    return 'configuration';
  }
  return /^(CVE|GHSA|TEMP|UBUNTU-CVE|ALPINE)-/i.test(id) || !/^[A-Z]{2,12}-[A-Z0-9.:_-]+$/i.test(id)
    ? 'cve'
    : 'sn';
}

export interface Told {
  readonly title: string;
  readonly href: string;
}

/** Where more is written, of the distributions that say something of it. */
export function linksOf(id: string, distributions: ReadonlySet<string>): readonly Told[] {
  const name = encodeURIComponent(id);
  const told = (title: string, href: string, ...of: readonly string[]): readonly Told[] =>
    of.length === 0 || of.some((each) => distributions.has(each)) ? [{ title, href }] : [];
  if (/^CVE-/i.test(id)) {
    return [
      ...told('CVE', `https://www.cve.org/CVERecord?id=${name}`),
      ...told('NVD', `https://nvd.nist.gov/vuln/detail/${name}`),
      ...told('Debian', `https://security-tracker.debian.org/tracker/${name}`, 'debian'),
      ...told('Ubuntu', `https://ubuntu.com/security/${name}`, 'ubuntu'),
      ...told('Red Hat', `https://access.redhat.com/security/cve/${name}`, 'rhel', 'centos'),
      ...told('Alpine', `https://security.alpinelinux.org/vuln/${name}`, 'alpine'),
    ];
  }
  if (/^GHSA-/i.test(id)) {
    return told('GitHub', `https://github.com/advisories/${name}`);
  }
  if (/^USN-/i.test(id)) {
    return told('Ubuntu', `https://ubuntu.com/security/notices/${name}`);
  }
  if (/^(DSA|DLA|TEMP)-/i.test(id)) {
    return told('Debian', `https://security-tracker.debian.org/tracker/${name}`);
  }
  return /^RH[SBE]A-/i.test(id) ? told('Red Hat', `https://access.redhat.com/errata/${name}`) : [];
}

/** How an issue stands in an image. */
export type HitState =
  | 'active'
  | 'partly'
  | 'exempt'
  | 'unfixed'
  | 'subscription'
  | 'kernel'
  | 'below-policy'
  | 'not-counted';

/** Why it does not count there, or that it does. */
export function stateOf(hit: IssueHit): HitState {
  const told = [...hit.packages, ...(hit.configuration ?? [])];
  const exempt = told.filter((one) => one.policyStatus !== 'active');
  if (hit.active) {
    return exempt.length > 0 ? 'partly' : 'active';
  }
  if (exempt.length > 0) {
    return 'exempt';
  }
  const standing = hit.packages.map((one) => one.standing);
  const known = (['subscription', 'unfixed', 'kernel', 'below-policy'] as const).find((one) =>
    standing.includes(one),
  );
  return known ?? 'not-counted';
}

/** Whether an exemption is of this issue, or of one of its notices or other names. */
export function concerns(
  exemption: Exemption,
  id: string,
  aliases: readonly string[],
  rows: readonly AdvisoryRow[],
): boolean {
  const issue = exemption.issue.toLowerCase();
  return (
    issue === id.toLowerCase() ||
    aliases.some((alias) => alias.toLowerCase() === issue) ||
    rows.some(
      (row) =>
        row.issue?.toLowerCase() === issue ||
        row.notices.some((notice) => notice.toLowerCase() === issue),
    )
  );
}
