import type { Overview, OverviewHistory } from '@/api/lists';
import type { Severity } from '@/api/types';

export type DayOfHistory = OverviewHistory['days'][number];

const DAY = 86_400_000;

/** Fewer days than these are not spread over the whole width: a beginning looks like one. */
const FEWEST = 14;

export interface Span {
  /** Days since the epoch. */
  readonly first: number;
  readonly days: number;
}

export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY);
}

export function dayDate(number: number): Date {
  return new Date(number * DAY);
}

/** The days that the chart has room for, the last of the history at its right. */
export function spanOf(days: readonly DayOfHistory[]): Span {
  const numbers = days.map(({ day }) => dayNumber(day));
  const last = Math.max(...numbers);
  const first = Math.min(...numbers, last - FEWEST + 1);
  return { first, days: last - first + 1 };
}

/** Round values from nothing to at least the largest, for the axis. */
export function ticks(most: number, about = 4): readonly number[] {
  const rough = Math.max(1, most) / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10));
  const count = Math.ceil(Math.max(1, most) / step);
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

/** Which days get a date below them, such that the dates do not touch. */
export function dayTicks(span: Span, width: number, widest = 64): readonly number[] {
  const most = Math.max(1, Math.floor(width / widest));
  const steps = [1, 2, 7, 14, 30, 60, 90, 180, 365];
  const step = steps.find((each) => span.days / each <= most) ?? span.days;
  const last = span.first + span.days - 1;
  const marked: number[] = [];
  for (let day = last; day >= span.first; day -= step) {
    marked.unshift(day);
  }
  return marked;
}

export interface Piece {
  readonly severity: Severity;
  readonly from: number;
  readonly to: number;
}

/** The column of a day from the ground up, without what there is none of. */
export function column(day: DayOfHistory, severities: readonly Severity[]): readonly Piece[] {
  let height = 0;
  return severities.flatMap((severity) => {
    const count = day.severities[severity] ?? 0;
    if (count === 0) {
      return [];
    }
    const piece = { severity, from: height, to: height + count };
    height = piece.to;
    return [piece];
  });
}

export function sum(day: DayOfHistory, severities: readonly Severity[]): number {
  return severities.reduce((total, severity) => total + (day.severities[severity] ?? 0), 0);
}

/** The days in their order, that of today as it is now: its count may be an hour old. */
export function withToday(
  history: OverviewHistory,
  overview: Pick<Overview, 'severities' | 'verdicts' | 'tags'>,
  now: Date,
): readonly DayOfHistory[] {
  const day = now.toISOString().slice(0, 10);
  const days = [...history.days].sort((one, other) => one.day.localeCompare(other.day));
  if (history.distinct === false) {
    // Counted in each namespace, unlike the overview.
    return days;
  }
  const { severities, verdicts, tags } = overview;
  return [...days.filter((each) => each.day < day), { day, severities, verdicts, images: tags }];
}
