import { Content, List, ListItem, Skeleton } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { imagePath, request } from '@/api/client';
import type { Explanation, ExplanationReport } from '@/api/report';
import { ErrorState } from '@/shared/ErrorState';
import { releaseTitle } from '@/shared/releases';
import { moment } from '@/text/format';
import { useText } from '@/text/useText';
import { findingText } from './findingText';

/** Which file says so, which advisory speaks of it, and how the versions compare. */
export function WhyIssue({
  image,
  issue,
  platform,
}: {
  readonly image: string;
  readonly issue: string;
  readonly platform: string | null;
}) {
  const text = useText(findingText);
  const { data, error, refetch } = useQuery({
    queryKey: ['image', image, 'explanation', issue, platform],
    queryFn: ({ signal }) =>
      request<ExplanationReport>(imagePath(image, `explanation/${encodeURIComponent(issue)}`), {
        query: { platform: platform ?? undefined },
        signal,
      }),
    staleTime: 60_000,
  });
  if (error) {
    return <ErrorState error={error} onRetry={() => void refetch()} compact />;
  }
  if (data === undefined) {
    return <Skeleton screenreaderText={text.loading} />;
  }
  return (
    <List isPlain>
      {data.vulnerabilities.map((each, index) => (
        <ListItem key={index}>
          <Content component="p">
            <strong>{each.package.name}</strong>: {told(text, each.explanation)}
          </Content>
        </ListItem>
      ))}
    </List>
  );
}

function told(text: (typeof findingText)['en'], explanation: Explanation): string {
  const { evidence, advisory, comparison } = explanation;
  return [
    text.installedBy(evidence.file),
    text.saidBy(advisory.recordId, advisory.feed, releaseTitle(advisory.release)),
    comparison.fixed === null
      ? text.notCompared(comparison.installed)
      : comparison.result === '<'
        ? text.comparedLess(comparison.installed, comparison.fixed, comparison.order)
        : text.compared(
            comparison.installed,
            comparison.fixed,
            comparison.result ?? '',
            comparison.order,
          ),
    advisory.feedAsOf === null ? '' : text.feedOf(moment(new Date(advisory.feedAsOf))),
  ]
    .filter((each) => each !== '')
    .join(' ');
}
