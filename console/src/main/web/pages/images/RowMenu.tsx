import {
  Dropdown,
  DropdownItem,
  DropdownList,
  MenuToggle,
  type MenuToggleElement,
} from '@patternfly/react-core';
import EllipsisVIcon from '@patternfly/react-icons/dist/esm/icons/ellipsis-v-icon';
import { useState, type Ref } from 'react';
import { useNavigate } from 'react-router';
import type { ImageRow } from '@/api/lists';
import { mayIn, namespaceOf, useSession } from '@/session/session';
import { imageName, imagePage } from '@/shared/names';
import { useText } from '@/text/useText';
import { imagesText } from './text';

/** What can be done with an image of the list. */
export function RowMenu({
  row,
  onDelete,
}: {
  readonly row: ImageRow;
  readonly onDelete: () => void;
}) {
  const text = useText(imagesText);
  const navigate = useNavigate();
  const { session } = useSession();
  const [open, setOpen] = useState(false);
  const image = imageName(row.repository, row.tag);
  return (
    <Dropdown
      isOpen={open}
      onOpenChange={setOpen}
      onSelect={() => setOpen(false)}
      popperProps={{ position: 'right' }}
      toggle={(ref: Ref<MenuToggleElement>) => (
        <MenuToggle
          ref={ref}
          variant="plain"
          icon={<EllipsisVIcon />}
          isExpanded={open}
          aria-label={text.actionsOf(image)}
          onClick={() => setOpen(!open)}
        />
      )}
    >
      <DropdownList>
        <DropdownItem onClick={() => void navigate(imagePage(image))}>{text.open}</DropdownItem>
        <DropdownItem
          onClick={() =>
            void navigate(`/compare?${new URLSearchParams({ from: image }).toString()}`)
          }
        >
          {text.compareWith}
        </DropdownItem>
        {mayIn(session, namespaceOf(row.repository), 'image.delete') && (
          <DropdownItem isDanger onClick={onDelete}>
            {text.delete}
          </DropdownItem>
        )}
      </DropdownList>
    </Dropdown>
  );
}
