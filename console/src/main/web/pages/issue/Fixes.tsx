import { Alert, Button, Content, ExpandableSection, Flex, Title } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useState } from 'react';
import { distributionTitle, releaseTitle } from '@/shared/releases';
import { SeverityLabel } from '@/shared/severities';
import { useText } from '@/text/useText';
import type { DistributionFixes, Fix } from './fixes';
import { issueText } from './text';

const FEW = 4;

type Words = Readonly<Record<string, string>>;

/** What each distribution says of an issue in each of its releases. */
export function Fixes({
  distributions,
  shown,
  all,
}: {
  readonly distributions: readonly DistributionFixes[];
  /** Rows of the advisories. */
  readonly shown: number;
  readonly all: number;
}) {
  const text = useText(issueText);
  return (
    <>
      <Title headingLevel="h2">{text.fixes}</Title>
      {distributions.length === 0 && <Content component="p">{text.fixesNone}</Content>}
      {shown < all && (
        <Alert isInline isPlain component="p" variant="info" title={text.partly(shown, all)} />
      )}
      {distributions.map((one) => (
        <Distribution
          key={one.distribution}
          told={one}
          open={distributions.length === 1 && shown === all}
        />
      ))}
    </>
  );
}

function Distribution({
  told,
  open,
}: {
  readonly told: DistributionFixes;
  readonly open: boolean;
}) {
  const text = useText(issueText);
  const [expanded, setExpanded] = useState(open);
  const title = distributionTitle(told.distribution);
  return (
    <ExpandableSection
      isExpanded={expanded}
      onToggle={(_, next) => setExpanded(next)}
      toggleContent={
        <Flex
          component="span"
          spaceItems={{ default: 'spaceItemsSm' }}
          alignItems={{ default: 'alignItemsCenter' }}
        >
          <span>{title}</span>
          <SeverityLabel severity={told.severity} />
          <span className="bw-issue__subtle">{text.settled(told.settled, told.releases)}</span>
        </Flex>
      }
    >
      {expanded && (
        <Table aria-label={`${text.fixes}: ${title}`} variant="compact">
          <Thead>
            <Tr>
              <Th>{text.release}</Th>
              <Th>{text.packagesOf}</Th>
              <Th>{text.status}</Th>
              <Th>{text.fixedIn}</Th>
              <Th>{text.severity}</Th>
            </Tr>
          </Thead>
          <Tbody>
            {told.fixes.map((fix) => (
              <Row key={fix.key} fix={fix} />
            ))}
          </Tbody>
        </Table>
      )}
    </ExpandableSection>
  );
}

function Row({ fix }: { readonly fix: Fix }) {
  const text = useText(issueText);
  const { availability } = fix;
  const restricted =
    availability === null ? undefined : (text.availabilities as Words)[availability];
  return (
    <Tr>
      <Td dataLabel={text.release} modifier="nowrap">
        {releaseTitle(fix.release)}
      </Td>
      <Td dataLabel={text.packagesOf} modifier="breakWord">
        <Packages names={fix.packages} />
      </Td>
      <Td dataLabel={text.status}>
        {(text.advisoryStates as Words)[fix.state] ?? fix.state}
        {fix.detail !== null && fix.detail !== '' && (
          <div className="bw-issue__subtle bw-issue__small">{fix.detail}</div>
        )}
      </Td>
      <Td dataLabel={text.fixedIn} modifier="breakWord">
        {fix.fixedVersion !== null && <span className="bw-code">{fix.fixedVersion}</span>}
        {fix.state === 'fixed' && restricted !== undefined && (
          <div className="bw-issue__subtle bw-issue__small">{restricted}</div>
        )}
      </Td>
      <Td dataLabel={text.severity}>
        <SeverityLabel severity={fix.severity} />
      </Td>
    </Tr>
  );
}

function Packages({ names }: { readonly names: readonly string[] }) {
  const text = useText(issueText);
  const [all, setAll] = useState(false);
  const shown = all ? names : names.slice(0, FEW);
  return (
    <>
      {shown.join(', ')}{' '}
      {names.length > FEW && (
        <Button variant="link" isInline onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? text.fewer : text.others(names.length - FEW)}
        </Button>
      )}
    </>
  );
}
