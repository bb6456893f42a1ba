import { Button, EmptyState, EmptyStateBody, Skeleton } from '@patternfly/react-core';
import HistoryIcon from '@patternfly/react-icons/dist/esm/icons/history-icon';
import { useInfiniteQuery } from '@tanstack/react-query';
import { imagePath, request } from '@/api/client';
import type { ImageHistory } from '@/api/history';
import { ErrorState } from '@/shared/ErrorState';
import { TimeText } from '@/shared/TimeText';
import { useText } from '@/text/useText';
import { HistoryLine } from './HistoryLine';
import { historyText } from './historyText';
import { VerdictStrip } from './VerdictStrip';

const LIMIT = 50;

/** What happened to a tag or to an image: pushes, advisories, exemptions, verdicts. */
export function HistoryTab({ image }: { readonly image: string }) {
  const text = useText(historyText);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    {
      queryKey: ['image', image, 'history'],
      queryFn: ({ signal, pageParam }) =>
        request<ImageHistory>(imagePath(image, 'history'), {
          query: { limit: LIMIT, before: pageParam },
          signal,
        }),
      initialPageParam: '',
      getNextPageParam: (last) => last.next ?? undefined,
    },
  );
  if (error) {
    return <ErrorState error={error} onRetry={() => void refetch()} />;
  }
  if (data === undefined) {
    return <Skeleton screenreaderText={text.loading} />;
  }
  const events = data.pages.flatMap((page) => page.events);
  const since = data.pages.at(-1)?.eventsSince;
  if (events.length === 0) {
    return (
      <EmptyState headingLevel="h2" titleText={text.empty} icon={HistoryIcon}>
        <EmptyStateBody>{text.emptyNext}</EmptyStateBody>
      </EmptyState>
    );
  }
  return (
    <>
      <VerdictStrip events={events} />
      <ol className="bw-history" aria-label={text.label}>
        {events.map((event) => (
          <HistoryLine key={event.id} event={event} />
        ))}
      </ol>
      {hasNextPage ? (
        <Button
          variant="secondary"
          isLoading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {text.older}
        </Button>
      ) : (
        since && (
          <p className="bw-small">
            {text.since} <TimeText time={since} />
          </p>
        )
      )}
    </>
  );
}
