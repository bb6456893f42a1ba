import { Content, DescriptionList, Label, LabelGroup } from '@patternfly/react-core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ExemptionType } from '@/api/exemptions';
import { ExternalLink } from '@/shared/ExternalLink';
import { Fact } from '@/shared/Fact';
import { issuePage } from '@/shared/names';
import { distributionTitle } from '@/shared/releases';
import { SeverityLabel } from '@/shared/severities';
import { useText } from '@/text/useText';
import type { DistributionFixes } from './fixes';
import type { Told } from './kinds';
import { issueText } from './text';

export interface AboutIssue {
  readonly kind: ExemptionType;
  readonly summary: string | null;
  readonly distributions: readonly DistributionFixes[];
  readonly aliases: readonly string[];
  readonly notices: readonly string[];
  /** Of a notice, what it is about. */
  readonly cves: readonly string[];
  readonly cvss: readonly {
    readonly source: string;
    readonly version: string;
    readonly vector: string;
    readonly score: number;
  }[];
  readonly links: readonly Told[];
  readonly fix: string | null;
  readonly reference: string | null;
}

/** What an issue is. */
export function About({ about }: { readonly about: AboutIssue }) {
  const text = useText(issueText);
  return (
    <>
      <Content component="p" className="bw-issue__summary">
        {about.summary ?? text.noSummary}
      </Content>
      <DescriptionList
        isCompact
        columnModifier={{ default: '1Col', lg: '2Col' }}
        aria-label={text.about}
      >
        <Term title={text.severities} shown={about.distributions.length > 0}>
          <ul className="bw-issue__plain">
            {about.distributions.map((one) => (
              <li key={one.distribution}>
                <SeverityLabel severity={one.severity} /> {distributionTitle(one.distribution)}
              </li>
            ))}
          </ul>
        </Term>
        <Term title={text.cvss} shown={about.cvss.length > 0}>
          <ul className="bw-issue__plain">
            {about.cvss.map((one) => (
              <li key={`${one.source} ${one.vector}`}>
                <strong>{one.score.toFixed(1)}</strong> {distributionTitle(one.source)}{' '}
                <span className="bw-code bw-issue__small">{one.vector}</span>
              </li>
            ))}
          </ul>
        </Term>
        <Term title={text.fix} shown={about.fix !== null}>
          {about.fix}
        </Term>
        <Term title={text.reference} shown={about.reference !== null}>
          <ExternalLink href={about.reference ?? ''} />
        </Term>
        <Term title={text.cves} shown={about.cves.length > 0}>
          <Names names={about.cves} />
        </Term>
        <Term title={text.aliases} shown={about.aliases.length > 0}>
          <Names names={about.aliases} />
        </Term>
        <Term title={text.notices} shown={about.notices.length > 0}>
          <Names names={about.notices} />
        </Term>
        <Term title={text.more} shown={about.links.length > 0}>
          <ul className="bw-issue__row">
            {about.links.map((link) => (
              <li key={link.href}>
                <ExternalLink href={link.href}>{link.title}</ExternalLink>
              </li>
            ))}
          </ul>
        </Term>
      </DescriptionList>
    </>
  );
}

function Names({ names }: { readonly names: readonly string[] }) {
  return (
    <LabelGroup numLabels={8}>
      {names.map((name) => (
        <Label
          key={name}
          isCompact
          variant="outline"
          render={({ className, content }) => (
            <Link className={className} to={issuePage(name)}>
              {content}
            </Link>
          )}
        >
          {name}
        </Label>
      ))}
    </LabelGroup>
  );
}

function Term({
  title,
  shown,
  children,
}: {
  readonly title: string;
  readonly shown: boolean;
  readonly children: ReactNode;
}) {
  return shown ? <Fact term={title}>{children}</Fact> : null;
}
