import type { ApiKey } from '@/api/access';

const DAY = 86_400_000;

export type Lifetime = '30' | '90' | '365' | 'never' | 'day';

export const LIFETIMES: readonly Lifetime[] = ['30', '90', '365', 'day', 'never'];

/** When a key ends; undefined for one that does not. A day ends with itself, in UTC. */
export function endOf(lifetime: Lifetime, day: string, now: Date): string | undefined {
  switch (lifetime) {
    case 'never':
      return undefined;
    case 'day':
      return `${day}T23:59:59Z`;
    default:
      return new Date(now.getTime() + Number(lifetime) * DAY).toISOString();
  }
}

/** Whether a key has ended, ends within a week, or lasts. */
export function standing(key: ApiKey, now: Date): 'ended' | 'soon' | 'lasts' {
  if (key.expires === undefined) {
    return 'lasts';
  }
  const left = new Date(key.expires).getTime() - now.getTime();
  return left <= 0 ? 'ended' : left < 7 * DAY ? 'soon' : 'lasts';
}

/** Whether a text is a day of the calendar that is not over yet. */
export function futureDay(day: string, now: Date): boolean {
  const end = new Date(`${day}T23:59:59Z`);
  return (
    /^\d{4}-\d\d-\d\d$/.test(day) &&
    !Number.isNaN(end.getTime()) &&
    end.toISOString().startsWith(day) &&
    end > now
  );
}
