import {
  ActionListItem,
  Alert,
  Button,
  EmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
  PageSection,
  Skeleton,
  Spinner,
  Tab,
  Tabs,
  TabTitleText,
} from '@patternfly/react-core';
import ExchangeIcon from '@patternfly/react-icons/dist/esm/icons/exchange-alt-icon';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link, useSearchParams } from 'react-router';
import { ApiError, imagePath, request } from '@/api/client';
import type { Difference } from '@/api/compare';
import { ErrorState } from '@/shared/ErrorState';
import { PageHeading } from '@/shared/PageHeading';
import { usePageTitle } from '@/shared/usePageTitle';
import { number } from '@/text/format';
import { useText } from '@/text/useText';
import { ChangedIssues } from './ChangedIssues';
import { ChangedPackages, ChangedSettings } from './ChangedRest';
import { changedIssues, VIEWS, type ChangedIssue, type View } from './changes';
import { CompareExport } from './CompareExport';
import { ImagePicker } from './ImagePicker';
import { Outcome } from './Outcome';
import { compareText } from './text';
import './compare.css';

const isUnscanned = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.status === 503 && error.code === 'UNSCANNED';

function useDifference(from: string, to: string) {
  return useQuery({
    queryKey: ['image', to, 'difference', from],
    queryFn: ({ signal }) =>
      request<Difference>(imagePath(to, 'difference'), { query: { from }, signal }),
    enabled: from !== '' && to !== '',
    retry: (count, error) => error instanceof ApiError && error.unreachable && count < 2,
    refetchInterval: ({ state: { error } }) => (isUnscanned(error) ? 2_000 : false),
  });
}

/** Two images: what was fixed from one to the other, what is new, what stayed. */
export default function ComparePage() {
  const text = useText(compareText);
  const [parameters, setParameters] = useSearchParams();
  const from = parameters.get('from') ?? '';
  const to = parameters.get('to') ?? '';
  usePageTitle(...(from !== '' && to !== '' ? [`${from} → ${to}`] : []), text.title);
  const { data, error, refetch, isFetching } = useDifference(from, to);
  const issues = useMemo(() => (data ? changedIssues(data) : []), [data]);
  // What is worth looking at, where nobody chose.
  const usual =
    (['new', 'fixed', 'unchanged'] as const).find((each) =>
      issues.some((issue) => issue.change === each),
    ) ?? 'packages';
  const view = VIEWS.find((each) => each === parameters.get('show')) ?? usual;
  const go = (next: { readonly from: string; readonly to: string; readonly show?: View }) => {
    const query = new URLSearchParams();
    Object.entries({ show: parameters.get('show') ?? '', ...next })
      .filter(([, value]) => value !== '')
      .forEach(([name, value]) => query.set(name, value));
    setParameters(query, { preventScrollReset: true });
  };
  return (
    <>
      <PageHeading
        title={text.title}
        description={text.description}
        actions={
          data && (
            <ActionListItem>
              <CompareExport difference={data} issues={issues} view={view} />
            </ActionListItem>
          )
        }
      />
      <PageSection hasBodyWrapper={false}>
        <div className="bw-compare__pickers">
          <ImagePicker label={text.from} value={from} onPick={(image) => go({ from: image, to })} />
          <Button
            variant="plain"
            icon={<ExchangeIcon />}
            aria-label={text.swap}
            isDisabled={from === '' && to === ''}
            onClick={() => go({ from: to, to: from })}
          />
          <ImagePicker label={text.to} value={to} onPick={(image) => go({ from, to: image })} />
        </div>
      </PageSection>
      <PageSection hasBodyWrapper={false} isFilled aria-busy={isFetching}>
        {from === '' || to === '' ? (
          <EmptyState headingLevel="h2" titleText={text.empty} icon={ExchangeIcon}>
            <EmptyStateBody>{text.emptyNext}</EmptyStateBody>
            <EmptyStateFooter>
              <EmptyStateActions>
                <Link to="/images">{text.toImages}</Link>
              </EmptyStateActions>
            </EmptyStateFooter>
          </EmptyState>
        ) : data && !error ? (
          <>
            <Outcome difference={data} issues={issues} from={from} to={to} />
            <Views
              difference={data}
              issues={issues}
              view={view}
              onView={(show) => go({ from, to, show })}
            />
          </>
        ) : (
          <NoDifference error={error} onRetry={() => void refetch()} />
        )}
      </PageSection>
    </>
  );
}

function Views({
  difference,
  issues,
  view,
  onView,
}: {
  readonly difference: Difference;
  readonly issues: readonly ChangedIssue[];
  readonly view: View;
  readonly onView: (view: View) => void;
}) {
  const text = useText(compareText);
  const count = (of: View): number =>
    of === 'packages'
      ? difference.packages.length
      : of === 'configuration'
        ? difference.configurationIssues.length
        : new Set(issues.filter((each) => each.change === of).map((each) => each.issue)).size;
  return (
    <>
      <Tabs
        activeKey={view}
        aria-label={text.what}
        onSelect={(_, key) => onView(VIEWS.find((each) => each === key) ?? 'new')}
      >
        {VIEWS.map((each) => (
          <Tab
            key={each}
            eventKey={each}
            tabContentId={`compare-${each}`}
            title={<TabTitleText>{`${text.views[each]} (${number(count(each))})`}</TabTitleText>}
          />
        ))}
      </Tabs>
      <div id={`compare-${view}`} role="tabpanel" aria-label={text.views[view]} tabIndex={0}>
        {view === 'packages' ? (
          <ChangedPackages packages={difference.packages} />
        ) : view === 'configuration' ? (
          <ChangedSettings settings={difference.configurationIssues} />
        ) : (
          <ChangedIssues key={view} change={view} issues={issues} />
        )}
      </div>
    </>
  );
}

function NoDifference({
  error,
  onRetry,
}: {
  readonly error: unknown;
  readonly onRetry: () => void;
}) {
  const text = useText(compareText);
  if (isUnscanned(error)) {
    return (
      <Alert isInline variant="info" customIcon={<Spinner size="md" />} title={text.unscanned}>
        {text.unscannedNext}
      </Alert>
    );
  }
  if (error instanceof ApiError && error.status === 422) {
    return (
      <Alert isInline variant="warning" title={text.incomplete}>
        {error.message}
      </Alert>
    );
  }
  return error ? (
    <ErrorState error={error} onRetry={onRetry} />
  ) : (
    <div className="bw-compare__loading">
      <Skeleton height="8rem" />
      <Skeleton height="16rem" />
    </div>
  );
}
