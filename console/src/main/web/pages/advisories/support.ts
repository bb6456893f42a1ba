import type { CoveredRelease } from '@/api/advisories';

const DAY = 86_400_000;

/** Who is told of an end this long before it has time to move. */
const SOON = 180 * DAY;

export type Support = 'supported' | 'ending' | 'extended' | 'ended' | 'rolling' | 'unknown';

/** The most urgent first. */
export const SUPPORTS: readonly Support[] = [
  'ended',
  'extended',
  'ending',
  'supported',
  'rolling',
  'unknown',
];

/** Support that has to be bought or switched on, and lasts longer than that of everybody. */
export function paidSupport(release: CoveredRelease) {
  return (release.extendedSupport ?? []).filter((each) => each.subscription);
}

/** How a release is supported at a time. What the server does not know is unknown, not supported. */
export function supportOf(release: CoveredRelease, now: Date): Support {
  const { endOfLife, ended } = release;
  if (ended === undefined || ended === null) {
    return 'unknown';
  }
  if (ended) {
    const left = paidSupport(release).some(({ until }) => lastMoment(until) >= now.getTime());
    return left ? 'extended' : 'ended';
  }
  if (endOfLife === undefined || endOfLife === null) {
    return 'rolling';
  }
  return lastMoment(endOfLife) - now.getTime() < SOON ? 'ending' : 'supported';
}

/** When a last day is over. */
export function lastMoment(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) + DAY;
}

/** The years that bars of support are drawn over. */
export interface Axis {
  readonly from: number;
  readonly to: number;
}

const BEFORE = 4;
const BEHIND = 10;

export function axisAt(now: Date): Axis {
  const year = now.getUTCFullYear();
  return { from: Date.UTC(year - BEFORE, 0), to: Date.UTC(year + BEHIND, 0) };
}

/** Where a time is on the axis, in hundredths; at an end of it what is beyond. */
export function place(time: number, axis: Axis): number {
  const part = (time - axis.from) / (axis.to - axis.from);
  return Math.round(Math.max(0, Math.min(1, part)) * 10_000) / 100;
}

export interface YearMark {
  readonly year: number;
  readonly at: number;
}

export function yearMarks(axis: Axis, step = 2): readonly YearMark[] {
  const marks: YearMark[] = [];
  const last = new Date(axis.to).getUTCFullYear();
  for (let year = new Date(axis.from).getUTCFullYear() + 1; year < last; year += step) {
    marks.push({ year, at: place(Date.UTC(year, 0), axis) });
  }
  return marks;
}

export interface Bar {
  readonly kind: 'free' | 'paid';
  readonly from: number;
  readonly to: number;
}

/** The parts of a release's bar: support for everybody, and behind it what has to be bought. */
export function bars(release: CoveredRelease, axis: Axis): readonly Bar[] {
  const { endOfLife } = release;
  if (endOfLife === undefined || endOfLife === null) {
    return release.ended === false ? [{ kind: 'free', from: 0, to: 100 }] : [];
  }
  const end = place(lastMoment(endOfLife), axis);
  const paid = Math.max(
    end,
    ...paidSupport(release).map(({ until }) => place(lastMoment(until), axis)),
  );
  return [
    ...(end > 0 ? [{ kind: 'free' as const, from: 0, to: end }] : []),
    ...(paid > end ? [{ kind: 'paid' as const, from: end, to: paid }] : []),
  ];
}
