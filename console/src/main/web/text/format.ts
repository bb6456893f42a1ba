/** Numbers, sizes and times as they are shown. */

const LOCALE = 'en';
const numbers = new Intl.NumberFormat(LOCALE);
const relative = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' });
const exact = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'medium' });
const dates = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeZone: 'UTC' });

export function number(value: number): string {
  return numbers.format(value);
}

/** `plural(1, 'image')`, `plural(3, 'repository', 'repositories')`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/** Decimal units, as `docker images` shows them. */
export function bytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let size = value;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  const digits = unit > 0 && size < 10 ? 1 : 0;
  return `${size.toFixed(digits)} ${units[unit] ?? ''}`;
}

const STEPS: readonly (readonly [number, Intl.RelativeTimeFormatUnit])[] = [
  [60, 'second'],
  [60, 'minute'],
  [24, 'hour'],
  [30, 'day'],
  [12, 'month'],
  [Infinity, 'year'],
];

/** `3 hours ago`, `in 2 days`. */
export function ago(time: Date, now: Date): string {
  let amount = (time.getTime() - now.getTime()) / 1000;
  if (Math.abs(amount) < 5) {
    return 'just now';
  }
  for (const [length, unit] of STEPS) {
    if (Math.abs(Math.round(amount)) < length) {
      return relative.format(Math.round(amount), unit);
    }
    amount /= length;
  }
  return dates.format(time);
}

/** Seconds as an age: `3 hours`, `835 days`. */
export function age(seconds: number): string {
  const amounts: readonly (readonly [number, string])[] = [
    [86_400, 'day'],
    [3_600, 'hour'],
    [60, 'minute'],
  ];
  for (const [length, unit] of amounts) {
    if (seconds >= length) {
      return plural(Math.floor(seconds / length), unit);
    }
  }
  return plural(Math.floor(seconds), 'second');
}

export function moment(time: Date): string {
  return exact.format(time);
}

export function day(time: Date): string {
  return dates.format(time);
}

/** `sha256:0123456789ab`: enough to tell images apart by eye. */
export function shortDigest(digest: string): string {
  const colon = digest.indexOf(':');
  return digest.slice(0, colon + 13);
}
