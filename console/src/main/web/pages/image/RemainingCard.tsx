import { Card, CardBody, CardTitle } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import type { FixPlan } from '@/api/report';
import { useText } from '@/text/useText';
import { imageText } from './text';

const SOURCES = 8;

/** What no upgrade clears. */
export function RemainingCard({ remaining }: { readonly remaining: FixPlan['remaining'] }) {
  const text = useText(imageText);
  return (
    <Card>
      <CardTitle component="h2">{text.remaining}</CardTitle>
      <CardBody>
        <Table aria-label={text.remaining} variant="compact">
          <Thead>
            <Tr>
              <Th>{text.reason}</Th>
              <Th>{text.issuesColumn}</Th>
              <Th>{text.advice}</Th>
              <Th>{text.packagesColumn}</Th>
            </Tr>
          </Thead>
          <Tbody>
            {remaining.map((each) => (
              <Tr key={each.kind}>
                <Td dataLabel={text.reason}>{each.reason}</Td>
                <Td dataLabel={text.issuesColumn}>
                  {text.remainingCount(each.issues, each.active)}
                </Td>
                <Td dataLabel={text.advice}>{each.advice}</Td>
                <Td dataLabel={text.packagesColumn} modifier="breakWord">
                  {each.sources.slice(0, SOURCES).join(', ')}
                  {each.sources.length > SOURCES && ' …'}
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      </CardBody>
    </Card>
  );
}
