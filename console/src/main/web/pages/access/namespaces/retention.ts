import type { RetentionAnalysis, RetentionPolicy } from '@/api/access';

/** A policy as fields have it. */
export interface RetentionForm {
  readonly all: boolean;
  readonly count: string;
  readonly untagged: boolean;
  readonly days: string;
}

export function retentionForm(policy: RetentionPolicy): RetentionForm {
  const all = policy.images_per_repo < 0;
  return {
    all,
    count: all ? '10' : String(policy.images_per_repo),
    untagged: policy.retain_untagged,
    days: String(policy.deletion_threshold_days ?? ''),
  };
}

function whole(text: string, least: number, most: number): boolean {
  return /^\d+$/.test(text.trim()) && Number(text) >= least && Number(text) <= most;
}

export function wrongCount(form: RetentionForm): boolean {
  return !form.all && !whole(form.count, 1, 1_000_000);
}

export function wrongDays(form: RetentionForm): boolean {
  return !form.all && form.days.trim() !== '' && !whole(form.days, 0, 36_500);
}

export function policyOf(namespace: string, form: RetentionForm): RetentionPolicy {
  if (form.all) {
    return { namespace, images_per_repo: -1, retain_untagged: form.untagged };
  }
  return {
    namespace,
    images_per_repo: Number(form.count),
    retain_untagged: form.untagged,
    ...(form.days.trim() === '' ? {} : { deletion_threshold_days: Number(form.days) }),
  };
}

export interface Going {
  /** Without the registry's host. */
  readonly repository: string;
  readonly digests: readonly string[];
}

export function goingOf(analysis: RetentionAnalysis): readonly Going[] {
  return Object.entries(analysis)
    .filter(([, digests]) => digests.length > 0)
    .map(([name, digests]) => ({ repository: name.slice(name.indexOf('/') + 1), digests }))
    .sort((a, b) => b.digests.length - a.digests.length);
}
