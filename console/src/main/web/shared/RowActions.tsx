import { MenuToggle } from '@patternfly/react-core';
import EllipsisVIcon from '@patternfly/react-icons/dist/esm/icons/ellipsis-v-icon';
import { ActionsColumn, type IAction } from '@patternfly/react-table';

/** The menu of what can be done with a row, under a button that says of which. */
export function RowActions({
  label,
  items,
}: {
  /** `Actions for robin`. */
  readonly label: string;
  readonly items: readonly IAction[];
}) {
  return (
    <ActionsColumn
      popperProps={{ position: 'right' }}
      items={[...items]}
      actionsToggle={({ onToggle, isOpen, isDisabled, toggleRef }) => (
        <MenuToggle
          ref={toggleRef}
          variant="plain"
          aria-label={label}
          icon={<EllipsisVIcon />}
          isExpanded={isOpen}
          isDisabled={isDisabled}
          onClick={onToggle}
        />
      )}
    />
  );
}
