import {
  ActionList,
  ActionListGroup,
  ActionListItem,
  Button,
  Content,
  DescriptionList,
  Stack,
  StackItem,
} from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useState } from 'react';
import { Link } from 'react-router';
import type { VulnerabilityOfReport } from '@/api/report';
import { exemptionPage } from '@/pages/exemptions/address';
import { mayIn, namespaceOf, useSession } from '@/session/session';
import { ExternalLink } from '@/shared/ExternalLink';
import { Fact } from '@/shared/Fact';
import { issuePage, partsOf } from '@/shared/names';
import { useText } from '@/text/useText';
import type { Group } from './findings';
import { findingText } from './findingText';
import { WhyIssue } from './WhyIssue';

const PACKAGES = 50;
const LINKS = 8;

/** All that is known of a CVE in this image. */
export function FindingDetails({
  group,
  image,
  platform,
}: {
  readonly group: Group;
  readonly image: string;
  readonly platform: string | null;
}) {
  const text = useText(findingText);
  const { session } = useSession();
  const [why, setWhy] = useState(false);
  const finding = group.rows[0]?.finding;
  if (finding === undefined) {
    return null;
  }
  const exempts =
    group.standing === 'issue' && mayIn(session, namespaceOf(image), 'exemption.manager');
  return (
    <Stack hasGutter className="bw-image__details">
      {finding.summary && (
        <StackItem>
          <Content component="p">{finding.summary}</Content>
        </StackItem>
      )}
      <StackItem>
        <Affected group={group} />
      </StackItem>
      <StackItem>
        <Told finding={finding} />
      </StackItem>
      <StackItem>
        <ActionList>
          <ActionListGroup>
            <ActionListItem>
              <Button
                variant="secondary"
                size="sm"
                aria-expanded={why}
                onClick={() => setWhy(!why)}
              >
                {why ? text.hideWhy : text.why}
              </Button>
            </ActionListItem>
            <ActionListItem>
              <Button
                variant="link"
                size="sm"
                component={(props) => <Link {...props} to={issuePage(group.key)} />}
              >
                {text.everywhere}
              </Button>
            </ActionListItem>
            {exempts && (
              <ActionListItem>
                <Button
                  variant="link"
                  size="sm"
                  aria-label={text.exemptIssue(group.key)}
                  component={(props) => (
                    <Link
                      {...props}
                      to={exemptionPage({
                        type: 'cve',
                        issue: group.key,
                        resource: partsOf(image).repository,
                      })}
                    />
                  )}
                >
                  {text.exempt}
                </Button>
              </ActionListItem>
            )}
          </ActionListGroup>
        </ActionList>
      </StackItem>
      {why && (
        <StackItem>
          <WhyIssue image={image} issue={group.key} platform={platform} />
        </StackItem>
      )}
    </Stack>
  );
}

function Affected({ group }: { readonly group: Group }) {
  const text = useText(findingText);
  return (
    <Table aria-label={text.affected} variant="compact" borders={false}>
      <Thead>
        <Tr>
          <Th>{text.package}</Th>
          <Th>{text.installed}</Th>
          <Th>{text.fixed}</Th>
          <Th>{text.action}</Th>
          <Th>{text.origin}</Th>
        </Tr>
      </Thead>
      <Tbody>
        {group.rows.slice(0, PACKAGES).map(({ key, finding, layer }) => (
          <Tr key={key}>
            <Td dataLabel={text.package} modifier="breakWord">
              {finding.package.name}
            </Td>
            <Td dataLabel={text.installed} modifier="breakWord">
              <span className="bw-code">{finding.package.version}</span>
            </Td>
            <Td dataLabel={text.fixed} modifier="breakWord">
              <span className="bw-code">{finding.fixedVersion ?? text.noFix}</span>
            </Td>
            <Td dataLabel={text.action} modifier="breakWord">
              {finding.correctiveAction}
            </Td>
            <Td dataLabel={text.origin} modifier="breakWord">
              {layer < 0 ? text.unknownLayer : text.layerIs(layer)}
              {finding.origin?.base && ` ${text.fromBase}`}
              {finding.origin?.createdBy && (
                <div className="bw-small bw-code">{finding.origin.createdBy}</div>
              )}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

function Told({ finding }: { readonly finding: VulnerabilityOfReport }) {
  const text = useText(findingText);
  return (
    <DescriptionList isHorizontal isCompact>
      {finding.cvss.length > 0 && (
        <Fact term={text.cvss}>
          {finding.cvss.map((each) => (
            <div key={`${each.source} ${each.vector}`}>
              {each.score.toFixed(1)} <span className="bw-small">({each.source})</span>{' '}
              <span className="bw-code bw-small">{each.vector}</span>
            </div>
          ))}
        </Fact>
      )}
      {finding.notices.length > 0 && (
        <Fact term={text.notices}>
          <span className="bw-image__words">
            {finding.notices.map((notice) => (
              <span key={notice.id}>
                <Link to={issuePage(notice.id)}>{notice.id}</Link>
                {notice.note && ` (${notice.note})`}
              </span>
            ))}
          </span>
        </Fact>
      )}
      {finding.aliases.length > 0 && <Fact term={text.aliases}>{finding.aliases.join(', ')}</Fact>}
      {finding.links.length > 0 && (
        <Fact term={text.links}>
          <ul>
            {finding.links.slice(0, LINKS).map((link) => (
              <li key={link}>
                <ExternalLink href={link} />
              </li>
            ))}
          </ul>
        </Fact>
      )}
      {finding.exemptions.length > 0 && (
        <Fact term={text.exemptions}>
          {finding.exemptions.map((each, index) => (
            <div key={index}>{text.exemptionOf(each.author ?? '', each.reason ?? '')}</div>
          ))}
        </Fact>
      )}
    </DescriptionList>
  );
}
