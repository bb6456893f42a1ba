import { describe, expect, it } from 'vitest';
import {
  filterOf,
  shortType,
  SIGNAL,
  subscriptionPath,
  TYPES,
} from '@/pages/access/notifications/subscriptions';

describe('subscriptions', () => {
  it('narrow by what was narrowed, and by nothing else', () => {
    expect(filterOf(SIGNAL, '', ' \n')).toEqual({ types: SIGNAL });
    expect(filterOf(TYPES, 'high', 'birds\n fish* ')).toEqual({
      types: ['*'],
      severity: 'high',
      namespaces: ['birds', 'fish*'],
    });
  });

  it('are named in paths as they are, whatever is in their names', () => {
    expect(subscriptionPath('sub_1/2', '/test')).toBe('/api/v2/subscriptions/sub_1%2F2/test');
    expect(shortType('io.breakwater.image.pushed')).toBe('image.pushed');
    expect(shortType('*')).toBe('*');
  });
});
