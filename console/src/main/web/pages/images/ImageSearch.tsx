import {
  InputGroup,
  InputGroupItem,
  MenuToggle,
  SearchInput,
  Select,
  SelectList,
  SelectOption,
  ToolbarFilter,
  type MenuToggleElement,
} from '@patternfly/react-core';
import { useState, type Ref } from 'react';
import { SearchField } from '@/shared/SearchField';
import type { ListState } from '@/shared/useListState';
import { useText } from '@/text/useText';
import { imagesText } from './text';

const ATTRIBUTES = ['q', 'issue', 'package', 'repository'] as const;
type Attribute = (typeof ATTRIBUTES)[number];

/** One field that searches by name, or by an issue, a package or a repository. */
export function ImageSearch({ state }: { readonly state: ListState }) {
  const text = useText(imagesText);
  const [open, setOpen] = useState(false);
  const [attribute, setAttribute] = useState<Attribute>('q');
  const field = (
    <InputGroup>
      <InputGroupItem>
        <Select
          isOpen={open}
          onOpenChange={setOpen}
          selected={attribute}
          onSelect={(_, value) => {
            setAttribute(ATTRIBUTES.find((each) => each === value) ?? 'q');
            setOpen(false);
          }}
          toggle={(ref: Ref<MenuToggleElement>) => (
            <MenuToggle
              ref={ref}
              isExpanded={open}
              aria-label={`${text.searchBy}: ${text.search[attribute]}`}
              onClick={() => setOpen(!open)}
            >
              {text.search[attribute]}
            </MenuToggle>
          )}
        >
          <SelectList>
            {ATTRIBUTES.map((each) => (
              <SelectOption key={each} value={each} isSelected={each === attribute}>
                {text.search[each]}
              </SelectOption>
            ))}
          </SelectList>
        </Select>
      </InputGroupItem>
      <InputGroupItem isFill>
        {attribute === 'q' ? (
          <SearchField
            label={text.searchLabel.q}
            value={state.first('q')}
            onSearch={(value) => state.filter('q', value)}
          />
        ) : (
          <WholeWord
            key={`${attribute} ${state.first(attribute)}`}
            label={text.searchLabel[attribute]}
            value={state.first(attribute)}
            onSearch={(value) => state.filter(attribute, value)}
          />
        )}
      </InputGroupItem>
    </InputGroup>
  );
  return ATTRIBUTES.reduce(
    (inner, each) => (
      <ToolbarFilter
        categoryName={text.search[each]}
        labels={[...state.all(each)]}
        deleteLabel={() => state.filter(each, [])}
      >
        {inner}
      </ToolbarFilter>
    ),
    field,
  );
}

/** Searched for when it is written to its end: half a CVE is none. */
function WholeWord({
  label,
  value,
  onSearch,
}: {
  readonly label: string;
  readonly value: string;
  readonly onSearch: (value: string) => void;
}) {
  const [word, setWord] = useState(value);
  return (
    <SearchInput
      aria-label={label}
      placeholder={label}
      value={word}
      onChange={(_, next) => setWord(next)}
      onSearch={(_, next) => onSearch(next.trim())}
      onClear={() => onSearch('')}
    />
  );
}
