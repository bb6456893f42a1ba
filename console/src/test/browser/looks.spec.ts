import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { expect, settled, test } from './console';
import { PAGES } from './pages';
import { EMPTY, FULL, REAL } from './servers';

const PICTURES = 'target/screenshots';

interface View {
  readonly name: string;
  readonly address: string;
  readonly server?: string | undefined;
}

const tab = (name: string): View => ({
  name: `image-${name}`,
  address: `/images/birds/robin:1?tab=${name}`,
});

const VIEWS: readonly View[] = [
  ...PAGES,
  tab('vulnerabilities'),
  tab('packages'),
  tab('layers'),
  tab('referrers'),
  tab('history'),
  tab('exemptions'),
  { name: 'image-configuration', address: '/images/web/server:1?tab=configuration' },
  { name: 'image-index', address: '/images/birds/wren:1' },
  { name: 'image-incomplete', address: '/images/birds/dunnock:1' },
  { name: 'image-unsupported', address: '/images/birds/owl:1' },
  { name: 'image-missing', address: '/images/birds/robin:none' },
  { name: 'images-no-match', address: '/images?q=no-such-image' },
  { name: 'empty-overview', address: '/', server: EMPTY },
  { name: 'empty-images', address: '/images', server: EMPTY },
  { name: 'empty-issues', address: '/issues', server: EMPTY },
  { name: 'empty-exemptions', address: '/exemptions', server: EMPTY },
  { name: 'empty-advisories', address: '/advisories', server: EMPTY },
  { name: 'empty-trash', address: '/trash', server: EMPTY },
  ...(REAL === undefined
    ? []
    : [
        { name: 'real-overview', address: '/', server: REAL },
        { name: 'real-images', address: '/images', server: REAL },
        { name: 'real-image', address: '/images/real/debian:debian-bookworm-nginx', server: REAL },
        {
          name: 'real-image-layers',
          address: '/images/real/debian:debian-bookworm-nginx?tab=layers',
          server: REAL,
        },
        {
          name: 'real-image-configuration',
          address: '/images/real/debian:debian-bookworm-nginx?tab=configuration',
          server: REAL,
        },
        { name: 'real-issues', address: '/issues', server: REAL },
        { name: 'real-advisories', address: '/advisories', server: REAL },
      ]),
];

async function picture(page: Page, name: string, size: { width: number; height: number }) {
  await page.setViewportSize(size);
  await page.screenshot({ path: `${PICTURES}/${name}-${size.width}.png` });
}

/** Which rules are broken, and where, in a word for each. */
async function broken(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.slice(0, 3).map((node) => `${id}: ${node.target.join(' ')} ${node.html.slice(0, 200)}`),
    );
}

/** What cannot be seen on a narrow screen, since nothing around it scrolls. */
async function beyond(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const scrolls = (element: Element): boolean =>
      ['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(element).overflowX);
    const found: string[] = [];
    for (const element of document.querySelectorAll('main *')) {
      const { width, right } = element.getBoundingClientRect();
      if (width === 0 || right <= window.innerWidth + 1) {
        continue;
      }
      let around = element.parentElement;
      while (around !== null && around.tagName !== 'MAIN' && !scrolls(around)) {
        around = around.parentElement;
      }
      if (around === null || around.tagName === 'MAIN') {
        found.push(
          `${(element.getAttribute('class') ?? element.tagName).slice(0, 80)} until ${Math.round(right)}`,
        );
      }
    }
    return found.slice(0, 3);
  });
}

test.beforeAll(() => mkdirSync(PICTURES, { recursive: true }));

for (const theme of ['light', 'dark'] as const) {
  test.describe(theme, () => {
    test.use({ colorScheme: theme });
    // What is empty or real has the colours of the others.
    const views = VIEWS.filter(({ server }) => theme === 'light' || server === undefined);
    for (const { name, address, server = FULL } of views) {
      test(`${name} can be used by everybody`, async ({ page, as, watched }) => {
        watched.allow(/status of (40[134]|422)/);
        await as('manager', server);
        await page.goto(server + address);
        await settled(page);
        await expect(page.locator('html')).toHaveClass(
          theme === 'dark' ? /pf-v6-theme-dark/ : /^((?!dark).)*$/,
        );
        const wide = await broken(page);
        await picture(page, `${name}-${theme}`, { width: 1440, height: 900 });
        await picture(page, `${name}-${theme}`, { width: 390, height: 844 });
        // Nothing is wider than a narrow screen; what is scrolls in itself.
        expect(wide).toEqual([]);
        await expect.poll(() => beyond(page), { message: 'beyond a screen of 390' }).toEqual([]);
      });
    }
  });
}
