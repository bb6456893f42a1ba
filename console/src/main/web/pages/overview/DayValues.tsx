import type { Severity } from '@/api/types';
import { sharedText } from '@/shared/text';
import { number } from '@/text/format';
import { useText } from '@/text/useText';
import type { DayOfHistory } from './chart';
import { overviewText } from './text';

/** The legend of the chart, with what the day has that is pointed at. */
export function DayValues({
  day,
  title,
  severities,
}: {
  readonly day: DayOfHistory;
  readonly title: string;
  readonly severities: readonly Severity[];
}) {
  const text = useText(overviewText).history;
  const words = useText(sharedText).severities;
  return (
    <div className="bw-day">
      <span className="bw-day__title">
        {title} <span className="bw-subtle">{text.of(day.images)}</span>
      </span>
      <ul className="bw-day__values">
        {severities.map((severity) => (
          <li key={severity}>
            <span
              className={`bw-legend__swatch bw-legend__swatch--severity bw-severity-${severity}`}
              aria-hidden
            />
            {words[severity]} <strong>{number(day.severities[severity] ?? 0)}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}
