import type { UseQueryResult } from '@tanstack/react-query';
import type { ComponentProps } from 'react';
import { DataTable } from './DataTable';
import type { LocalPage } from './localList';

type TableProps<R> = ComponentProps<typeof DataTable<R>>;

/** A table of rows that are all here, of which `localPage` has chosen those to show. */
export function LocalTable<R>({
  page,
  query,
  ...table
}: Omit<TableProps<R>, 'rows' | 'total' | 'loading' | 'error' | 'onRetry'> & {
  /** Undefined while nothing is known. */
  readonly page: LocalPage<R> | undefined;
  /** What answered the rows, where the table is to say that it is at work or failed. */
  readonly query?: Pick<UseQueryResult, 'isFetching' | 'error' | 'refetch'>;
}) {
  return (
    <DataTable
      {...table}
      rows={page?.rows}
      total={page?.total}
      loading={query?.isFetching ?? false}
      error={query?.error ?? null}
      onRetry={() => void query?.refetch()}
    />
  );
}
