import {
  Divider,
  Dropdown,
  DropdownGroup,
  DropdownItem,
  DropdownList,
  MenuToggle,
  type MenuToggleElement,
} from '@patternfly/react-core';
import UserIcon from '@patternfly/react-icons/dist/esm/icons/user-icon';
import { useState, type Ref } from 'react';
import { useNavigate } from 'react-router';
import { useSession } from '@/session/session';
import { useToasts } from '@/shared/toasts';
import { useText } from '@/text/useText';
import { appText } from './text';
import { useTheme, type Theme } from './theme';

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

export function UserMenu({ onKeys }: { readonly onKeys: () => void }) {
  const text = useText(appText);
  const { session, logout } = useSession();
  const toasts = useToasts();
  const navigate = useNavigate();
  const [theme, choose] = useTheme();
  const [open, setOpen] = useState(false);
  return (
    <Dropdown
      isOpen={open}
      onOpenChange={setOpen}
      popperProps={{ position: 'right' }}
      toggle={(ref: Ref<MenuToggleElement>) => (
        <MenuToggle
          ref={ref}
          icon={<UserIcon />}
          isExpanded={open}
          aria-label={text.user(session.name)}
          onClick={() => setOpen(!open)}
        >
          <span className="bw-head__user">{session.name}</span>
        </MenuToggle>
      )}
    >
      <DropdownList>
        <DropdownItem
          onClick={() => {
            setOpen(false);
            void navigate('/account');
          }}
        >
          {text.account}
        </DropdownItem>
        <DropdownItem
          onClick={() => {
            setOpen(false);
            onKeys();
          }}
        >
          {text.keys}
        </DropdownItem>
      </DropdownList>
      <Divider />
      <DropdownGroup label={text.theme}>
        <DropdownList>
          {THEMES.map((each) => (
            <DropdownItem key={each} isSelected={each === theme} onClick={() => choose(each)}>
              {text[each]}
            </DropdownItem>
          ))}
        </DropdownList>
      </DropdownGroup>
      <Divider />
      <DropdownList>
        <DropdownItem onClick={() => void logout().catch(toasts.failed)}>
          {text.logout}
        </DropdownItem>
      </DropdownList>
    </Dropdown>
  );
}
