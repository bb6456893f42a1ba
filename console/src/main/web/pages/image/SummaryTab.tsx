import {
  Alert,
  Card,
  CardBody,
  CardTitle,
  Content,
  Grid,
  GridItem,
  List,
  ListItem,
  Stack,
  StackItem,
} from '@patternfly/react-core';
import type { ImageDetails } from '@/api/details';
import type { Reason, Report } from '@/api/report';
import { useText } from '@/text/useText';
import { FixCard } from './FixCard';
import { RemainingCard } from './RemainingCard';
import { FeedsCard, NumbersCard, RunsCard, SystemCard } from './SideCards';
import { imageText } from './text';
import { isKnown } from './useImage';

/** Why the verdict is what it is, and what to do about it. */
export function SummaryTab({
  report,
  details,
}: {
  readonly report: Report;
  readonly details: ImageDetails | undefined;
}) {
  return (
    <Grid hasGutter>
      <GridItem lg={8}>
        <Stack hasGutter>
          <StackItem>
            <ReasonsCard report={report} />
          </StackItem>
          <StackItem>
            <FixCard report={report} />
          </StackItem>
          {report.fix.remaining.length > 0 && (
            <StackItem>
              <RemainingCard remaining={report.fix.remaining} />
            </StackItem>
          )}
        </Stack>
      </GridItem>
      <GridItem lg={4}>
        <Stack hasGutter>
          <StackItem>
            <NumbersCard counts={report.counts} known={isKnown(report.verdict.status)} />
          </StackItem>
          <StackItem>
            <SystemCard report={report} details={details} />
          </StackItem>
          <StackItem>
            <FeedsCard feeds={report.advisories.feeds} />
          </StackItem>
          <StackItem>
            <RunsCard details={details} platform={report.platform} />
          </StackItem>
        </Stack>
      </GridItem>
    </Grid>
  );
}

function ReasonsCard({ report }: { readonly report: Report }) {
  const text = useText(imageText);
  const { reasons } = report.verdict;
  return (
    <Card>
      <CardTitle component="h2">{text.why}</CardTitle>
      <CardBody>
        {reasons.length === 0 ? (
          <Content component="p">{text.noReasons}</Content>
        ) : (
          <Stack hasGutter>
            {reasons.map((reason) => (
              <StackItem key={reason.code}>
                <WhyReason reason={reason} status={report.verdict.status} />
              </StackItem>
            ))}
          </Stack>
        )}
        {report.warnings.length > 0 && (
          <div className="bw-image__warnings">
            <Content component="h3">{text.warnings}</Content>
            <List>
              {report.warnings.map((warning) => (
                <ListItem key={`${warning.code} ${warning.message}`}>{warning.message}</ListItem>
              ))}
            </List>
          </div>
        )}
      </CardBody>
    </Card>
  );
}

/** Commands are shown once, where they can be copied. */
const COMMAND = /&&|^(apk|apt-get|dnf|yum|microdnf) /;

function WhyReason({
  reason,
  status,
}: {
  readonly reason: Reason;
  readonly status: Report['verdict']['status'];
}) {
  const failing = status === 'FAIL' && reason.code === 'active-issues';
  return (
    <Alert
      isInline
      component="h3"
      variant={failing ? 'danger' : status === 'OK' ? 'success' : 'warning'}
      title={sentence(reason.message)}
    >
      {reason.next !== null && !COMMAND.test(reason.next) && (
        <Content component="p">{reason.next}</Content>
      )}
    </Alert>
  );
}

/** With a capital: the server's messages are parts of sentences. */
function sentence(message: string): string {
  return message.charAt(0).toUpperCase() + message.slice(1);
}
