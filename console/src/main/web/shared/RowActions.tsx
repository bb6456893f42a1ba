import {
  Divider,
  Dropdown,
  DropdownItem,
  DropdownList,
  MenuToggle,
  type DropdownItemProps,
} from '@patternfly/react-core';
import EllipsisVIcon from '@patternfly/react-icons/dist/esm/icons/ellipsis-v-icon';
import { useRef, useState } from 'react';

export interface RowAction {
  readonly title: string;
  readonly onClick: NonNullable<DropdownItemProps['onClick']>;
  readonly isDanger?: boolean;
}

/** A line between actions. */
export interface Separator {
  readonly isSeparator: boolean;
}

/**
 * The menu of what can be done with a row, under a button that says of which. It is made when it is
 * opened for the first time: most never are.
 */
export function RowActions({
  label,
  items,
}: {
  /** `Actions for robin`. */
  readonly label: string;
  readonly items: readonly (RowAction | Separator)[];
}) {
  const toggle = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState(false);
  const [open, setOpen] = useState(false);
  return (
    <>
      <MenuToggle
        ref={toggle}
        variant="plain"
        aria-label={label}
        icon={<EllipsisVIcon />}
        isExpanded={open}
        onClick={() => {
          setOpened(true);
          setOpen(!open);
        }}
      />
      {opened && (
        <Dropdown
          isOpen={open}
          onOpenChange={setOpen}
          onSelect={() => setOpen(false)}
          popperProps={{ position: 'right' }}
          toggle={{ toggleNode: null, toggleRef: toggle }}
        >
          <DropdownList>
            {items.map((item, place) =>
              'isSeparator' in item ? (
                <Divider key={place} />
              ) : (
                <DropdownItem
                  key={item.title}
                  onClick={item.onClick}
                  {...(item.isDanger === undefined ? {} : { isDanger: item.isDanger })}
                >
                  {item.title}
                </DropdownItem>
              ),
            )}
          </DropdownList>
        </Dropdown>
      )}
    </>
  );
}
