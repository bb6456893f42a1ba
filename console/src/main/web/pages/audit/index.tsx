import {
  Button,
  EmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
  Flex,
  PageSection,
  Toolbar,
  ToolbarContent,
  ToolbarGroup,
  ToolbarItem,
  ToolbarToggleGroup,
} from '@patternfly/react-core';
import FilterIcon from '@patternfly/react-icons/dist/esm/icons/filter-icon';
import HistoryIcon from '@patternfly/react-icons/dist/esm/icons/history-icon';
import SearchIcon from '@patternfly/react-icons/dist/esm/icons/search-icon';
import { ErrorState } from '@/shared/ErrorState';
import { asJson, ExportMenu, fromServer } from '@/shared/ExportMenu';
import { PageHeading } from '@/shared/PageHeading';
import { sharedText } from '@/shared/text';
import { useListState } from '@/shared/useListState';
import { usePageTitle } from '@/shared/usePageTitle';
import { useText } from '@/text/useText';
import { attempts } from './audit';
import { AuditFilters } from './AuditFilters';
import { EventTable } from './EventTable';
import { auditText } from './text';
import { FILTERS, filterOf, useAuditPage } from './useAudit';
import './audit.css';

/** Who did what, when, from where, and how it ended. */
export default function AuditTrailPage() {
  const text = useText(auditText);
  const shared = useText(sharedText);
  usePageTitle(text.title);
  const state = useListState(FILTERS);
  const page = useAuditPage(state);
  const events = page.data?.events;
  const rows = events && attempts(events);
  const seen = new Map(
    (events ?? []).flatMap(({ principal, name }) =>
      principal === undefined ? [] : [[principal, name] as const],
    ),
  );
  return (
    <>
      <PageHeading title={text.title} description={text.description} />
      <PageSection hasBodyWrapper={false}>
        <Toolbar clearAllFilters={page.clear} clearFiltersButtonText={shared.clear}>
          <ToolbarContent>
            <ToolbarToggleGroup toggleIcon={<FilterIcon />} breakpoint="xl">
              <AuditFilters state={state} narrow={page.narrow} seen={seen} />
            </ToolbarToggleGroup>
            <ToolbarGroup align={{ default: 'alignEnd' }}>
              <ToolbarItem>
                <ExportMenu
                  formats={[
                    {
                      label: text.csvAll,
                      file: 'audit.csv',
                      content: fromServer('/api/v2/audit', {
                        query: filterOf(state),
                        accept: 'text/csv',
                      }),
                    },
                    { label: text.jsonPage, file: 'audit.json', content: asJson(events ?? []) },
                  ]}
                />
              </ToolbarItem>
            </ToolbarGroup>
          </ToolbarContent>
        </Toolbar>
        {page.error ? (
          <ErrorState error={page.error} onRetry={() => void page.refetch()} />
        ) : rows?.length === 0 ? (
          <Nothing filtered={state.filtered} onClear={page.clear} />
        ) : (
          <EventTable rows={rows} loading={page.isFetching} narrow={page.narrow} />
        )}
        <Steps newest={page.newest} newer={page.newer} older={page.older} />
      </PageSection>
    </>
  );
}

type Step = (() => void) | undefined;

function Steps({
  newest,
  newer,
  older,
}: {
  readonly newest: Step;
  readonly newer: Step;
  readonly older: Step;
}) {
  const text = useText(auditText);
  if (newer === undefined && older === undefined) {
    return null;
  }
  const step = (label: string, go: Step) => (
    <Button variant="secondary" isDisabled={go === undefined} onClick={() => go?.()}>
      {label}
    </Button>
  );
  return (
    <nav aria-label={text.pages} className="bw-audit__pages">
      <Flex justifyContent={{ default: 'justifyContentFlexEnd' }}>
        {step(text.newest, newest)}
        {step(text.newer, newer)}
        {step(text.older, older)}
      </Flex>
    </nav>
  );
}

function Nothing({
  filtered,
  onClear,
}: {
  readonly filtered: boolean;
  readonly onClear: () => void;
}) {
  const text = useText(auditText);
  const shared = useText(sharedText);
  return filtered ? (
    <EmptyState headingLevel="h2" titleText={shared.noMatch} icon={SearchIcon}>
      <EmptyStateBody>{shared.noMatchNext}</EmptyStateBody>
      <EmptyStateFooter>
        <EmptyStateActions>
          <Button variant="link" onClick={onClear}>
            {shared.clear}
          </Button>
        </EmptyStateActions>
      </EmptyStateFooter>
    </EmptyState>
  ) : (
    <EmptyState headingLevel="h2" titleText={text.empty} icon={HistoryIcon}>
      <EmptyStateBody>{text.emptyNext}</EmptyStateBody>
    </EmptyState>
  );
}
