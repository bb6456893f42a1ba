import { describe, expect, it } from 'vitest';
import type { SearchResult } from '@/api/lists';
import { choicesOf, wholeIssue } from '@/app/search/choices';
import { searchText } from '@/app/search/text';

const NOTHING: SearchResult = {
  images: [],
  repositories: [],
  namespaces: [],
  issues: [],
  packages: [],
};
const text = searchText.en;
const first = (typed: string, result: SearchResult | undefined): string | undefined =>
  choicesOf(typed, result, text)[0]?.options[0]?.to;

describe('the choices of the search', () => {
  it('are none for nothing', () => {
    expect(choicesOf('  ', NOTHING, text)).toEqual([]);
  });

  it('begin with an identifier that is typed in full, though no image has it', () => {
    expect(first(' cve-2024-3094 ', undefined)).toBe('/issues/CVE-2024-3094');
    expect(first('RHSA-2024:1234', NOTHING)).toBe('/issues/RHSA-2024%3A1234');
  });

  it('offer it once where images have it, and those images', () => {
    const groups = choicesOf(
      'CVE-2024-3094',
      {
        ...NOTHING,
        issues: [{ id: 'CVE-2024-3094', type: 'vulnerability', severity: 'critical', images: 2 }],
      },
      text,
    );
    expect(groups.map((group) => group.label)).toEqual([text.issues, text.lists]);
    expect(groups[1]?.options[0]?.to).toBe('/images?issue=CVE-2024-3094');
  });

  it('put an image before issues where it is named in full', () => {
    const result: SearchResult = {
      ...NOTHING,
      images: [{ repository: 'birds/robin', tag: '1', verdict: 'FAIL' }],
      issues: [{ id: 'CVE-2020-1', type: 'vulnerability', severity: 'low', images: 1 }],
    };
    expect(first('birds/robin:1', result)).toBe('/images/birds/robin:1');
    expect(first('robin', result)).toBe('/issues/CVE-2020-1');
  });

  it('put a package first whose whole name is typed', () => {
    const result: SearchResult = {
      ...NOTHING,
      issues: [{ id: 'CVE-2020-1', type: 'vulnerability', severity: 'low', images: 1 }],
      packages: [{ name: 'libstdc++', images: 4 }],
    };
    expect(first('libstdc++', result)).toBe('/images?package=libstdc%2B%2B');
  });

  it('lead to the lists where nothing is found', () => {
    expect(first('a&b', NOTHING)).toBe('/images?q=a%26b');
  });
});

describe('an identifier in full', () => {
  it.each([
    ['CVE-2024-2961', 'CVE-2024-2961'],
    ['ghsa-XXXX-yyyy-2222', 'GHSA-xxxx-yyyy-2222'],
    ['usn-6737-1', 'USN-6737-1'],
    ['DLA-3910-1', 'DLA-3910-1'],
    ['CVE-2024', undefined],
    ['openssl', undefined],
  ])('of %s is %s', (typed, id) => {
    expect(wholeIssue(typed)).toBe(id);
  });
});
