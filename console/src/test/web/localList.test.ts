import { describe, expect, it } from 'vitest';
import { among, contains, localPage } from '@/shared/localList';

const ROWS = [
  { name: 'v10', size: 3 },
  { name: 'v9', size: 20 },
  { name: 'wren', size: 1 },
];
const ORDERS = {
  name: (row: (typeof ROWS)[number]) => row.name,
  size: (row: (typeof ROWS)[number]) => row.size,
};
const all = () => true;
const names = (sort: string, offset = 0, limit = 20) =>
  localPage(ROWS, { sort, offset, limit }, all, ORDERS).rows.map((row) => row.name);

describe('lists that are all here', () => {
  it('are sorted as people count, both ways', () => {
    expect(names('name')).toEqual(['v9', 'v10', 'wren']);
    expect(names('-size')).toEqual(['v9', 'v10', 'wren']);
    expect(names('size')).toEqual(['wren', 'v10', 'v9']);
  });

  it('stay as they came where they cannot be sorted so', () => {
    expect(names('colour')).toEqual(['v10', 'v9', 'wren']);
  });

  it('are paged behind their filter, and count what it lets through', () => {
    const page = localPage(
      ROWS,
      { sort: 'name', offset: 1, limit: 1 },
      (row) => contains(row.name, 'V'),
      ORDERS,
    );
    expect(page.rows.map((row) => row.name)).toEqual(['v10']);
    expect(page.total).toBe(2);
    expect(page.all).toHaveLength(2);
  });

  it('are narrowed by the values that are wanted, where any are', () => {
    expect(among('high', ['low', 'high'])).toBe(true);
    expect(among('high', ['low'])).toBe(false);
    expect(among('high', [])).toBe(true);
  });
});
