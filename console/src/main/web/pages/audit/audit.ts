import type { AuditEvent } from '@/api/access';

const SERVICE = 'container-registry.';
const MINUTE = 60_000;

/** `user.create`, of `container-registry.user.create`. */
export function shortAction(action: string): string {
  return action.startsWith(SERVICE) ? action.slice(SERVICE.length) : action;
}

export function wholeAction(action: string): string | undefined {
  return action === '' ? undefined : SERVICE + action;
}

/** An attempt as people think of it: its end, and when it was begun where that is known. */
export interface Attempt {
  readonly event: AuditEvent;
  /** When it was going to be tried, where its end is another event. */
  readonly begun: string | undefined;
}

function sameAttempt(one: AuditEvent, other: AuditEvent): boolean {
  return (
    one.request_id !== '' &&
    one.request_id === other.request_id &&
    one.action === other.action &&
    one.resource === other.resource
  );
}

/** The end of an attempt among events, the newest first. */
export function endIn(pending: AuditEvent, events: readonly AuditEvent[]): AuditEvent | undefined {
  return events.find((event) => event.outcome !== 'pending' && sameAttempt(event, pending));
}

/**
 * Events without the beginnings of what ended on the same page. Those without an end there stay:
 * nothing that was tried is passed over.
 */
export function attempts(events: readonly AuditEvent[]): readonly Attempt[] {
  const ended = new Map<AuditEvent, string>();
  const hidden = new Set<AuditEvent>();
  for (const event of events) {
    if (event.outcome !== 'pending') {
      continue;
    }
    // One request may try the same thing twice: each beginning has an end of its own.
    const end = events.find(
      (other) => other.outcome !== 'pending' && !ended.has(other) && sameAttempt(other, event),
    );
    if (end) {
      ended.set(end, event.time);
      hidden.add(event);
    }
  }
  return events
    .filter((event) => !hidden.has(event))
    .map((event) => ({ event, begun: ended.get(event) }));
}

/** Times around a moment, to ask for all that happened then. */
export function around(time: string, before: number, after: number): readonly [string, string] {
  const moment = new Date(time).getTime();
  return [
    new Date(moment - before * MINUTE).toISOString(),
    new Date(moment + after * MINUTE).toISOString(),
  ];
}

/** What a field for a moment of the local day says, as the server takes it; empty for none. */
export function toUtc(local: string): string {
  const moment = new Date(local);
  return local === '' || Number.isNaN(moment.getTime()) ? '' : moment.toISOString();
}

/** A moment as a field of the local day takes it: `2026-11-22T10:00`. */
export function toLocal(utc: string): string {
  const moment = new Date(utc);
  if (utc === '' || Number.isNaN(moment.getTime())) {
    return '';
  }
  return new Date(moment.getTime() - moment.getTimezoneOffset() * MINUTE)
    .toISOString()
    .slice(0, 16);
}
