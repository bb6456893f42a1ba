import { Button } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useMemo } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useText } from '@/text/useText';
import { grouped, sorted, type Group, type Grouping } from './findings';
import { findingText } from './findingText';
import { cellsOf, columnsOf } from './groupCells';

const SHOWN = 30;

/** The vulnerabilities of a package or of a layer, the most urgent first. */
export function GroupRows({
  group,
  grouping,
}: {
  readonly group: Group;
  readonly grouping: Grouping;
}) {
  const text = useText(findingText);
  const [parameters] = useSearchParams();
  const issues = useMemo(() => sorted(grouped(group.rows, 'cve'), '-urgency'), [group]);
  const columns = columnsOf(text, 'cve');
  const all = new URLSearchParams(parameters);
  all.delete('group');
  all.delete('offset');
  all.set(grouping === 'package' ? 'source' : 'layer', group.key);
  return (
    <>
      <Table aria-label={text.label} variant="compact" borders={false}>
        <Thead>
          <Tr>
            {columns.map((column) => (
              <Th key={column.title} {...(column.width ? { width: column.width } : {})}>
                {column.title}
              </Th>
            ))}
          </Tr>
        </Thead>
        <Tbody>
          {issues.slice(0, SHOWN).map((issue) => (
            <Tr key={issue.key}>
              {cellsOf(text, 'cve', issue).map((cell, index) => (
                <Td
                  key={columns[index]?.title}
                  dataLabel={columns[index]?.title ?? ''}
                  modifier="breakWord"
                >
                  {cell}
                </Td>
              ))}
            </Tr>
          ))}
        </Tbody>
      </Table>
      <Button variant="link" component={(props) => <Link {...props} to={`?${all.toString()}`} />}>
        {text.all(issues.length)}
      </Button>
    </>
  );
}
