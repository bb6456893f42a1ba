import { Content, Title } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { Link } from 'react-router';
import type { Exemption } from '@/api/exemptions';
import { ErrorState } from '@/shared/ErrorState';
import { Label } from '@/shared/Label';
import { TimeText } from '@/shared/TimeText';
import { useText } from '@/text/useText';
import { issueText } from './text';

/** The exemptions that concern an issue. */
export function ExemptionsOf({
  exemptions,
  error,
  onRetry,
}: {
  readonly exemptions: readonly Exemption[] | undefined;
  readonly error: unknown;
  readonly onRetry: () => void;
}) {
  const text = useText(issueText);
  return (
    <>
      <Title headingLevel="h2">{text.exemptions}</Title>
      {error !== null && <ErrorState error={error} compact onRetry={onRetry} />}
      {exemptions?.length === 0 && <Content component="p">{text.exemptionsNone}</Content>}
      {exemptions !== undefined && exemptions.length > 0 && (
        <Table aria-label={text.exemptions} variant="compact">
          <Thead>
            <Tr>
              <Th>{text.scope}</Th>
              <Th>{text.reason}</Th>
              <Th>{text.author}</Th>
              <Th>{text.until}</Th>
            </Tr>
          </Thead>
          <Tbody>
            {exemptions.map((one) => (
              <Tr key={one.id}>
                <Td dataLabel={text.scope} modifier="breakWord">
                  <Link to={`/exemptions?${new URLSearchParams({ q: one.issue }).toString()}`}>
                    {one.scope === '*' ? text.everyImage : one.scope}
                  </Link>
                </Td>
                <Td dataLabel={text.reason} modifier="breakWord">
                  {one.reason || text.noReason}
                </Td>
                <Td dataLabel={text.author} modifier="breakWord">
                  {one.author}
                </Td>
                <Td dataLabel={text.until}>
                  <TimeText time={one.expires} otherwise={text.forEver} />{' '}
                  {one.expired && (
                    <Label isCompact color="grey">
                      {text.expired}
                    </Label>
                  )}
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
    </>
  );
}
