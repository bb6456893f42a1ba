import {
  EmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
  Button,
  Pagination,
  Skeleton,
  Toolbar,
  ToolbarContent,
  ToolbarGroup,
  ToolbarItem,
  ToolbarToggleGroup,
} from '@patternfly/react-core';
import FilterIcon from '@patternfly/react-icons/dist/esm/icons/filter-icon';
import SearchIcon from '@patternfly/react-icons/dist/esm/icons/search-icon';
import {
  SortByDirection,
  Table,
  Tbody,
  Td,
  Th,
  Thead,
  Tr,
  type ThProps,
} from '@patternfly/react-table';
import { memo, type ReactNode } from 'react';
import { useText } from '@/text/useText';
import { ErrorState } from './ErrorState';
import { PAGE_SIZES, type ListState } from './useListState';
import { sharedText } from './text';

export interface Column<R> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: R) => ReactNode;
  /** The word that the list is sorted by, where it can be. */
  readonly sort?: string;
  /** Whether the first click sorts the largest first. */
  readonly largestFirst?: boolean;
  readonly width?: ThProps['width'];
  /** `nowrap`, `truncate`, `breakWord`… */
  readonly modifier?: ThProps['modifier'];
  /** For columns of actions, whose title only readers of the screen need. */
  readonly hiddenTitle?: boolean;
}

/**
 * A list that is paged, sorted and filtered in its address, with what is to be seen while it is
 * loading, where it fails, where it is empty, and where nothing matches its filters.
 */
export function DataTable<R>({
  label,
  columns,
  rows,
  rowKey,
  state,
  total,
  loading,
  error,
  onRetry,
  filters,
  actions,
  empty,
}: {
  /** What is listed, for readers of the screen. */
  readonly label: string;
  readonly columns: readonly Column<R>[];
  /** Of this page; undefined while nothing is known. */
  readonly rows: readonly R[] | undefined;
  readonly rowKey: (row: R) => string;
  readonly state: ListState;
  readonly total: number | undefined;
  /** Rows of before are shown while others are on their way. */
  readonly loading: boolean;
  readonly error: unknown;
  readonly onRetry: () => void;
  /** Items of the toolbar: search, selects. */
  readonly filters?: ReactNode;
  /** At the right of the toolbar: export, create. */
  readonly actions?: ReactNode;
  /** Where there is nothing at all. */
  readonly empty: ReactNode;
}) {
  const text = useText(sharedText);
  if (rows?.length === 0 && !state.filtered && state.offset === 0 && error === null) {
    return <>{empty}</>;
  }
  const pagination = (where: 'top' | 'bottom') => (
    <Pagination
      variant={where}
      isCompact={where === 'top'}
      itemCount={total ?? 0}
      perPage={state.limit}
      page={Math.floor(state.offset / state.limit) + 1}
      perPageOptions={PAGE_SIZES.map((size) => ({ title: String(size), value: size }))}
      onSetPage={(_, page) => state.page((page - 1) * state.limit)}
      onPerPageSelect={(_, limit) => state.page(0, limit)}
      titles={{ paginationAriaLabel: `${text.pages}: ${label}, ${where}` }}
      widgetId={`pages-${where}`}
    />
  );
  return (
    <>
      <Toolbar clearAllFilters={state.clear} clearFiltersButtonText={text.clear}>
        <ToolbarContent>
          {filters && (
            <ToolbarToggleGroup toggleIcon={<FilterIcon />} breakpoint="lg">
              {filters}
            </ToolbarToggleGroup>
          )}
          <ToolbarGroup align={{ default: 'alignEnd' }}>
            {actions && <ToolbarItem>{actions}</ToolbarItem>}
            <ToolbarItem variant="pagination">{pagination('top')}</ToolbarItem>
          </ToolbarGroup>
        </ToolbarContent>
      </Toolbar>
      <Body
        {...{ label, columns, rows, rowKey, state, loading, error, onRetry }}
        noMatch={
          <EmptyState headingLevel="h2" titleText={text.noMatch} icon={SearchIcon}>
            <EmptyStateBody>{text.noMatchNext}</EmptyStateBody>
            <EmptyStateFooter>
              <EmptyStateActions>
                <Button variant="link" onClick={state.clear}>
                  {text.clear}
                </Button>
              </EmptyStateActions>
            </EmptyStateFooter>
          </EmptyState>
        }
      />
      {(total ?? 0) > state.limit && pagination('bottom')}
    </>
  );
}

