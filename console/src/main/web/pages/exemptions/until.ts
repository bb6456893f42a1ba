export type Preset = '30' | '90' | '365' | 'date' | 'never';

export const PRESETS: readonly Preset[] = ['30', '90', '365', 'date', 'never'];

const DAY = 86_400_000;
const SOON = 14;

/**
 * When an exemption ends; null for never, undefined where no day to come is given.
 *
 * @param date `2026-12-31`, of the preset `date`: the end of that day, UTC
 */
export function endOf(preset: Preset, date: string, now: Date): string | null | undefined {
  if (preset === 'never') {
    return null;
  }
  if (preset === 'date') {
    const start = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : NaN;
    const end = start + DAY;
    return Number.isNaN(end) || end <= now.getTime() ? undefined : new Date(end).toISOString();
  }
  // Whole days: nobody has to know at what minute it was made.
  const start = Math.floor(now.getTime() / DAY) * DAY;
  return new Date(start + (Number(preset) + 1) * DAY).toISOString();
}

/** The last day on which it counts, as a field for dates has it. */
export function lastDay(expires: string): string {
  return new Date(Date.parse(expires) - 1).toISOString().slice(0, 10);
}

export type ExemptionStatus = 'active' | 'soon' | 'expired';

export function statusOf(expires: string | null, expired: boolean, now: Date): ExemptionStatus {
  if (expired || (expires !== null && Date.parse(expires) <= now.getTime())) {
    return 'expired';
  }
  return expires !== null && Date.parse(expires) - now.getTime() < SOON * DAY ? 'soon' : 'active';
}
