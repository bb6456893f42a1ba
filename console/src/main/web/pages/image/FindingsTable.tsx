import { Button, EmptyState, EmptyStateActions, EmptyStateFooter } from '@patternfly/react-core';
import SearchIcon from '@patternfly/react-icons/dist/esm/icons/search-icon';
import {
  ExpandableRowContent,
  SortByDirection,
  Table,
  Tbody,
  Td,
  Th,
  Thead,
  Tr,
  type ThProps,
} from '@patternfly/react-table';
import { memo, useState } from 'react';
import { sharedText } from '@/shared/text';
import type { ListState } from '@/shared/useListState';
import { useText } from '@/text/useText';
import type { Group, Grouping } from './findings';
import { FindingDetails } from './FindingDetails';
import { findingText } from './findingText';
import { cellsOf, columnsOf } from './groupCells';
import { GroupRows } from './GroupRows';

/** A line for each CVE, package or layer, that opens. */
export function FindingsTable({
  groups,
  grouping,
  state,
  image,
  platform,
}: {
  readonly groups: readonly Group[];
  readonly grouping: Grouping;
  readonly state: ListState;
  readonly image: string;
  readonly platform: string | null;
}) {
  const text = useText(findingText);
  const shared = useText(sharedText);
  const columns = columnsOf(text, grouping);
  if (groups.length === 0) {
    return (
      <EmptyState headingLevel="h2" titleText={shared.noMatch} icon={SearchIcon}>
        <EmptyStateFooter>
          <EmptyStateActions>
            <Button variant="link" onClick={state.clear}>
              {shared.clear}
            </Button>
          </EmptyStateActions>
        </EmptyStateFooter>
      </EmptyState>
    );
  }
  const descending = state.sort.startsWith('-');
  const by = descending ? state.sort.slice(1) : state.sort;
  const sort = (index: number): ThProps['sort'] => ({
    columnIndex: index,
    sortBy: {
      index: columns.findIndex((column) => column.sort === by),
      direction: descending ? 'desc' : 'asc',
      defaultDirection: columns[index]?.sort === 'name' ? 'asc' : 'desc',
    },
    onSort: (_, __, direction) =>
      state.sortBy(
        (direction === SortByDirection.desc ? '-' : '') + (columns[index]?.sort ?? 'name'),
      ),
  });
  return (
    <Table aria-label={text.label} variant="compact" isExpandable>
      <Thead>
        <Tr>
          <Th screenReaderText={text.expand} />
          {columns.map((column, index) => (
            <Th
              key={column.title}
              modifier="nowrap"
              {...(column.width === undefined ? {} : { width: column.width })}
              {...(column.sort === undefined ? {} : { sort: sort(index) })}
            >
              {column.title}
            </Th>
          ))}
        </Tr>
      </Thead>
      {groups.map((group, index) => (
        <GroupLine
          key={`${grouping} ${group.key}`}
          index={index}
          group={group}
          grouping={grouping}
          image={image}
          platform={platform}
        />
      ))}
    </Table>
  );
}

const GroupLine = memo(function GroupLine({
  group,
  grouping,
  index,
  image,
  platform,
}: {
  readonly group: Group;
  readonly grouping: Grouping;
  readonly index: number;
  readonly image: string;
  readonly platform: string | null;
}) {
  const text = useText(findingText);
  const [open, setOpen] = useState(false);
  const columns = columnsOf(text, grouping);
  return (
    <Tbody isExpanded={open}>
      <Tr isContentExpanded={open}>
        <Td
          expand={{
            rowIndex: index,
            isExpanded: open,
            onToggle: () => setOpen(!open),
            expandId: 'vulnerability',
          }}
        />
        {cellsOf(text, grouping, group).map((cell, column) => (
          <Td
            key={columns[column]?.title}
            dataLabel={columns[column]?.title ?? ''}
            modifier="breakWord"
          >
            {cell}
          </Td>
        ))}
      </Tr>
      {open && (
        <Tr isExpanded>
          <Td colSpan={columns.length + 1} noPadding>
            <ExpandableRowContent>
              {grouping === 'cve' ? (
                <FindingDetails group={group} image={image} platform={platform} />
              ) : (
                <GroupRows group={group} grouping={grouping} />
              )}
            </ExpandableRowContent>
          </Td>
        </Tr>
      )}
    </Tbody>
  );
});
