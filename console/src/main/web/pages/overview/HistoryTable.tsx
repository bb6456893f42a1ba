import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import type { Severity } from '@/api/types';
import { sharedText } from '@/shared/text';
import { day as dayText, number } from '@/text/format';
import { useText } from '@/text/useText';
import type { DayOfHistory } from './chart';
import { overviewText } from './text';

/** What the chart shows in numbers, the newest day first. */
export function HistoryTable({
  days,
  severities,
}: {
  readonly days: readonly DayOfHistory[];
  readonly severities: readonly Severity[];
}) {
  const text = useText(overviewText).history;
  const words = useText(sharedText).severities;
  return (
    <Table aria-label={text.tableLabel} variant="compact" gridBreakPoint="">
      <Thead>
        <Tr>
          <Th>{text.day}</Th>
          {severities.map((severity) => (
            <Th key={severity}>{words[severity]}</Th>
          ))}
          <Th>{text.images}</Th>
        </Tr>
      </Thead>
      <Tbody>
        {days.toReversed().map((day) => (
          <Tr key={day.day}>
            <Th modifier="nowrap">{dayText(new Date(`${day.day}T00:00:00Z`))}</Th>
            {severities.map((severity) => (
              <Td key={severity}>{number(day.severities[severity] ?? 0)}</Td>
            ))}
            <Td>{number(day.images)}</Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
