import { PageSection, Tab, Tabs, TabsComponent, TabTitleText } from '@patternfly/react-core';
import { lazy, type ReactNode } from 'react';
import { Navigate, Route, Routes, useLocation, useNavigate } from 'react-router';
import { MissingPage } from '@/app/MissingPage';
import { useSession } from '@/session/session';
import { PageHeading } from '@/shared/PageHeading';
import { useText } from '@/text/useText';
import { KeysTab } from './keys/KeysTab';
import { MembersTab } from './members/MembersTab';
import { NamespacesTab } from './namespaces/NamespacesTab';
import { tabsOf, type TabName } from './tabs';
import { accessText } from './text';

const NamespacePage = lazy(() => import('./namespaces/NamespacePage'));
const NotificationsTab = lazy(() => import('./notifications/NotificationsTab'));
const QuotasTab = lazy(() => import('./quotas/QuotasTab'));

const CONTENT = 'access-part';

/** Who may do what: each part at an address of its own. */
export default function AccessPage() {
  const { session } = useSession();
  const first = tabsOf(session)[0] ?? 'keys';
  return (
    <Routes>
      <Route index element={<Navigate replace to={first} />} />
      <Route path="users" element={tab('users', <MembersTab key="users" kind="users" />)} />
      <Route
        path="service-ids"
        element={tab('service-ids', <MembersTab key="service-ids" kind="service-ids" />)}
      />
      <Route path="keys" element={tab('keys', <KeysTab />)} />
      <Route path="namespaces" element={tab('namespaces', <NamespacesTab />)} />
      <Route path="namespaces/:namespace" element={<NamespacePage />} />
      <Route path="quotas" element={tab('quotas', <QuotasTab />)} />
      <Route path="notifications" element={tab('notifications', <NotificationsTab />)} />
      <Route path="*" element={<MissingPage />} />
    </Routes>
  );
}

function tab(name: TabName, content: ReactNode) {
  return <TabPage name={name}>{content}</TabPage>;
}

function TabPage({ name, children }: { readonly name: TabName; readonly children: ReactNode }) {
  const text = useText(accessText);
  const { session } = useSession();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const base = pathname.slice(0, pathname.lastIndexOf('/'));
  return (
    <>
      <PageHeading title={text.title} description={text.description} />
      <PageSection type="tabs" hasBodyWrapper={false}>
        <Tabs
          activeKey={name}
          component={TabsComponent.nav}
          aria-label={text.tabs}
          usePageInsets
          onSelect={(event, key) => {
            if (!(event.ctrlKey || event.metaKey || event.shiftKey)) {
              event.preventDefault();
              void navigate(`${base}/${key}`);
            }
          }}
        >
          {tabsOf(session).map((each) => (
            <Tab
              key={each}
              eventKey={each}
              tabContentId={CONTENT}
              href={`${base}/${each}`}
              aria-current={each === name ? 'page' : undefined}
              title={<TabTitleText>{text[each]}</TabTitleText>}
            />
          ))}
        </Tabs>
      </PageSection>
      <PageSection id={CONTENT} hasBodyWrapper={false}>
        {children}
      </PageSection>
    </>
  );
}
