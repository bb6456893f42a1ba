import {
  Alert,
  Button,
  Card,
  CardBody,
  CardHeader,
  CardTitle,
  DescriptionList,
  EmptyState,
  EmptyStateBody,
  List,
  ListItem,
  Stack,
  StackItem,
} from '@patternfly/react-core';
import CheckCircleIcon from '@patternfly/react-icons/dist/esm/icons/check-circle-icon';
import QuestionCircleIcon from '@patternfly/react-icons/dist/esm/icons/question-circle-icon';
import { Link } from 'react-router';
import type { ConfigurationIssueOfReport, Report } from '@/api/report';
import { exemptionPage } from '@/pages/exemptions/address';
import { mayIn, namespaceOf, useSession } from '@/session/session';
import { ExternalLink } from '@/shared/ExternalLink';
import { Fact } from '@/shared/Fact';
import { Label } from '@/shared/Label';
import { issuePage, partsOf } from '@/shared/names';
import { bySeverity, SeverityLabel, severityOf } from '@/shared/severities';
import { useText } from '@/text/useText';
import { imageText } from './text';
import { isKnown } from './useImage';

/** What is configured otherwise than it should be: where, why, and what to write there. */
export function ConfigurationTab({
  report,
  image,
}: {
  readonly report: Report;
  readonly image: string;
}) {
  const text = useText(imageText);
  const issues = [...report.configurationIssues].sort(
    (one, other) =>
      Number(other.counts) - Number(one.counts) ||
      bySeverity(severityOf(one.severity), severityOf(other.severity)) ||
      one.id.localeCompare(other.id),
  );
  const known = isKnown(report.verdict.status);
  const untold = report.configurationNotJudged;
  return (
    <Stack hasGutter>
      {untold.length > 0 && (
        <StackItem>
          <Alert
            isInline
            isExpandable
            variant="warning"
            title={text.notJudgedChecks(untold.length)}
          >
            <List>
              {untold.map((each) => (
                <ListItem key={each.id}>
                  <span className="bw-code">{each.id}</span>: {each.reason}
                </ListItem>
              ))}
            </List>
          </Alert>
        </StackItem>
      )}
      {issues.length === 0 && untold.length === 0 && (
        <EmptyState
          headingLevel="h2"
          titleText={text.configurationEmpty}
          icon={known ? CheckCircleIcon : QuestionCircleIcon}
          {...(known ? { status: 'success' as const } : {})}
        >
          <EmptyStateBody>
            {known ? text.configurationEmptyNext : text.configurationUnknown}
          </EmptyStateBody>
        </EmptyState>
      )}
      {issues.map((issue) => (
        <StackItem key={`${issue.id} ${issue.file} ${issue.line ?? ''}`}>
          <IssueCard issue={issue} image={image} />
        </StackItem>
      ))}
    </Stack>
  );
}

function IssueCard({
  issue,
  image,
}: {
  readonly issue: ConfigurationIssueOfReport;
  readonly image: string;
}) {
  const text = useText(imageText);
  const { session } = useSession();
  const exempt = issue.policyStatus === 'exempt';
  return (
    <Card isCompact>
      <CardHeader
        actions={{
          hasNoOffset: true,
          actions:
            issue.counts && mayIn(session, namespaceOf(image), 'exemption.manager') ? (
              <Button
                variant="link"
                aria-label={text.exemptIssue(issue.id)}
                component={(props) => (
                  <Link
                    {...props}
                    to={exemptionPage({
                      type: 'configuration',
                      issue: issue.id,
                      resource: partsOf(image).repository,
                    })}
                  />
                )}
              >
                {text.exempt}
              </Button>
            ) : undefined,
        }}
      >
        <CardTitle component="h2">{issue.description}</CardTitle>
        <div className="bw-image__words">
          <SeverityLabel severity={severityOf(issue.severity)} />
          <Label isCompact variant="outline" color={issue.counts && !exempt ? 'red' : 'grey'}>
            {exempt ? text.exemptWord : issue.counts ? text.counts : text.doesNotCount}
          </Label>
          <Link className="bw-code" to={issuePage(issue.id)}>
            {issue.id}
          </Link>
        </div>
      </CardHeader>
      <CardBody>
        <DescriptionList isHorizontal isCompact>
          <Fact term={text.where}>
            <span className="bw-code">{issue.file}</span>{' '}
            <span className="bw-quiet">
              {[
                issue.line === null ? '' : text.line(issue.line),
                issue.layer === null ? '' : text.layer(issue.layer),
              ]
                .filter((each) => each !== '')
                .join(' · ')}
            </span>
          </Fact>
          <Fact term={text.next}>{issue.correctiveAction}</Fact>
          {issue.reference !== null && (
            <Fact term={text.benchmark}>
              <ul>
                {issue.reference.split('; ').map((each) => (
                  <li key={each}>
                    {each.startsWith('http') ? <ExternalLink href={each} /> : each}
                  </li>
                ))}
              </ul>
            </Fact>
          )}
        </DescriptionList>
      </CardBody>
    </Card>
  );
}
