import { describe, expect, it } from 'vitest';
import type { AuditEvent } from '@/api/access';
import { attempts, endIn, shortAction, toLocal, toUtc, wholeAction } from '@/pages/audit/audit';

function event(outcome: AuditEvent['outcome'], request: string, time: string): AuditEvent {
  return {
    time,
    outcome,
    action: 'container-registry.image.push',
    name: 'ci',
    resource: 'birds/robin:1',
    address: '127.0.0.1',
    request_id: request,
  };
}

describe('the audit trail', () => {
  it('tells an attempt and its end as one', () => {
    const done = event('success', 'a', '10:01');
    const begun = event('pending', 'a', '10:00');
    expect(attempts([done, begun])).toEqual([{ event: done, begun: '10:00' }]);
  });

  it('keeps attempts whose end is not here', () => {
    const begun = event('pending', 'a', '10:00');
    const other = event('success', 'b', '10:02');
    expect(attempts([other, begun]).map((each) => each.event)).toEqual([other, begun]);
    expect(endIn(begun, [other])).toBeUndefined();
    expect(endIn(begun, [event('failure', 'a', '10:01')])?.outcome).toBe('failure');
  });

  it('keeps the second of two attempts that has no end', () => {
    const events = [
      event('success', 'a', '10:02'),
      event('pending', 'a', '10:01'),
      event('pending', 'a', '10:00'),
    ];
    expect(attempts(events)).toHaveLength(2);
  });

  it('never takes events without a request for one', () => {
    expect(attempts([event('success', '', '10:01'), event('pending', '', '10:00')])).toHaveLength(
      2,
    );
  });

  it('shortens the names of actions and back', () => {
    expect(shortAction('container-registry.user.create')).toBe('user.create');
    expect(wholeAction('user.create')).toBe('container-registry.user.create');
    expect(wholeAction('')).toBeUndefined();
  });

  it('takes moments of the local day there and back', () => {
    expect(toUtc(toLocal('2026-11-22T10:00:00.000Z'))).toBe('2026-11-22T10:00:00.000Z');
    expect(toUtc('')).toBe('');
    expect(toUtc('soon')).toBe('');
    expect(toLocal('soon')).toBe('');
  });
});
