import type { Page } from '@playwright/test';
import { appendFileSync, mkdirSync } from 'node:fs';
import { expect, settled, test } from './console';
import { FULL } from './servers';

/**
 * Milliseconds that an interaction may take. Of a build that shares its processors with others no
 * more is asked than that nothing is slow by itself; CONSOLE_SLACK=1 asks for 100.
 */
const BOUND = 100 * Number(process.env['CONSOLE_SLACK'] ?? 5);
const FIRST = 1_000 * Number(process.env['CONSOLE_SLACK'] ?? 5);
/** Of the page's files, as browsers get them that take gzip alone; fonts are among them. */
const WIRE = 400_000;
const TURNS = 5;

function note(what: string, figures: string): void {
  mkdirSync('target', { recursive: true });
  appendFileSync('target/speed.tsv', `${what}\t${figures}\n`);
}

/**
 * Milliseconds from a click to the paint that shows what came of it, without the time that the
 * server took: that has its own bounds.
 */
async function click(page: Page, name: RegExp, shown: string, within = 'main'): Promise<number> {
  return page.evaluate(
    async ([pattern, selector, place]) => {
      const expected = new RegExp(pattern);
      const target = [...document.querySelectorAll(`${place} button, ${place} a`)].find((each) =>
        expected.test(each.getAttribute('aria-label') ?? (each as HTMLElement).innerText),
      );
      if (!(target instanceof HTMLElement)) {
        throw new Error(`nothing to click on: ${pattern}`);
      }
      const before = document.querySelector(selector)?.textContent;
      performance.clearResourceTimings();
      const start = performance.now();
      target.click();
      for (let i = 0; i < 120; i++) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        const now = document.querySelector(selector)?.textContent;
        if (now !== undefined && now !== before) {
          break;
        }
      }
      await new Promise((resolve) => setTimeout(resolve));
      const passed = performance.now() - start;
      const waited = performance
        .getEntriesByType('resource')
        .filter((entry) => entry.name.includes('/api/') && !entry.name.includes('/changes'))
        .reduce((most, entry) => Math.max(most, entry.duration), 0);
      return Math.max(0, passed - waited);
    },
    [name.source, shown, within] as const,
  );
}

/** What a file takes for browsers that take gzip alone, as all do over plain HTTP. */
async function gzipped(url: string): Promise<number> {
  const answer = await fetch(url, { method: 'HEAD', headers: { 'Accept-Encoding': 'gzip' } });
  return Number(answer.headers.get('Content-Length'));
}

async function median(what: string, turn: (i: number) => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < TURNS; i++) {
    times.push(await turn(i));
  }
  const sorted = times.sort((a, b) => a - b);
  const middle = sorted[Math.floor(TURNS / 2)] ?? Infinity;
  note(what, `${middle.toFixed(0)} ms\t${(sorted.at(-1) ?? 0).toFixed(0)} ms`);
  return middle;
}

test.describe('speed', () => {
  test.beforeEach(async ({ as }) => as('manager'));

  test('the first page is small, and there within a second', async ({ page }) => {
    await page.goto('/');
    await page.getByRole('heading', { level: 1 }).waitFor();
    const shown = await page.evaluate(() => performance.now());
    await settled(page);
    const loaded = await page.evaluate(() =>
      performance
        .getEntries()
        .filter((entry) => entry instanceof PerformanceResourceTiming)
        .map((entry) => ({ url: entry.name, bytes: entry.encodedBodySize })),
    );
    let bytes = 0;
    let answers = 0;
    for (const each of loaded) {
      if (each.url.includes('/assets/')) {
        bytes += await gzipped(each.url);
      } else {
        answers += each.bytes;
      }
    }
    const paint = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          new PerformanceObserver((list) =>
            resolve(list.getEntries().at(-1)?.startTime ?? 0),
          ).observe({ type: 'largest-contentful-paint', buffered: true });
        }),
    );
    note(
      'first page',
      `${bytes} bytes of files, ${answers} of answers\theading after ${shown.toFixed(0)} ms\tLCP ${paint.toFixed(0)} ms`,
    );
    expect(bytes, 'bytes of the files over the wire').toBeLessThan(WIRE);
    expect(paint, 'largest contentful paint').toBeLessThan(FIRST);
  });

  test('an image with 2,000 findings answers at once', async ({ page }) => {
    await page.goto(`${FULL}/images/fish/trout:many?tab=vulnerabilities`);
    await settled(page);
    const body = '[role="tabpanel"] tbody';
    const sort = await median('2,000 findings: sort', () =>
      click(page, /^CVE$/, body, 'main thead'),
    );
    const next = await median('2,000 findings: next page', () => click(page, /next page/i, body));
    const group = await median('2,000 findings: group', (i) =>
      click(page, i % 2 === 0 ? /^Package$/ : /^CVE$/, body),
    );
    const tab = await median('2,000 findings: open a tab', (i) =>
      click(page, i % 2 === 0 ? /^Packages/ : /^Vulnerabilities/, '[role="tabpanel"]'),
    );
    expect(Math.max(sort, next, group, tab)).toBeLessThan(BOUND);
  });
});
