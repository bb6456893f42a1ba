import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { imagePath, request } from '@/api/client';
import type { IssueInAdvisories } from '@/api/advisories';
import type { IssueAnswer, IssueHit } from '@/api/issue';
import type { ConfigurationIssueOfReport, VulnerabilityOfReport } from '@/api/report';

/** As many hits, or as many answers, are asked for without being told to. */
const ENOUGH = 50;
const MOST_ANSWERS = 10;

export interface IssueFound {
  readonly first: IssueAnswer | undefined;
  readonly hits: readonly IssueHit[];
  readonly lookedAt: number;
  readonly notJudged: number;
  readonly more: boolean;
  readonly looking: boolean;
  readonly error: unknown;
  readonly lookFurther: () => void;
  readonly retry: () => void;
}

/** An issue, and the images that have it, as far as they were looked at. */
export function useIssue(id: string, namespace: string): IssueFound {
  const found = useInfiniteQuery({
    queryKey: ['issue', id, namespace],
    queryFn: ({ signal, pageParam }) =>
      request<IssueAnswer>(`/api/v2/issues/${encodeURIComponent(id)}`, {
        query: { namespace, after: pageParam },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (answer) => answer.next,
  });
  const pages = found.data?.pages ?? [];
  const hits = pages.flatMap((page) => page.images);
  const { hasNextPage, isFetching, fetchNextPage, error } = found;
  const goOn =
    hasNextPage &&
    !isFetching &&
    error === null &&
    hits.length < ENOUGH &&
    pages.length < MOST_ANSWERS;
  useEffect(() => {
    if (goOn) {
      void fetchNextPage();
    }
  }, [goOn, fetchNextPage]);
  return {
    first: pages[0],
    hits,
    lookedAt: pages.reduce((sum, page) => sum + page.lookedAt, 0),
    notJudged: pages.reduce((sum, page) => sum + page.notJudged, 0),
    more: hasNextPage,
    looking: isFetching,
    error,
    lookFurther: () => void fetchNextPage(),
    retry: () => void found.refetch(),
  };
}

/** More rows of the advisories than are in the answer about images. */
export function useAllRows(first: IssueAnswer | undefined) {
  const wanted = first !== undefined && first.rows.length < first.rowsInAll;
  const { data } = useQuery({
    queryKey: ['advisories', first?.issue],
    queryFn: ({ signal }) =>
      request<IssueInAdvisories>(`/api/v2/advisories/${encodeURIComponent(first?.issue ?? '')}`, {
        signal,
      }),
    enabled: wanted,
    staleTime: 60_000,
  });
  return data && data.rows.length > (first?.rows.length ?? 0) ? data : first;
}

interface Explanation {
  readonly vulnerabilities: readonly VulnerabilityOfReport[];
  readonly configurationIssues: readonly ConfigurationIssueOfReport[];
}

/** What the report of an image that has it says beyond the advisories: scores, links, notices. */
export function useExplanation(id: string, hit: IssueHit | undefined) {
  return useQuery({
    queryKey: ['explanation', id, hit?.repository, hit?.digest],
    queryFn: ({ signal }) =>
      request<Explanation>(
        imagePath(
          `${hit?.repository ?? ''}@${hit?.digest ?? ''}`,
          `explanation/${encodeURIComponent(id)}`,
        ),
        { signal },
      ),
    enabled: hit !== undefined,
    staleTime: 60_000,
    retry: false,
  }).data;
}
