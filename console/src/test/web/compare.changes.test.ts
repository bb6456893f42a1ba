// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import type { Change, Difference } from '@/api/compare';
import { changedIssues, counted, kindOf } from '@/pages/compare/changes';

const side = {
  image: '',
  title: '',
  digest: null,
  platform: null,
  verdict: 'OK',
  issues: 0,
  packages: 0,
} as const;

function change(
  word: Change,
  name: string,
  active: readonly [boolean, boolean],
): Difference['vulnerabilities'][number] {
  return {
    change: word,
    cve: 'CVE-2024-1',
    package: name,
    source: 'openssl',
    installedBefore: '1',
    installedAfter: '2',
    fixedVersion: null,
    severity: 'Important',
    knownExploited: false,
    activeBefore: active[0],
    activeAfter: active[1],
  };
}

function difference(vulnerabilities: Difference['vulnerabilities']): Difference {
  return {
    from: side,
    to: side,
    worse: false,
    vulnerabilities,
    configurationIssues: [],
    packages: [],
  };
}

describe('what changed', () => {
  it('tells packages of a source that changed alike once', () => {
    const issues = changedIssues(
      difference([
        change('new', 'libssl3', [false, false]),
        change('new', 'openssl', [false, true]),
      ]),
    );
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({
      packages: ['libssl3', 'openssl'],
      severity: 'high',
      counts: true,
    });
  });

  it('counts what was fixed by what it was before', () => {
    const issues = changedIssues(
      difference([change('fixed', 'a', [true, false]), change('unchanged', 'b', [true, false])]),
    );
    expect(counted(issues, 'fixed')).toBe(1);
    expect(counted(issues, 'unchanged')).toBe(0);
    expect(counted(issues, 'new')).toBe(0);
  });

  it('names what became of packages', () => {
    expect(kindOf({ name: 'a', before: [], after: ['1'] })).toBe('added');
    expect(kindOf({ name: 'a', before: ['1'], after: [] })).toBe('removed');
    expect(kindOf({ name: 'a', before: ['1'], after: ['2'] })).toBe('upgraded');
  });
});
