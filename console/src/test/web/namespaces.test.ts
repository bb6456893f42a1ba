import { describe, expect, it } from 'vitest';
import type { NamespaceSettings } from '@/api/access';
import {
  goingOf,
  policyOf,
  retentionForm,
  wrongCount,
  wrongDays,
} from '@/pages/access/namespaces/retention';
import {
  changeOf,
  durationOf,
  formOf,
  hoursOf,
  patternsOf,
  wrongIn,
} from '@/pages/access/namespaces/settings';
import { limitOf, megabytesOf } from '@/pages/access/quotas/megabytes';

const BIRDS: NamespaceSettings = {
  name: 'birds',
  account: 'default',
  anonymousPull: false,
  quotaBytes: 5_000_000,
  usedBytes: 3,
  immutableTags: ['**:v*'],
  pullPolicy: 'verdict',
  pullGrace: 'PT72H',
  created: '',
  updated: '',
};

describe('settings of a namespace', () => {
  it('send nothing where nothing is changed', () => {
    expect(changeOf(formOf(BIRDS), BIRDS)).toEqual({});
    expect(
      changeOf(formOf({ ...BIRDS, quotaBytes: null }), { ...BIRDS, quotaBytes: null }),
    ).toEqual({});
  });

  it('send what is changed, and that alone', () => {
    const form = formOf(BIRDS);
    expect(changeOf({ ...form, verdict: false }, BIRDS)).toEqual({ pullPolicy: 'all' });
    expect(changeOf({ ...form, grace: '1.5' }, BIRDS)).toEqual({
      pullPolicy: 'verdict',
      pullGrace: 'PT90M',
    });
    expect(changeOf({ ...form, quota: '2', unit: 'GB' }, BIRDS)).toEqual({ quotaBytes: 2e9 });
    expect(changeOf({ ...form, limited: false }, BIRDS)).toEqual({ quotaBytes: null });
    expect(changeOf({ ...form, tags: ' prod/*:* \n\n' }, BIRDS)).toEqual({
      immutableTags: ['prod/*:*'],
    });
  });

  it('show a quota in the unit that it was meant in', () => {
    expect(formOf(BIRDS)).toMatchObject({ quota: '5', unit: 'MB', limited: true });
    expect(formOf({ ...BIRDS, quotaBytes: 1_500_000_000 })).toMatchObject({
      quota: '1.5',
      unit: 'GB',
    });
    expect(formOf({ ...BIRDS, quotaBytes: 1234567 })).toMatchObject({
      quota: '1234567',
      unit: 'B',
    });
  });

  it('are wrong where they are no amounts', () => {
    const form = formOf(BIRDS);
    expect(wrongIn(form)).toEqual({ grace: false, quota: false });
    expect(wrongIn({ ...form, grace: '', quota: '-1' })).toEqual({ grace: true, quota: true });
    expect(wrongIn({ ...form, verdict: false, limited: false, grace: '', quota: '' })).toEqual({
      grace: false,
      quota: false,
    });
  });

  it('read durations as the server writes them', () => {
    expect(hoursOf('PT72H')).toBe(72);
    expect(hoursOf('PT1H30M')).toBe(1.5);
    expect(hoursOf('P2D')).toBe(48);
    expect(hoursOf('PT0S')).toBe(0);
    expect(hoursOf('72h')).toBeUndefined();
    expect(durationOf(72)).toBe('PT72H');
    expect(patternsOf('a:b\n')).toEqual(['a:b']);
  });
});

describe('retention', () => {
  it('keeps all without numbers', () => {
    const form = retentionForm({ namespace: 'birds', images_per_repo: -1, retain_untagged: false });
    expect(form.all).toBe(true);
    expect(policyOf('birds', form)).toEqual({
      namespace: 'birds',
      images_per_repo: -1,
      retain_untagged: false,
    });
  });

  it('refuses what is no number of images or days', () => {
    const form = { all: false, count: '0', untagged: false, days: 'x' };
    expect(wrongCount(form)).toBe(true);
    expect(wrongDays(form)).toBe(true);
    expect(wrongCount({ ...form, all: true })).toBe(false);
    expect(policyOf('birds', { ...form, count: '3', days: '7' })).toMatchObject({
      images_per_repo: 3,
      deletion_threshold_days: 7,
    });
  });

  it('tells what would go, the most first, without the host', () => {
    expect(goingOf({ 'h:1/birds/a': ['x'], 'h:1/birds/b': ['y', 'z'], 'h:1/birds/c': [] })).toEqual(
      [
        { repository: 'birds/b', digests: ['y', 'z'] },
        { repository: 'birds/a', digests: ['x'] },
      ],
    );
  });
});

describe('quotas of the account', () => {
  it('are megabytes, or none', () => {
    expect(megabytesOf(-1)).toBe('');
    expect(megabytesOf(512 * 1_048_576)).toBe('512');
    expect(limitOf('')).toBe(-1);
    expect(limitOf('512')).toBe(512);
    expect(limitOf('1.5')).toBeUndefined();
  });
});
