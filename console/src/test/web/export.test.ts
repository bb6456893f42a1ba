// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { csvText } from '@/shared/ExportMenu';

function csv(...row: (string | number | null)[]): string {
  return csvText(['a'], [row]).split('\r\n')[1] ?? '';
}

describe('export', () => {
  it('takes no cell for a formula', () => {
    expect(csv('=1+1', '+1', '-1', '@a', 'a=b')).toBe("'=1+1,'+1,'-1,'@a,a=b");
  });

  it('leaves numbers as they are', () => {
    expect(csv(-1, 2, null)).toBe('-1,2,');
  });

  it('quotes what would end a cell', () => {
    expect(csv('a,b', 'a"b', 'a\nb')).toBe('"a,b","a""b","a\nb"');
  });
});
