import { ToolbarGroup } from '@patternfly/react-core';
import { FilterSelect } from '@/shared/FilterSelect';
import { ListSearch } from '@/shared/ListSearch';
import type { ListState } from '@/shared/useListState';
import { useText } from '@/text/useText';
import { exemptionsText } from './text';

/** What the list of exemptions can be narrowed by. */
export function Filters({ state }: { readonly state: ListState }) {
  const text = useText(exemptionsText);
  const select = (name: string, label: string, words: Readonly<Record<string, string>>) => (
    <FilterSelect
      label={label}
      values={state.all(name)}
      onChange={(values) => state.filter(name, values)}
      options={Object.entries(words).map(([value, word]) => ({ value, label: word }))}
    />
  );
  return (
    <>
      <ListSearch label={text.search} state={state} />
      <ToolbarGroup variant="filter-group">
        {select('status', text.status, text.statuses)}
        {select('type', text.kind, text.kinds)}
        {select('scope', text.scopeType, text.scopes)}
      </ToolbarGroup>
    </>
  );
}
