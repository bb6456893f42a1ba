import { useEffect, useState } from 'react';

/** Who looks again within this time is still on the same visit. */
const PAUSE = 30 * 60_000;
const TICK = 60_000;

export interface Visits {
  /** When the visit before this one ended; null on the first. */
  readonly since: string | null;
  /** When the page was last looked at. */
  readonly seen: string;
}

/** The visits when somebody looks now. */
export function looking(stored: Visits | null, now: Date): Visits {
  const seen = now.toISOString();
  if (stored === null) {
    return { since: null, seen };
  }
  const pause = now.getTime() - Date.parse(stored.seen);
  return { since: pause > PAUSE ? stored.seen : stored.since, seen };
}

/** Reads what was stored; null where that is nothing, or something else. */
export function parseVisits(text: string | null): Visits | null {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    if (typeof value !== 'object' || value === null) {
      return null;
    }
    const { since, seen } = value as Record<string, unknown>;
    const time = (told: unknown): told is string =>
      typeof told === 'string' && !Number.isNaN(Date.parse(told));
    return time(seen) ? { since: time(since) ? since : null, seen } : null;
  } catch {
    return null;
  }
}

function stored(key: string): Visits | null {
  try {
    return parseVisits(localStorage.getItem(key));
  } catch {
    // Storage can be switched off.
    return null;
  }
}

function look(key: string): Visits {
  const visits = looking(stored(key), new Date());
  try {
    localStorage.setItem(key, JSON.stringify(visits));
  } catch {
    // Then each visit is the first.
  }
  return visits;
}

/** When this person's last visit ended; null where this browser knows of none. */
export function useLastVisit(principal: string): string | null {
  const key = `breakwater-visits:${principal}`;
  const [visits] = useState(() => look(key));
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') {
        look(key);
      }
    }, TICK);
    return () => clearInterval(timer);
  }, [key]);
  return visits.since;
}
