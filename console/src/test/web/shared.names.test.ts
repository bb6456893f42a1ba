import { describe, expect, it } from 'vitest';
import { comparePage, imageName, isLink, issuePage, partsOf } from '@/shared/names';

describe('names', () => {
  it('joins a repository with a tag or a digest', () => {
    expect(imageName('birds/robin', '1')).toBe('birds/robin:1');
    expect(imageName('birds/robin', 'sha256:00')).toBe('birds/robin@sha256:00');
  });

  it('takes names apart', () => {
    expect(partsOf('birds/robin:1')).toEqual({ repository: 'birds/robin', reference: '1' });
    expect(partsOf('birds/a/robin')).toEqual({ repository: 'birds/a/robin', reference: '' });
    expect(partsOf('birds/robin@sha256:00')).toEqual({
      repository: 'birds/robin',
      reference: 'sha256:00',
    });
  });

  it('escapes what addresses cannot hold', () => {
    expect(issuePage('application_configuration:nginx.ssl/x')).toBe(
      '/issues/application_configuration%3Anginx.ssl%2Fx',
    );
    expect(comparePage('birds/robin:1', 'birds/robin:2')).toBe(
      '/compare?from=birds%2Frobin%3A1&to=birds%2Frobin%3A2',
    );
  });

  it('follows nothing but the web', () => {
    expect(isLink('https://example.org/a')).toBe(true);
    expect(isLink('http://example.org')).toBe(true);
    expect(isLink('javascript:alert(1)')).toBe(false);
    expect(isLink(' https://example.org')).toBe(false);
    expect(isLink('https://')).toBe(false);
  });
});
