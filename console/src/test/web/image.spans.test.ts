import { describe, expect, it } from 'vitest';
import type { HistoryEvent } from '@/api/history';
import type { Status } from '@/api/types';
import { partsOf, spansOf } from '@/pages/image/spans';

function event(time: string, status: Status | null): HistoryEvent {
  return {
    id: time,
    time,
    type: 'image.verdict-changed',
    cause: null,
    repository: 'birds/robin',
    tags: ['1'],
    digest: 'sha256:00',
    verdict: status === null ? null : { status, issues: 0, message: '', before: null },
    issueCount: 0,
    issues: [],
  };
}

const NOW = new Date('2026-11-22T04:00:00Z');

describe('verdicts over time', () => {
  it('goes from the oldest to now, and joins what is the same', () => {
    const spans = spansOf(
      [
        event('2026-11-22T03:00:00Z', 'FAIL'),
        event('2026-11-22T02:00:00Z', 'FAIL'),
        event('2026-11-22T01:00:00Z', null),
        event('2026-11-22T00:00:00Z', 'OK'),
      ],
      NOW,
    );
    expect(spans.map((span) => span.status)).toEqual(['OK', 'FAIL']);
    expect(spans[0]?.until).toEqual(new Date('2026-11-22T02:00:00Z'));
    expect(spans[1]?.until).toEqual(NOW);
  });

  it('has nothing to show of events without a verdict', () => {
    expect(spansOf([event('2026-11-22T01:00:00Z', null)], NOW)).toEqual([]);
    expect(partsOf([], 100)).toEqual([]);
  });

  it('fills the strip, and shows the shortest, too', () => {
    const parts = partsOf(
      spansOf([event('2026-11-22T03:59:59Z', 'FAIL'), event('2020-01-01T00:00:00Z', 'OK')], NOW),
      1000,
    );
    expect(parts.reduce((sum, part) => sum + part.width, 0)).toBeCloseTo(1000);
    expect(parts[1]?.width).toBeGreaterThan(5);
  });
});
