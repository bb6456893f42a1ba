import {
  Alert,
  EmptyState,
  EmptyStateBody,
  PageSection,
  Stack,
  StackItem,
} from '@patternfly/react-core';
import LockIcon from '@patternfly/react-icons/dist/esm/icons/lock-icon';
import { mayAnywhere, useSession } from '@/session/session';
import { PageHeading } from '@/shared/PageHeading';
import { useText } from '@/text/useText';
import { HowTo } from './FirstVisit';
import { firstText } from './text';

/** For those who may not know how images stand; who may push is told how. */
export function NoReports({ title }: { readonly title: string }) {
  const text = useText(firstText);
  const { session } = useSession();
  const pushes = mayAnywhere(session, 'image.push');
  return (
    <>
      <PageHeading title={title} />
      <PageSection hasBodyWrapper={false}>
        {pushes ? (
          <Stack hasGutter className="bw-first">
            <StackItem>
              <Alert variant="info" isInline component="h2" title={text.noReports}>
                {text.noReportsNext} {text.mayPush}
              </Alert>
            </StackItem>
            <StackItem>
              <HowTo />
            </StackItem>
          </Stack>
        ) : (
          <EmptyState headingLevel="h2" titleText={text.noReports} icon={LockIcon}>
            <EmptyStateBody>{text.noReportsNext}</EmptyStateBody>
          </EmptyState>
        )}
      </PageSection>
    </>
  );
}
