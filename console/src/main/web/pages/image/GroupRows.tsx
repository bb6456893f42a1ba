import { Button } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { Link, useSearchParams } from 'react-router';
import { issuePage } from '@/shared/names';
import { bySeverity, ExploitedLabel, SeverityLabel } from '@/shared/severities';
import { useText } from '@/text/useText';
import type { Group, Grouping } from './findings';
import { findingText } from './findingText';
import { StandingLabel } from './groupCells';

const SHOWN = 30;

/** The vulnerabilities of a package or of a layer, the worst first. */
export function GroupRows({
  group,
  grouping,
}: {
  readonly group: Group;
  readonly grouping: Grouping;
}) {
  const text = useText(findingText);
  const [parameters] = useSearchParams();
  const rows = [...group.rows].sort(
    (one, other) =>
      Number(other.finding.knownExploited) - Number(one.finding.knownExploited) ||
      bySeverity(one.severity, other.severity),
  );
  const all = new URLSearchParams(parameters);
  all.delete('group');
  all.delete('offset');
  all.set(grouping === 'package' ? 'source' : 'layer', group.key);
  return (
    <>
      <Table aria-label={text.label} variant="compact" borders={false}>
        <Thead>
          <Tr>
            <Th width={25}>{text.groupings.cve}</Th>
            <Th>{text.severity}</Th>
            <Th>{text.package}</Th>
            <Th>{text.installed}</Th>
            <Th>{text.fixed}</Th>
            <Th>{text.standing}</Th>
          </Tr>
        </Thead>
        <Tbody>
          {rows.slice(0, SHOWN).map((row) => (
            <Tr key={row.key}>
              <Td dataLabel={text.groupings.cve}>
                <Link to={issuePage(row.finding.cve)}>{row.finding.cve}</Link>{' '}
                {row.finding.knownExploited && <ExploitedLabel />}
              </Td>
              <Td dataLabel={text.severity}>
                <SeverityLabel severity={row.severity} />
              </Td>
              <Td dataLabel={text.package} modifier="breakWord">
                {row.finding.package.name}
              </Td>
              <Td dataLabel={text.installed} modifier="breakWord">
                <span className="bw-code">{row.finding.package.version}</span>
              </Td>
              <Td dataLabel={text.fixed} modifier="breakWord">
                <span className="bw-code">{row.finding.fixedVersion ?? text.noFix}</span>
              </Td>
              <Td dataLabel={text.standing}>
                <StandingLabel text={text} standing={row.standing} />
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
      <Button variant="link" component={(props) => <Link {...props} to={`?${all.toString()}`} />}>
        {text.all(group.issues)}
      </Button>
    </>
  );
}
