import type { NamespaceSettings } from '@/api/access';

export const UNITS = { B: 1, MB: 1e6, GB: 1e9, TB: 1e12 } as const;
export type Unit = keyof typeof UNITS;

/** Settings as fields have them. */
export interface SettingsForm {
  readonly anonymousPull: boolean;
  readonly verdict: boolean;
  readonly grace: string;
  readonly tags: string;
  readonly limited: boolean;
  readonly quota: string;
  readonly unit: Unit;
}

/** Hours of an ISO 8601 duration such as `PT72H` or `P3DT1H30M`; undefined for what is none. */
export function hoursOf(duration: string): number | undefined {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(duration);
  if (parts === null || duration === 'P') {
    return undefined;
  }
  const [days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part) || 0);
  return (days ?? 0) * 24 + (hours ?? 0) + (minutes ?? 0) / 60 + (seconds ?? 0) / 3600;
}

/** An ISO 8601 duration of some hours, to the minute. */
export function durationOf(hours: number): string {
  const minutes = Math.round(hours * 60);
  return minutes % 60 === 0 ? `PT${minutes / 60}H` : `PT${minutes}M`;
}

function numberOf(text: string): number | undefined {
  const value = Number(text);
  return text.trim() !== '' && Number.isFinite(value) && value >= 0 ? value : undefined;
}

export function patternsOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

export function formOf(settings: NamespaceSettings): SettingsForm {
  const { quotaBytes } = settings;
  const unit =
    quotaBytes === null || quotaBytes === 0
      ? 'GB'
      : ((['TB', 'GB', 'MB'] as const).find(
          (each) => quotaBytes % (UNITS[each] / 100) === 0 && quotaBytes >= UNITS[each],
        ) ?? 'B');
  return {
    anonymousPull: settings.anonymousPull,
    verdict: settings.pullPolicy === 'verdict',
    grace: String(Math.round((hoursOf(settings.pullGrace ?? 'PT0S') ?? 0) * 100) / 100),
    tags: settings.immutableTags.join('\n'),
    limited: quotaBytes !== null,
    quota: quotaBytes === null ? '' : String(quotaBytes / UNITS[unit]),
    unit,
  };
}

export interface Wrong {
  readonly grace: boolean;
  readonly quota: boolean;
}

export function wrongIn(form: SettingsForm): Wrong {
  return {
    grace: form.verdict && numberOf(form.grace) === undefined,
    quota: form.limited && numberOf(form.quota) === undefined,
  };
}

export type SettingsChange = Partial<{
  readonly anonymousPull: boolean;
  readonly pullPolicy: 'all' | 'verdict';
  readonly pullGrace: string;
  readonly immutableTags: readonly string[];
  readonly quotaBytes: number | null;
}>;

/** Only what is other than it was: what somebody else changed meanwhile stays. */
export function changeOf(form: SettingsForm, settings: NamespaceSettings): SettingsChange {
  const before = formOf(settings);
  const policy = form.verdict !== before.verdict || (form.verdict && form.grace !== before.grace);
  const quota =
    form.limited !== before.limited ||
    (form.limited && (form.quota !== before.quota || form.unit !== before.unit));
  return {
    ...(form.anonymousPull === before.anonymousPull ? {} : { anonymousPull: form.anonymousPull }),
    ...(policy
      ? form.verdict
        ? { pullPolicy: 'verdict', pullGrace: durationOf(numberOf(form.grace) ?? 0) }
        : { pullPolicy: 'all' }
      : {}),
    ...(form.tags === before.tags ? {} : { immutableTags: patternsOf(form.tags) }),
    ...(quota
      ? {
          quotaBytes: form.limited
            ? Math.round((numberOf(form.quota) ?? 0) * UNITS[form.unit])
            : null,
        }
      : {}),
  };
}
