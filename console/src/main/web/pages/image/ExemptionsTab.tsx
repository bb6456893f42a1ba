import { EmptyState, EmptyStateBody } from '@patternfly/react-core';
import CheckIcon from '@patternfly/react-icons/dist/esm/icons/check-icon';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { Link } from 'react-router';
import type { Report } from '@/api/report';
import { Label } from '@/shared/Label';
import { issuePage } from '@/shared/names';
import { TimeText } from '@/shared/TimeText';
import { useText } from '@/text/useText';
import { findingText } from './findingText';
import { imageText } from './text';

/** What does not count for this image, who said so, why, and until when. */
export function ExemptionsTab({ report }: { readonly report: Report }) {
  const text = useText(imageText);
  const words = useText(findingText);
  const known = (use: string): use is keyof typeof text.use => use in text.use;
  if (report.exemptions.length === 0) {
    return (
      <EmptyState headingLevel="h2" titleText={text.exemptionsEmpty} icon={CheckIcon}>
        <EmptyStateBody>{text.exemptionsEmptyNext}</EmptyStateBody>
      </EmptyState>
    );
  }
  return (
    <>
      <Table aria-label={text.exemptionsLabel} variant="compact">
        <Thead>
          <Tr>
            <Th>{text.issue}</Th>
            <Th>{text.scope}</Th>
            <Th width={30}>{text.reason}</Th>
            <Th>{text.author}</Th>
            <Th>{text.expires}</Th>
            <Th>{text.hides}</Th>
          </Tr>
        </Thead>
        <Tbody>
          {report.exemptions.map((each, index) => (
            <Tr key={index}>
              <Td dataLabel={text.issue} modifier="breakWord">
                <Link to={issuePage(each.id)}>{each.id}</Link>
              </Td>
              <Td dataLabel={text.scope} modifier="breakWord">
                <span className="bw-code">
                  {each.scopes.length === 0 ? '*' : each.scopes.join(', ')}
                </span>
                {each.place !== null && <div className="bw-small bw-code">{each.place}</div>}
              </Td>
              <Td dataLabel={text.reason} modifier="breakWord">
                {each.reason}
                {each.justification !== null && (
                  <div className="bw-small">{each.justification}</div>
                )}
              </Td>
              <Td dataLabel={text.author}>{each.author}</Td>
              <Td dataLabel={text.expires}>
                {each.untilFixed ? (
                  text.untilFixed
                ) : (
                  <TimeText time={each.expires} otherwise={text.noEnd} />
                )}
              </Td>
              <Td dataLabel={text.hides}>
                {each.use === 'applied' ? (
                  words.issuesCount(each.issues)
                ) : (
                  <Label isCompact>{known(each.use) ? text.use[each.use] : each.use}</Label>
                )}
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
      <p className="bw-image__warnings">
        <Link to="/exemptions">{text.manage}</Link>
      </p>
    </>
  );
}