function Body<R>({
  label,
  columns,
  rows,
  rowKey,
  state,
  loading,
  error,
  onRetry,
  noMatch,
}: {
  readonly label: string;
  readonly columns: readonly Column<R>[];
  readonly rows: readonly R[] | undefined;
  readonly rowKey: (row: R) => string;
  readonly state: ListState;
  readonly loading: boolean;
  readonly error: unknown;
  readonly onRetry: () => void;
  readonly noMatch: ReactNode;
}) {
  const text = useText(sharedText);
  if (error !== null && error !== undefined) {
    return <ErrorState error={error} onRetry={onRetry} />;
  }
  if (rows?.length === 0 && !loading) {
    return <>{noMatch}</>;
  }
  return (
    <Table aria-label={label} aria-busy={loading} variant="compact" isStickyHeader>
      <Head columns={columns} sort={state.sort} sortBy={state.sortBy} />
      <Tbody>
        {rows?.map((row) => <Row key={rowKey(row)} row={row} columns={columns} />) ??
          Array.from({ length: 5 }, (_, line) => (
            <Tr key={line}>
              {columns.map((column) => (
                <Td key={column.key} dataLabel={column.title}>
                  <Skeleton screenreaderText={text.loading} />
                </Td>
              ))}
            </Tr>
          ))}
      </Tbody>
    </Table>
  );
}

interface HeadProps<R> {
  readonly columns: readonly Column<R>[];
  readonly sort: string;
  readonly sortBy: (sort: string) => void;
}

/** Each of PatternFly's titles asks for its width whenever it is written. */
const Head = memo(function Head<R>({ columns, sort, sortBy }: HeadProps<R>) {
  return (
    <Thead>
      <Tr>
        {columns.map((column, index) => (
          <Th
            key={column.key}
            modifier="nowrap"
            {...(column.width === undefined ? {} : { width: column.width })}
            {...sorting(columns, index, sort, sortBy)}
            {...(column.hiddenTitle ? { screenReaderText: column.title } : {})}
          >
            {column.hiddenTitle ? undefined : column.title}
          </Th>
        ))}
      </Tr>
    </Thead>
  );
}) as <R>(props: HeadProps<R>) => ReactNode;

interface RowProps<R> {
  readonly row: R;
  readonly columns: readonly Column<R>[];
}

/** Written anew where its row or the columns are others: not while the next page is on its way. */
const Row = memo(function Row<R>({ row, columns }: RowProps<R>) {
  return (
    <Tr>
      {columns.map((column) => (
        <Td key={column.key} dataLabel={column.title} modifier={column.modifier}>
          {column.cell(row)}
        </Td>
      ))}
    </Tr>
  );
}) as <R>(props: RowProps<R>) => ReactNode;

function sorting<R>(
  columns: readonly Column<R>[],
  index: number,
  current: string,
  sortBy: (sort: string) => void,
) {
  const column = columns[index];
  if (column?.sort === undefined) {
    return {};
  }
  const descending = current.startsWith('-');
  const by = descending ? current.slice(1) : current;
  const sorted = columns.findIndex((each) => each.sort === by);
  const sort: ThProps['sort'] = {
    columnIndex: index,
    sortBy: {
      ...(sorted < 0 ? {} : { index: sorted }),
      direction: descending ? 'desc' : 'asc',
      defaultDirection: column.largestFirst ? 'desc' : 'asc',
    },
    onSort: (_, __, direction) =>
      sortBy((direction === SortByDirection.desc ? '-' : '') + (column.sort ?? '')),
  };
  return { sort };
}
