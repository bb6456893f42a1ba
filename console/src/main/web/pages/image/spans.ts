import type { HistoryEvent } from '@/api/history';
import type { Status } from '@/api/types';

/** How long a verdict was the same. */
export interface Span {
  readonly status: Status;
  readonly from: Date;
  readonly until: Date;
}

/** The verdicts over time, the oldest first. @param events the newest first, as they are told */
export function spansOf(events: readonly HistoryEvent[], now: Date): readonly Span[] {
  const spans: { status: Status; from: Date; until: Date }[] = [];
  for (const event of [...events].reverse()) {
    if (event.verdict === null) {
      continue;
    }
    const time = new Date(event.time);
    const last = spans.at(-1);
    if (last?.status === event.verdict.status) {
      continue;
    }
    if (last) {
      last.until = time;
    }
    spans.push({ status: event.verdict.status, from: time, until: now });
  }
  return spans;
}

/** A span as a part of a strip. */
export interface Part {
  readonly span: Span;
  readonly x: number;
  readonly width: number;
}

/** Narrower ones could not be seen. */
const LEAST = 6;

/** Where spans are drawn in a strip, in width by their time. */
export function partsOf(spans: readonly Span[], width: number): readonly Part[] {
  const times = spans.map(({ from, until }) => Math.max(1, until.getTime() - from.getTime()));
  const total = times.reduce((sum, time) => sum + time, 0);
  const wanted = times.map((time) => Math.max(LEAST, (time / total) * width));
  const scale = width / wanted.reduce((sum, each) => sum + each, 0);
  const parts: Part[] = [];
  let x = 0;
  spans.forEach((span, index) => {
    const part = { span, x, width: (wanted[index] ?? 0) * scale };
    parts.push(part);
    x += part.width;
  });
  return parts;
}
