import { ToolbarItem } from '@patternfly/react-core';
import { SearchField } from './SearchField';
import type { ListState } from './useListState';

/** The search of a list, in its toolbar: what is searched for is the filter `q` of the address. */
export function ListSearch({
  label,
  state,
}: {
  readonly label: string;
  readonly state: Pick<ListState, 'first' | 'filter'>;
}) {
  return (
    <ToolbarItem>
      <SearchField
        label={label}
        value={state.first('q')}
        onSearch={(value) => state.filter('q', value)}
      />
    </ToolbarItem>
  );
}
