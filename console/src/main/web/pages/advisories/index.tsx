import { Content, PageSection, Tab, Tabs, TabTitleText } from '@patternfly/react-core';
import { useSearchParams } from 'react-router';
import { PageHeading } from '@/shared/PageHeading';
import { useAdvisories } from '@/shared/useAdvisories';
import { usePageTitle } from '@/shared/usePageTitle';
import { useText } from '@/text/useText';
import { CoverageTab } from './CoverageTab';
import { FeedsTab } from './FeedsTab';
import { LookupTab } from './LookupTab';
import { advisoriesText } from './text';
import { UpdatesTab } from './UpdatesTab';
import './advisories.css';

const TABS = ['feeds', 'coverage', 'updates', 'lookup'] as const;
type TabName = (typeof TABS)[number];

/** What verdicts rest on: feeds, releases, updates, and what they say of an issue. */
export default function AdvisoriesPage() {
  const text = useText(advisoriesText);
  const [parameters, setParameters] = useSearchParams();
  const asked = parameters.get('tab');
  const tab: TabName = TABS.find((each) => each === asked) ?? 'feeds';
  usePageTitle(...(tab === 'feeds' ? [] : [text.tabs[tab]]), text.title);
  const advisories = useAdvisories();
  return (
    <>
      <PageHeading title={text.title} description={text.about} />
      <PageSection hasBodyWrapper={false}>
        <Tabs
          activeKey={tab}
          aria-label={text.tabs.label}
          mountOnEnter
          unmountOnExit
          onSelect={(_, key) =>
            setParameters(key === 'feeds' ? {} : { tab: String(key) }, {
              preventScrollReset: true,
            })
          }
        >
          {TABS.map((each) => (
            <Tab key={each} eventKey={each} title={<TabTitleText>{text.tabs[each]}</TabTitleText>}>
              <div className="bw-tab">
                {each === 'feeds' && <FeedsTab advisories={advisories} />}
                {each === 'coverage' && <CoverageTab advisories={advisories} />}
                {each === 'updates' && <UpdatesTab advisories={advisories} />}
                {each === 'lookup' && <LookupTab />}
              </div>
            </Tab>
          ))}
        </Tabs>
        {advisories.data && (
          <Content component="small">
            {text.version} <span className="bw-code">{advisories.data.version.slice(0, 12)}</span>
          </Content>
        )}
      </PageSection>
    </>
  );
}
