import type { HistoryEvent } from '@/api/history';
import { sharedText } from '@/shared/text';
import { useNow } from '@/shared/TimeText';
import { day, moment } from '@/text/format';
import { useText } from '@/text/useText';
import { historyText } from './historyText';
import { partsOf, spansOf, type Span } from './spans';

const WIDTH = 1000;
const HEIGHT = 16;
/** The verdict over time as a strip; the list below it says the same in words. */
export function VerdictStrip({ events }: { readonly events: readonly HistoryEvent[] }) {
  const text = useText(historyText);
  const shared = useText(sharedText);
  const now = useNow();
  const spans = spansOf(events, now);
  const first = spans[0];
  if (first === undefined) {
    return null;
  }
  const told = ({ status, from, until }: Span): string =>
    text.stripOf(shared.verdicts[status], moment(from), until === now ? text.now : moment(until));
  return (
    <figure className="bw-strip">
      <svg
        role="img"
        aria-label={`${text.strip}: ${spans.map(told).join('; ')}`}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
      >
        {partsOf(spans, WIDTH).map(({ span, x, width }) => (
          <rect
            key={span.from.getTime()}
            className={`bw-strip__${span.status.toLowerCase()}`}
            x={x}
            y={0}
            width={Math.max(1, width - 2)}
            height={HEIGHT}
          >
            <title>{told(span)}</title>
          </rect>
        ))}
      </svg>
      <figcaption className="bw-small">
        <span>{day(first.from)}</span>
        <span>{text.strip}</span>
        <span>{text.now}</span>
      </figcaption>
    </figure>
  );
}
