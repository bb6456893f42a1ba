import { Skeleton } from '@patternfly/react-core';
import { ExpandableRowContent, Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useState } from 'react';
import { TimeText } from '@/shared/TimeText';
import { useText } from '@/text/useText';
import type { Attempt } from './audit';
import { EventDetails } from './EventDetails';
import { OutcomeLabel } from './OutcomeLabel';
import { auditText } from './text';
import { useActionWords } from './useAudit';

function keyOf({ event }: Attempt): string {
  return [event.time, event.request_id, event.action, event.outcome, event.resource].join(' ');
}

/** Attempts, each of which opens to all that is known of it. */
export function EventTable({
  rows,
  loading,
  narrow,
}: {
  readonly rows: readonly Attempt[] | undefined;
  readonly loading: boolean;
  readonly narrow: (values: Readonly<Record<string, string>>) => void;
}) {
  const text = useText(auditText);
  const words = useActionWords();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (key: string) => {
    const next = new Set(open);
    if (!next.delete(key)) {
      next.add(key);
    }
    setOpen(next);
  };
  const columns = [text.time, text.who, text.action, text.resource, text.address, text.outcome];
  return (
    <Table aria-label={text.list} aria-busy={loading} variant="compact" isStickyHeader>
      <Thead>
        <Tr>
          <Th screenReaderText={text.toggle} />
          {columns.map((column) => (
            <Th key={column}>{column}</Th>
          ))}
        </Tr>
      </Thead>
      {rows === undefined && (
        <Tbody>
          {Array.from({ length: 8 }, (_, line) => (
            <Tr key={line}>
              <Td />
              {columns.map((column) => (
                <Td key={column} dataLabel={column}>
                  <Skeleton />
                </Td>
              ))}
            </Tr>
          ))}
        </Tbody>
      )}
      {rows?.map((attempt, rowIndex) => {
        const { event } = attempt;
        // Two events may be alike in all that tells them apart.
        const key = `${keyOf(attempt)} ${rowIndex}`;
        const expanded = open.has(key);
        return (
          <Tbody key={key} isExpanded={expanded}>
            <Tr>
              <Td
                expand={{
                  rowIndex,
                  isExpanded: expanded,
                  onToggle: () => toggle(key),
                  expandId: 'audit-',
                }}
                aria-label={text.details(words(event.action))}
              />
              <Td dataLabel={text.time} modifier="nowrap">
                <TimeText time={event.time} />
              </Td>
              <Td dataLabel={text.who} modifier="breakWord">
                {event.principal === undefined && event.name === '' ? text.anonymous : event.name}
              </Td>
              <Td dataLabel={text.action}>{words(event.action)}</Td>
              <Td dataLabel={text.resource} modifier="breakWord">
                <span className="bw-audit__resource">{event.resource}</span>
              </Td>
              <Td dataLabel={text.address} modifier="nowrap">
                {event.address}
              </Td>
              <Td dataLabel={text.outcome}>
                <OutcomeLabel outcome={event.outcome} />
              </Td>
            </Tr>
            {expanded && (
              <Tr isExpanded>
                <Td colSpan={7}>
                  <ExpandableRowContent>
                    <EventDetails attempt={attempt} narrow={narrow} />
                  </ExpandableRowContent>
                </Td>
              </Tr>
            )}
          </Tbody>
        );
      })}
    </Table>
  );
}
