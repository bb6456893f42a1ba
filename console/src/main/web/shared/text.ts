import { catalogue } from '@/text/catalogue';
import { number, plural } from '@/text/format';

export const sharedText = catalogue({
  loading: 'Loading',
  retry: 'Try again',
  unreachable: 'The server does not answer',
  unreachableNext: 'It may be starting anew, or the network is down.',
  refused: 'You may not see this',
  missing: 'There is no such thing here',
  busy: 'The server is busy',
  failed: 'This did not work',
  requestId: (id: string) => `Request ${id}`,
  clear: 'Clear all filters',
  noMatch: 'Nothing matches',
  noMatchNext: 'No entry has all of what you filter by.',
  exportAs: 'Export',
  pages: 'Pages',
  partly: (judged: number, images: number) =>
    `Known of ${number(judged)} of ${plural(images, 'tagged image')}; the rest is still being judged.`,
  verdicts: {
    OK: 'OK',
    WARN: 'Warning',
    FAIL: 'Failing',
    INCOMPLETE: 'Incomplete',
    UNSCANNED: 'Not scanned yet',
    UNSUPPORTED: 'Unsupported',
  },
  verdictMeans: {
    OK: 'No issue is known.',
    WARN: 'Issues, none of which counts.',
    FAIL: 'At least one issue that counts.',
    INCOMPLETE: 'Could not be judged completely; what is not known is not called clean.',
    UNSCANNED: 'Not looked at yet.',
    UNSUPPORTED: 'No operating system that the advisor knows.',
  },
  severities: {
    critical: 'Critical',
    high: 'High',
    medium: 'Medium',
    low: 'Low',
    negligible: 'Negligible',
    unknown: 'Unknown',
  },
  exploited: 'Known exploited',
  never: 'never',
  unknown: 'unknown',
  cancel: 'Cancel',
});
