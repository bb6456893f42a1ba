import type { IssueInAdvisories } from '@/api/advisories';
import type { ExemptionType } from '@/api/exemptions';
import type { IssueHit } from '@/api/issue';
import type { ConfigurationIssueOfReport, VulnerabilityOfReport } from '@/api/report';
import { isLink } from '@/shared/names';
import type { AboutIssue } from './About';
import { fixesOf } from './fixes';
import { linksOf, type Told } from './kinds';

interface Explained {
  readonly vulnerabilities: readonly VulnerabilityOfReport[];
  readonly configurationIssues: readonly ConfigurationIssueOfReport[];
}

/** What is told of an issue, by the advisories and by the report of an image that has it. */
export function aboutOf(
  id: string,
  kind: ExemptionType,
  told: IssueInAdvisories,
  explained: Explained | undefined,
  hits: readonly IssueHit[],
): AboutIssue {
  const distributions = fixesOf(told.rows);
  const vulnerabilities = explained?.vulnerabilities ?? [];
  const configuration = explained?.configurationIssues[0] ?? hits[0]?.configuration?.[0];
  const reference = explained?.configurationIssues[0]?.reference ?? null;
  const scores = vulnerabilities.flatMap((one) => one.cvss);
  return {
    kind,
    summary: told.summary ?? configuration?.description ?? null,
    distributions,
    aliases: told.aliases,
    notices: unique(told.rows.flatMap((row) => row.notices)).filter((notice) => notice !== id),
    cves: unique(told.rows.flatMap((row) => (row.issue === undefined ? [] : [row.issue]))).filter(
      (cve) => cve !== id,
    ),
    cvss: [...new Map(scores.map((score) => [`${score.source} ${score.vector}`, score])).values()],
    links: links(id, new Set(distributions.map((one) => one.distribution)), vulnerabilities),
    fix: configuration?.correctiveAction ?? null,
    reference,
  };
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}

/** Those that are known for this kind of issue, then what the feeds name. */
function links(
  id: string,
  distributions: ReadonlySet<string>,
  vulnerabilities: readonly VulnerabilityOfReport[],
): readonly Told[] {
  const known = linksOf(id, distributions);
  const places = new Set(known.map((link) => new URL(link.href).host));
  const named = unique(vulnerabilities.flatMap((one) => one.links)).filter(isLink);
  const others = named.filter((href) => !places.has(new URL(href).host));
  return [...known, ...others.map((href) => ({ title: new URL(href).host, href }))];
}
