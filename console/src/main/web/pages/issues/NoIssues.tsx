import { EmptyState, EmptyStateBody, EmptyStateFooter } from '@patternfly/react-core';
import CheckCircleIcon from '@patternfly/react-icons/dist/esm/icons/check-circle-icon';
import CubesIcon from '@patternfly/react-icons/dist/esm/icons/cubes-icon';
import HourglassHalfIcon from '@patternfly/react-icons/dist/esm/icons/hourglass-half-icon';
import type { Known } from '@/api/lists';
import { useSession } from '@/session/session';
import { CopyCode } from '@/shared/CopyCode';
import { useText } from '@/text/useText';
import { issuesText } from './text';

/** Why there is no issue: no image, none judged, or none that has one. */
export function NoIssues({ known }: { readonly known: Known | undefined }) {
  const text = useText(issuesText);
  const { session } = useSession();
  if (!known || known.judged < known.images) {
    return (
      <EmptyState headingLevel="h2" titleText={text.judging} icon={HourglassHalfIcon}>
        <EmptyStateBody>{text.judgingNext}</EmptyStateBody>
      </EmptyState>
    );
  }
  if (known.images > 0) {
    return (
      <EmptyState headingLevel="h2" titleText={text.clean} icon={CheckCircleIcon} status="success">
        <EmptyStateBody>{text.cleanNext(known.images)}</EmptyStateBody>
      </EmptyState>
    );
  }
  const namespace = Object.keys(session.may.namespaces).sort()[0] ?? 'birds';
  const image = `${session.registry}/${namespace}/alpine:3.20`;
  return (
    <EmptyState headingLevel="h2" titleText={text.none} icon={CubesIcon}>
      <EmptyStateBody>{text.noneNext}</EmptyStateBody>
      <EmptyStateFooter>
        <CopyCode
          label={text.copy}
          content={`docker login ${session.registry}\ndocker tag alpine:3.20 ${image}\ndocker push ${image}`}
        />
      </EmptyStateFooter>
    </EmptyState>
  );
}
