import { describe, expect, it } from 'vitest';
import { age, ago, bytes, plural, shortDigest } from '@/text/format';

describe('format', () => {
  it('shows sizes in decimal units, with a digit where there is one before the point', () => {
    expect(bytes(0)).toBe('0 B');
    expect(bytes(999)).toBe('999 B');
    expect(bytes(1000)).toBe('1.0 kB');
    expect(bytes(68_234_567)).toBe('68 MB');
    expect(bytes(3.2e12)).toBe('3.2 TB');
    expect(bytes(5e18)).toBe('5000 PB');
  });

  it('counts in words', () => {
    expect(plural(1, 'image')).toBe('1 image');
    expect(plural(0, 'image')).toBe('0 images');
    expect(plural(2000, 'repository', 'repositories')).toBe('2,000 repositories');
  });

  it('tells how long ago a time is in the largest unit that fits', () => {
    const now = new Date('2026-11-22T12:00:00Z');
    const told = (time: string) => ago(new Date(time), now);
    expect(told('2026-11-22T11:59:58Z')).toBe('just now');
    expect(told('2026-11-22T11:59:20Z')).toBe('40 seconds ago');
    expect(told('2026-11-22T11:00:00Z')).toBe('1 hour ago');
    expect(told('2026-11-21T12:00:00Z')).toBe('yesterday');
    expect(told('2026-11-25T12:00:00Z')).toBe('in 3 days');
    expect(told('2024-08-09T00:00:00Z')).toBe('2 years ago');
  });

  it('tells ages in whole units', () => {
    expect(age(5)).toBe('5 seconds');
    expect(age(3600)).toBe('1 hour');
    expect(age(835 * 86_400 + 5)).toBe('835 days');
  });

  it('shortens digests to what the eye tells apart', () => {
    expect(shortDigest('sha256:d7b695869dd43974f43c6b9b1745')).toBe('sha256:d7b695869dd4');
  });
});
