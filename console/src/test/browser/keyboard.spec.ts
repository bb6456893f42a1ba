import type { Locator, Page } from '@playwright/test';
import { expect, settled, test } from './console';
import { client } from './servers';

/** Goes to something by the tabulator, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let i = 0; i < 120; i++) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`the tabulator does not lead to ${String(target)}`);
}

async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

/** Opens the details of an issue in the list of an image's vulnerabilities. */
async function details(page: Page, image: string, issue: string): Promise<void> {
  await page.goto(`/images/${image}`);
  await settled(page);
  await press(page, page.getByRole('tab', { name: /^Vulnerabilities/ }));
  await expect(page).toHaveURL(/tab=vulnerabilities/);
  const row = page.getByRole('row').filter({ hasText: issue });
  await press(page, row.first().getByRole('button').first());
}

test.describe('by keyboard alone', () => {
  test.beforeEach(async ({ as }) => as('manager'));

  test('a failing image is found', async ({ page }) => {
    await page.goto('/');
    await settled(page);
    await page.keyboard.press('g');
    await page.keyboard.press('i');
    await expect(page.getByRole('heading', { level: 1, name: 'Images' })).toBeVisible();
    await page.keyboard.press('/');
    await expect(page.getByRole('combobox', { name: /search/i })).toBeFocused();
    await page.keyboard.type('jobs/heron');
    await expect(page.getByRole('option').filter({ hasText: 'jobs/heron:1' })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/jobs\/heron/);
    await settled(page);
    await expect(page.getByText('Failing').first()).toBeVisible();
  });

  test('why it fails is understood', async ({ page }) => {
    await details(page, 'jobs/heron:1', 'CVE-2026-1008');
    await press(page, page.getByRole('button', { name: 'Why is this one?' }));
    await expect(page.getByText('3.0.11-1 is older than 3.0.12-1')).toBeVisible();
  });

  test('the fix is copied', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto('/images/jobs/heron:1');
    await settled(page);
    await press(page, page.getByRole('button', { name: 'Copy the fix' }));
    const api = await client();
    const answer = await api.get('/api/v2/images/jobs%2Fheron:1/fix-plan');
    const { fix } = (await answer.json()) as { readonly fix: { readonly dockerfile: string[] } };
    await api.dispose();
    await expect
      .poll(() => page.evaluate(() => navigator.clipboard.readText()))
      .toBe(fix.dockerfile.join('\n'));
  });

  test('an exemption is added', async ({ page }) => {
    const api = await client();
    await details(page, 'jobs/crane:1', 'CVE-2026-1009');
    await press(page, page.getByRole('link', { name: 'Exempt CVE-2026-1009' }));
    await tabTo(page, page.getByRole('textbox', { name: /^Why/ }));
    await page.keyboard.type('nobody reaches it');
    await press(page, page.getByRole('button', { name: 'Exempt', exact: true }));
    await expect(page.getByText('The exemption is in force')).toBeVisible();
    const told = await (await api.get('/api/v2/exemptions/jobs%2Fcrane:1')).text();
    expect(told).toContain('nobody reaches it');
    await api.dispose();
  });

  test('a deleted image is restored', async ({ page }) => {
    const api = await client();
    const manifest = '/v2/jobs/stork/manifests/1';
    const digest = (await api.get(manifest)).headers()['docker-content-digest'] ?? '';
    expect((await api.delete(`/v2/jobs/stork/manifests/${digest}`)).status()).toBe(202);
    await page.goto('/');
    await settled(page);
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    await expect(page).toHaveURL(/\/trash$/);
    await press(page, page.getByRole('button', { name: /^Restore jobs\/stork/ }));
    await expect(page.getByText('jobs/stork is back')).toBeVisible();
    expect((await api.get(manifest)).status()).toBe(200);
    await api.dispose();
  });
});
