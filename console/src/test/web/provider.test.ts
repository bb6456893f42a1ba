import { expect, test } from 'vitest';
import { providerReturn } from '@/session/provider';

test('a login that the provider refused says so, and where it was begun', () => {
  expect(providerReturn('?login=refused&to=%2Fimages%3Fq%3Drobin')).toEqual({
    failure: 'refused',
    to: '/images?q=robin',
  });
  expect(providerReturn('?login=unavailable')).toEqual({ failure: 'unavailable', to: '/' });
});

test('every other address is no return from the provider', () => {
  expect(providerReturn('')).toBeUndefined();
  expect(providerReturn('?login=well&to=%2Fimages')).toBeUndefined();
});

test('nobody is led to another site', () => {
  for (const to of ['https://example.com/', '//example.com', '/\\example.com', 'images']) {
    expect(providerReturn(`?login=refused&to=${encodeURIComponent(to)}`)?.to).toBe('/');
  }
});
