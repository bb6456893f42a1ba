import { useMemo, type KeyboardEvent, type PointerEvent } from 'react';
import type { Severity } from '@/api/types';
import { number } from '@/text/format';
import {
  column,
  dayDate,
  dayNumber,
  dayTicks,
  spanOf,
  sum,
  ticks,
  type DayOfHistory,
} from './chart';
import { useWidth } from './useWidth';

const HEIGHT = 220;
const TOP = 10;
const BOTTOM = 26;
const RIGHT = 8;
const shortDay = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/**
 * One column a day: each day is counted by itself, and nothing is drawn between days that were not.
 * For readers of the screen it is a slider over the days, whose value is what the day has.
 */
export function SeverityChart({
  days,
  severities,
  chosen,
  onChoose,
  label,
  told,
}: {
  /** In their order, at least one. */
  readonly days: readonly DayOfHistory[];
  /** From the ground up. */
  readonly severities: readonly Severity[];
  /** Index of the day whose values are told. */
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
  readonly label: string;
  /** The values of the day that is chosen. */
  readonly told: string;
}) {
  const [observe, width] = useWidth();
  const span = useMemo(() => spanOf(days), [days]);
  const marks = useMemo(
    () => ticks(Math.max(...days.map((day) => sum(day, severities)))),
    [days, severities],
  );
  const most = marks.at(-1) ?? 1;
  const left = 14 + 8 * number(most).length;
  const inner = Math.max(0, width - left - RIGHT);
  const step = inner / span.days;
  const gap = step > 6 ? Math.min(6, step / 5) : 0;
  const x = (day: number): number => left + (day - span.first) * step;
  const y = (value: number): number => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / most);
  const ground = y(0);

  const point = (event: PointerEvent<HTMLElement>) => {
    const at = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const day = span.first + Math.floor((at - left) / step);
    onChoose(nearest(days, day));
  };
  const press = (event: KeyboardEvent) => {
    const to = moved(event.key, chosen, days.length);
    if (to !== undefined) {
      event.preventDefault();
      onChoose(to);
    }
  };
  const chosenDay = days[chosen];
  return (
    <div
      ref={observe}
      className="bw-chart"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={1}
      aria-valuemax={days.length}
      aria-valuenow={chosen + 1}
      aria-valuetext={told}
      onKeyDown={press}
      onPointerMove={point}
      onPointerDown={point}
    >
      {width > 0 && (
        <svg width={width} height={HEIGHT} aria-hidden focusable={false}>
          {marks.map((mark) => (
            <g key={mark}>
              <line
                className="bw-chart__grid"
                x1={left}
                x2={width - RIGHT}
                y1={y(mark)}
                y2={y(mark)}
              />
              <text
                className="bw-chart__mark"
                x={left - 8}
                y={y(mark)}
                dy="0.32em"
                textAnchor="end"
              >
                {number(mark)}
              </text>
            </g>
          ))}
          {dayTicks(span, inner).map((day) => (
            <text
              key={day}
              className="bw-chart__mark"
              x={Math.min(x(day) + step / 2, width - RIGHT - 18)}
              y={HEIGHT - 8}
              textAnchor="middle"
            >
              {shortDay.format(dayDate(day))}
            </text>
          ))}
          {chosenDay && (
            <rect
              className="bw-chart__chosen"
              x={x(dayNumber(chosenDay.day))}
              y={TOP}
              width={Math.max(step, 2)}
              height={ground - TOP}
            />
          )}
          {days.map((day) => (
            <g key={day.day}>
              {column(day, severities).map(({ severity, from, to }) => (
                <rect
                  key={severity}
                  className={`bw-chart__piece bw-severity-${severity}`}
                  x={x(dayNumber(day.day)) + gap / 2}
                  y={y(to)}
                  width={Math.max(step - gap, 1)}
                  height={Math.max(y(from) - y(to), 1)}
                />
              ))}
            </g>
          ))}
          <line className="bw-chart__ground" x1={left} x2={width - RIGHT} y1={ground} y2={ground} />
        </svg>
      )}
    </div>
  );
}

function nearest(days: readonly DayOfHistory[], day: number): number {
  let best = 0;
  days.forEach((each, index) => {
    const far = (other: number): number => Math.abs(dayNumber(days[other]?.day ?? each.day) - day);
    if (far(index) < far(best)) {
      best = index;
    }
  });
  return best;
}

/** Where a key leads to; undefined for those that lead nowhere. */
export function moved(key: string, from: number, count: number): number | undefined {
  const within = (to: number): number => Math.max(0, Math.min(count - 1, to));
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return within(from - 1);
    case 'ArrowRight':
    case 'ArrowUp':
      return within(from + 1);
    case 'PageDown':
      return within(from - 7);
    case 'PageUp':
      return within(from + 7);
    case 'Home':
      return 0;
    case 'End':
      return within(count - 1);
    default:
      return undefined;
  }
}
