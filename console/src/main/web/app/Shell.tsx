import {
  Brand,
  Masthead,
  MastheadBrand,
  MastheadContent,
  MastheadLogo,
  MastheadMain,
  MastheadToggle,
  Nav,
  NavItem,
  NavList,
  Page,
  PageSidebar,
  PageSidebarBody,
  PageToggleButton,
  SkipToContent,
  Toolbar,
  ToolbarContent,
  ToolbarGroup,
  ToolbarItem,
} from '@patternfly/react-core';
import BarsIcon from '@patternfly/react-icons/dist/esm/icons/bars-icon';
import { useEffect } from 'react';
import { Link, Outlet, ScrollRestoration, useLocation } from 'react-router';
import { useSession } from '@/session/session';
import { ToastArea } from '@/shared/toasts';
import { useText } from '@/text/useText';
import icon from './icon.svg';
import { PAGES } from './pages';
import { appText } from './text';
import { UserMenu } from './UserMenu';
import './shell.css';

const CONTENT = 'content';

/** What is around every page: name, search, who is logged in, and the way to the others. */
export function Shell() {
  const text = useText(appText);
  const { pathname } = useLocation();
  // Who goes to another page by keyboard, or has it read out, begins at its top.
  useEffect(() => {
    const active = document.activeElement;
    if (active instanceof HTMLElement && active.closest('nav')) {
      return;
    }
    document.getElementById(CONTENT)?.focus({ preventScroll: true });
  }, [pathname]);
  return (
    <ToastArea>
      <Page
        masthead={<Head />}
        sidebar={<Pages />}
        isManagedSidebar
        mainContainerId={CONTENT}
        skipToContent={<SkipToContent href={`#${CONTENT}`}>{text.skip}</SkipToContent>}
      >
        <Outlet />
      </Page>
      <ScrollRestoration />
    </ToastArea>
  );
}

function Head() {
  const text = useText(appText);
  return (
    <Masthead>
      <MastheadMain>
        <MastheadToggle>
          <PageToggleButton aria-label={text.toggle} variant="plain">
            <BarsIcon />
          </PageToggleButton>
        </MastheadToggle>
        <MastheadBrand>
          <MastheadLogo component={(props) => <Link {...props} to="/" />}>
            <span className="bw-brand">
              <Brand src={icon} alt="" className="bw-brand__icon" />
              {text.name}
            </span>
          </MastheadLogo>
        </MastheadBrand>
      </MastheadMain>
      <MastheadContent>
        <Toolbar isStatic>
          <ToolbarContent>
            <ToolbarGroup align={{ default: 'alignEnd' }}>
              <ToolbarItem>
                <UserMenu />
              </ToolbarItem>
            </ToolbarGroup>
          </ToolbarContent>
        </Toolbar>
      </MastheadContent>
    </Masthead>
  );
}

function Pages() {
  const text = useText(appText);
  const { session } = useSession();
  const { pathname } = useLocation();
  return (
    <PageSidebar>
      <PageSidebarBody>
        <Nav aria-label={text.navigation}>
          <NavList>
            {PAGES.flatMap(({ path, nav, offered }) => {
              if (nav === undefined || offered?.(session) === false) {
                return [];
              }
              const to = path.replace('/*', '');
              const here = to === '/' ? pathname === '/' : `${pathname}/`.startsWith(`${to}/`);
              return [
                <NavItem key={to} isActive={here}>
                  <Link to={to} aria-current={here ? 'page' : undefined}>
                    {text[nav] as string}
                  </Link>
                </NavItem>,
              ];
            })}
          </NavList>
        </Nav>
      </PageSidebarBody>
    </PageSidebar>
  );
}
