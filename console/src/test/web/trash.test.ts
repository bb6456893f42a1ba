import { describe, expect, it } from 'vitest';
import { rowsOf } from '@/pages/trash/trash';

describe('the trash', () => {
  it('names images without the host, which is another for each client', () => {
    expect(
      rowsOf({ '127.0.0.1:5000/birds/a/robin@sha256:00': { daysUntilExpiry: 3, tags: ['1'] } }),
    ).toEqual([
      {
        name: 'birds/a/robin@sha256:00',
        repository: 'birds/a/robin',
        namespace: 'birds',
        digest: 'sha256:00',
        tags: ['1'],
        days: 3,
      },
    ]);
  });

  it('passes over what is no image', () => {
    expect(rowsOf({ nothing: { daysUntilExpiry: 3, tags: [] } })).toEqual([]);
  });
});
