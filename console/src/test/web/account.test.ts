import { describe, expect, it } from 'vitest';
import type { Session } from '@/api/session';
import { inWords, namespacesBeyond } from '@/pages/account/rights';
import { accountText } from '@/pages/account/text';

describe('what somebody may', () => {
  it('is told by what it is about', () => {
    expect(inWords(['image.push', 'image.pull', 'quota.get'], accountText.en.words)).toEqual([
      { area: 'images', words: ['pull', 'push and restore'] },
      { area: 'quotas', words: ['read quotas'] },
    ]);
  });

  it('is not left out where there is no word for it', () => {
    expect(inWords(['image.sign'], accountText.en.words)).toEqual([
      { area: 'images', words: ['image.sign'] },
    ]);
  });

  it('is told of namespaces in which it is more than everywhere', () => {
    const may = {
      account: ['image.pull'],
      namespaces: { fish: ['image.pull', 'image.push'], birds: ['image.pull'] },
    };
    expect(namespacesBeyond({ may } as unknown as Session).map(([name]) => name)).toEqual(['fish']);
  });
});
