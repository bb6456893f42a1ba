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
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Link, Outlet, ScrollRestoration, useLocation, useNavigate } from 'react-router';
import { mayAnywhere, useSession } from '@/session/session';
import { ToastArea } from '@/shared/toasts';
import { useText } from '@/text/useText';
import icon from './icon.svg';
import { useShortcuts } from './keys/shortcuts';
import { PAGES } from './pages';
import { SearchBox } from './search/SearchBox';
import { appText } from './text';
import { UserMenu } from './UserMenu';
import './shell.css';

const KeysDialog = lazy(() => import('./keys/KeysDialog'));

const CONTENT = 'content';

/** What is around every page: name, search, who is logged in, and the way to the others. */
export function Shell() {
  const text = useText(appText);
  const { pathname } = useLocation();
  // Who goes to another page by keyboard, or has it read out, begins at its top.
  useEffect(() => {
    const active = document.activeElement;
    // A page that takes a while to load takes the focus from nobody who has begun to type.
    if (active instanceof HTMLElement && active.closest('nav, input, textarea')) {
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
  const navigate = useNavigate();
  const { session } = useSession();
  const searches = mayAnywhere(session, 'image.list');
  const field = useRef<HTMLInputElement>(null);
  const [help, setHelp] = useState(false);
  useShortcuts({
    search: () => {
      field.current?.focus();
      field.current?.select();
    },
    help: () => setHelp(true),
    go: (to) => void navigate(to),
  });
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
          <ToolbarContent className="bw-head">
            {searches && (
              <ToolbarItem className="bw-head__search">
                <search>
                  <SearchBox field={field} />
                </search>
              </ToolbarItem>
            )}
            <ToolbarGroup align={{ default: 'alignEnd' }}>
              <ToolbarItem>
                <UserMenu onKeys={() => setHelp(true)} />
              </ToolbarItem>
            </ToolbarGroup>
          </ToolbarContent>
        </Toolbar>
        {help && (
          <Suspense fallback={null}>
            <KeysDialog onClose={() => setHelp(false)} />
          </Suspense>
        )}
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
