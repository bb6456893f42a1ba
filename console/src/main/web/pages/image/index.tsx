import {
  Alert,
  PageSection,
  Skeleton,
  Spinner,
  Tab,
  Tabs,
  TabTitleText,
} from '@patternfly/react-core';
import { lazy, Suspense, type ReactNode } from 'react';
import { Navigate, useParams, useSearchParams } from 'react-router';
import { ApiError } from '@/api/client';
import type { Report } from '@/api/report';
import { ErrorState } from '@/shared/ErrorState';
import { PageHeading } from '@/shared/PageHeading';
import { partsOf } from '@/shared/names';
import { usePageTitle } from '@/shared/usePageTitle';
import { number } from '@/text/format';
import { useText } from '@/text/useText';
import { ConfigurationTab } from './ConfigurationTab';
import { ExemptionsTab } from './ExemptionsTab';
import { HistoryTab } from './HistoryTab';
import { ImageHead } from './ImageHead';
import { PackagesTab } from './PackagesTab';
import { ReferrersTab } from './ReferrersTab';
import { SummaryTab } from './SummaryTab';
import { imageText } from './text';
import { isUnscanned, platformOf, platformsOf, useDetails, useReport } from './useImage';
import { VulnerabilitiesTab } from './VulnerabilitiesTab';
import './image.css';

const LayersTab = lazy(() => import('./LayersTab'));

const TABS = [
  'summary',
  'vulnerabilities',
  'configuration',
  'packages',
  'layers',
  'referrers',
  'history',
  'exemptions',
] as const;
type TabName = (typeof TABS)[number];

/** One image, or one index: `/images/birds/robin:1`. */
export default function ImagePage() {
  const image = useParams()['*'] ?? '';
  const { repository, reference } = partsOf(image);
  // A repository is the list of its tags.
  return reference === '' ? (
    <Navigate to={`/images?repository=${encodeURIComponent(repository)}`} replace />
  ) : (
    <OneImage key={image} image={image} />
  );
}

function OneImage({ image }: { readonly image: string }) {
  const text = useText(imageText);
  usePageTitle(image, text.images);
  const [parameters, setParameters] = useSearchParams();
  const details = useDetails(image);
  const report = useReport(image);
  const one = platformOf(report.data, parameters.get('platform') ?? '');
  const tab = TABS.find((each) => each === parameters.get('tab')) ?? 'summary';
  const waiting = isUnscanned(report.error);

  // What narrows the list of one tab is nothing to another.
  const go = (next: { readonly tab: TabName; readonly platform: string | null }) => {
    const query = new URLSearchParams();
    if (next.tab !== 'summary') {
      query.set('tab', next.tab);
    }
    if (next.platform !== null) {
      query.set('platform', next.platform);
    }
    setParameters(query, { preventScrollReset: true });
  };
  if (details.error instanceof ApiError && [403, 404].includes(details.error.status)) {
    return (
      <>
        <PageHeading title={image} crumbs={[{ title: text.images, to: '/images' }]} />
        <PageSection hasBodyWrapper={false}>
          <ErrorState error={details.error} onRetry={() => void details.refetch()} />
        </PageSection>
      </>
    );
  }
  const content = (): ReactNode => {
    switch (tab) {
      case 'referrers':
        return <ReferrersTab details={details} image={image} />;
      case 'history':
        return <HistoryTab image={image} />;
      default:
        return one === undefined ? (
          <NoReport report={report} waiting={waiting} />
        ) : (
          <ReportTab tab={tab} image={image} report={one} details={details.data} />
        );
    }
  };
  const status = waiting ? 'UNSCANNED' : report.data?.verdict.status;
  return (
    <>
      <ImageHead
        image={image}
        status={status}
        details={details.data}
        platforms={platformsOf(report.data)}
        platform={one?.platform ?? ''}
        onPlatform={(platform) => go({ tab, platform })}
        reported={report.data !== undefined}
      />
      <PageSection hasBodyWrapper={false} type="tabs">
        <Tabs
          activeKey={tab}
          aria-label={text.tabsLabel}
          usePageInsets
          onSelect={(_, key) =>
            go({
              tab: TABS.find((each) => each === key) ?? 'summary',
              platform: parameters.get('platform'),
            })
          }
        >
          {TABS.map((each) => (
            <Tab
              key={each}
              eventKey={each}
              tabContentId={`image-${each}`}
              title={
                <TabTitleText>
                  {text.tabs[each]}
                  {badge(each, one, details.data?.referrersInAll)}
                </TabTitleText>
              }
            />
          ))}
        </Tabs>
      </PageSection>
      <PageSection
        hasBodyWrapper={false}
        isFilled
        id={`image-${tab}`}
        role="tabpanel"
        aria-label={text.tabs[tab]}
        tabIndex={0}
      >
        {content()}
      </PageSection>
    </>
  );
}

/** How many there are in a tab. */
function badge(tab: TabName, report: Report | undefined, referrers: number | undefined): string {
  const counts: Partial<Record<TabName, number | undefined>> = {
    vulnerabilities: report && new Set(report.vulnerabilities.map((each) => each.cve)).size,
    configuration: report?.configurationIssues.length,
    packages: report?.counts.packages,
    referrers,
    exemptions: report?.exemptions.filter((each) => each.use === 'applied').length,
  };
  const count = counts[tab];
  return count === undefined ? '' : ` (${number(count)})`;
}

function ReportTab({
  tab,
  image,
  report,
  details,
}: {
  readonly tab: Exclude<TabName, 'referrers' | 'history'>;
  readonly image: string;
  readonly report: Report;
  readonly details: ReturnType<typeof useDetails>['data'];
}) {
  switch (tab) {
    case 'summary':
      return <SummaryTab report={report} details={details} />;
    case 'vulnerabilities':
      return <VulnerabilitiesTab report={report} image={image} />;
    case 'configuration':
      return <ConfigurationTab report={report} image={image} />;
    case 'packages':
      return <PackagesTab report={report} />;
    case 'layers':
      return (
        <Suspense fallback={<Spinner />}>
          <LayersTab report={report} details={details} />
        </Suspense>
      );
    case 'exemptions':
      return <ExemptionsTab report={report} />;
  }
}

/** In place of a report: it is being made, or there cannot be one. */
function NoReport({
  report,
  waiting,
}: {
  readonly report: ReturnType<typeof useReport>;
  readonly waiting: boolean;
}) {
  const text = useText(imageText);
  if (waiting) {
    return (
      <Alert isInline variant="info" customIcon={<Spinner size="md" />} title={text.unscanned}>
        {text.unscannedNext}
      </Alert>
    );
  }
  if (report.error instanceof ApiError && report.error.status === 422) {
    return (
      <Alert isInline variant="warning" title={text.incomplete}>
        <p>{report.error.message}</p>
        <p>{text.incompleteNext}</p>
      </Alert>
    );
  }
  if (report.error) {
    return <ErrorState error={report.error} onRetry={() => void report.refetch()} />;
  }
  return (
    <>
      <Skeleton screenreaderText={text.loading} />
      <br />
      <Skeleton width="80%" />
      <br />
      <Skeleton width="60%" />
    </>
  );
}
