import {
  Badge,
  MenuToggle,
  Select,
  SelectList,
  SelectOption,
  ToolbarFilter,
  type MenuToggleElement,
} from '@patternfly/react-core';
import { useState, type ReactNode, type Ref } from 'react';
import { number } from '@/text/format';

export interface FilterOption {
  readonly value: string;
  readonly label: string;
  readonly show?: ReactNode;
  readonly count?: number | undefined;
}

/** A filter of a list, in its toolbar: some of several values, shown as labels below. */
export function FilterSelect({
  label,
  options,
  values,
  onChange,
  single = false,
}: {
  readonly label: string;
  readonly options: readonly FilterOption[];
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
  readonly single?: boolean;
}) {
  const [open, setOpen] = useState(false);
  const shown = (value: string): string =>
    options.find((option) => option.value === value)?.label ?? value;
  const choose = (value: string) => {
    const without = values.filter((each) => each !== value);
    if (without.length < values.length) {
      onChange(without);
    } else {
      onChange(single ? [value] : [...values, value]);
    }
    if (single) {
      setOpen(false);
    }
  };
  return (
    <ToolbarFilter
      categoryName={label}
      labels={values.map((value) => ({ key: value, node: shown(value) }))}
      deleteLabel={(_, chip) => choose(typeof chip === 'string' ? chip : chip.key)}
      deleteLabelGroup={() => onChange([])}
    >
      <Select
        role="menu"
        isOpen={open}
        onOpenChange={setOpen}
        onSelect={(_, value) => choose(String(value))}
        selected={[...values]}
        toggle={(ref: Ref<MenuToggleElement>) => (
          <MenuToggle
            ref={ref}
            isExpanded={open}
            onClick={() => setOpen(!open)}
            badge={values.length > 0 ? <Badge isRead>{number(values.length)}</Badge> : undefined}
          >
            {label}
          </MenuToggle>
        )}
      >
        <SelectList>
          {options.map((option) => (
            <SelectOption
              key={option.value}
              value={option.value}
              hasCheckbox={!single}
              isSelected={values.includes(option.value)}
              description={undefined}
            >
              {option.show ?? option.label}
              {option.count !== undefined && ` (${number(option.count)})`}
            </SelectOption>
          ))}
        </SelectList>
      </Select>
    </ToolbarFilter>
  );
}
