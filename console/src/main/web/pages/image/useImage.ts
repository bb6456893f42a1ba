import { useQuery } from '@tanstack/react-query';
import { ApiError, imagePath, request } from '@/api/client';
import type { ImageDetails } from '@/api/details';
import type { IndexReport, Report } from '@/api/report';
import type { Status } from '@/api/types';

export function useDetails(image: string) {
  return useQuery({
    queryKey: ['image', image, 'details'],
    queryFn: ({ signal }) => request<ImageDetails>(imagePath(image, 'details'), { signal }),
  });
}

/** The image is being looked at: the server says when to come again. */
export function isUnscanned(error: unknown): error is ApiError {
  return error instanceof ApiError && error.status === 503 && error.code === 'UNSCANNED';
}

/** The report of an image or of an index, with packages; asked for again while it is being made. */
export function useReport(image: string) {
  return useQuery({
    queryKey: ['image', image, 'report'],
    queryFn: ({ signal }) =>
      request<Report | IndexReport>(imagePath(image, 'report'), {
        query: { packages: true },
        signal,
      }),
    staleTime: 30_000,
    retry: (count, error) =>
      !isUnscanned(error) && error instanceof ApiError && error.unreachable && count < 2,
    refetchInterval: ({ state: { error } }) =>
      isUnscanned(error) ? Math.min(error.retryAfter ?? 2, 10) * 1000 : false,
  });
}

/** The report of one platform; the first without one, or where there is no such. */
export function platformOf(
  report: Report | IndexReport | undefined,
  platform: string,
): Report | undefined {
  if (report === undefined || !('platforms' in report)) {
    return report;
  }
  return report.platforms.find((each) => each.platform === platform) ?? report.platforms[0];
}

/** The names of the platforms of an index; none for an image. */
export function platformsOf(report: Report | IndexReport | undefined): readonly string[] {
  return report !== undefined && 'platforms' in report
    ? report.platforms.flatMap((each) => each.platform ?? [])
    : [];
}

/** Whether everything is known of an image with this verdict: none found means that there is none. */
export function isKnown(status: Status): boolean {
  return status === 'OK' || status === 'WARN' || status === 'FAIL';
}
