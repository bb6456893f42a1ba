import {
  EmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
  PageSection,
  Skeleton,
} from '@patternfly/react-core';
import SearchIcon from '@patternfly/react-icons/dist/esm/icons/search-icon';
import { Link, useParams, useSearchParams } from 'react-router';
import { mayAnywhere, useSession } from '@/session/session';
import { ErrorState } from '@/shared/ErrorState';
import { Label } from '@/shared/Label';
import { PageHeading } from '@/shared/PageHeading';
import { bySeverity, ExploitedLabel, SeverityLabel, severityOf } from '@/shared/severities';
import { useExemptions } from '@/shared/useExemptions';
import { usePageTitle } from '@/shared/usePageTitle';
import { useText } from '@/text/useText';
import { exemptionPage } from '../exemptions/address';
import { About } from './About';
import { aboutOf } from './aboutOf';
import { ExemptionsOf } from './ExemptionsOf';
import { Fixes } from './Fixes';
import { Images } from './Images';
import { concerns, kindOf } from './kinds';
import { issueText } from './text';
import { useAllRows, useExplanation, useIssue } from './useIssue';
import './issue.css';

/** A vulnerability, a notice or a configuration issue, and where it is. */
export default function IssuePage() {
  const text = useText(issueText);
  const id = useParams()['*'] ?? '';
  const [parameters] = useSearchParams();
  usePageTitle(id, text.issues);
  const { session } = useSession();
  const found = useIssue(id, parameters.get('namespace') ?? '');
  const seesExemptions = mayAnywhere(session, 'exemption.list');
  const exemptions = useExemptions(seesExemptions);
  const explained = useExplanation(id, found.hits[0]);
  const told = useAllRows(found.first);
  const kind = kindOf(id);
  const about = told && aboutOf(id, kind, told, explained, found.hits);
  const known = told !== undefined && (told.rows.length > 0 || found.hits.length > 0);
  const severity = [
    ...(about?.distributions.map((one) => one.severity) ?? []),
    ...(explained?.configurationIssues.map((one) => severityOf(one.severity)) ?? []),
  ].sort(bySeverity)[0];
  return (
    <>
      <PageHeading
        title={id}
        crumbs={[{ title: text.issues, to: '/issues' }]}
        labels={
          <>
            <Label isCompact variant="outline">
              {text.kinds[kind]}
            </Label>{' '}
            {severity && <SeverityLabel severity={severity} />}{' '}
            {told?.knownExploited && <ExploitedLabel />}
          </>
        }
        actions={
          known &&
          mayAnywhere(session, 'exemption.manager') && (
            <Link
              className="pf-v6-c-button pf-m-secondary"
              to={exemptionPage({ type: kind, issue: id })}
            >
              {text.exempt}
            </Link>
          )
        }
      />
      {told === undefined && found.error !== null && (
        <ErrorState error={found.error} onRetry={found.retry} />
      )}
      {told === undefined && found.error === null && (
        <PageSection hasBodyWrapper={false}>
          <Skeleton height="12rem" screenreaderText={text.looking} />
        </PageSection>
      )}
      {told && !known && !found.looking && (
        <EmptyState headingLevel="h2" titleText={text.unknown} icon={SearchIcon}>
          <EmptyStateBody>{text.unknownNext(id)}</EmptyStateBody>
          <EmptyStateFooter>
            <EmptyStateActions>
              <Link to="/advisories">{text.feeds}</Link>
            </EmptyStateActions>
          </EmptyStateFooter>
        </EmptyState>
      )}
      {known && about && (
        <>
          <PageSection hasBodyWrapper={false} aria-label={text.about}>
            <About about={about} />
          </PageSection>
          <PageSection hasBodyWrapper={false} aria-label={text.images}>
            <Images id={id} kind={kind} found={found} />
          </PageSection>
          {kind !== 'configuration' && (
            <PageSection hasBodyWrapper={false} aria-label={text.fixes}>
              <Fixes
                distributions={about.distributions}
                shown={told.rows.length}
                all={told.rowsInAll}
              />
            </PageSection>
          )}
        </>
      )}
      {seesExemptions && told && (
        <PageSection hasBodyWrapper={false} aria-label={text.exemptions}>
          <ExemptionsOf
            exemptions={exemptions.data?.filter((one) =>
              concerns(one, id, told.aliases, told.rows),
            )}
            error={exemptions.error}
            onRetry={() => void exemptions.refetch()}
          />
        </PageSection>
      )}
    </>
  );
}
