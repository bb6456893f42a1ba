import { expect, settled, test } from './console';

const LISTS = ['/images', '/issues', '/exemptions', '/audit', '/trash'] as const;

test.describe('trouble', () => {
  test.beforeEach(async ({ as, watched }) => {
    watched.allow(/Failed to load resource/);
    await as('manager');
  });

  for (const address of LISTS) {
    test(`${address} tells of a server that fails, and tries again`, async ({ page }) => {
      const asked = /\/api\/v[12]\/(images|issues|exemptions|audit|trash)(\?|$)/;
      await page.route(asked, (route) =>
        route.fulfill({
          status: 500,
          contentType: 'application/problem+json',
          body: '{"status":500,"code":"INTERNAL","detail":"it broke","request-id":"abc"}',
        }),
      );
      await page.goto(address);
      const alert = page.getByRole('alert').filter({ hasText: 'This did not work' });
      await expect(alert).toBeVisible();
      await expect(alert).toContainText('it broke');
      await page.unroute(asked);
      await alert.getByRole('button', { name: 'Try again' }).click();
      await settled(page);
      await expect(alert).toHaveCount(0);
    });
  }

  test('a server that is down is said to be', async ({ page }) => {
    await page.goto('/images');
    await settled(page);
    await page.route(/\/api\//, (route) => route.abort());
    await page.getByRole('columnheader', { name: 'Size' }).getByRole('button').click();
    await expect(page.getByText('The server does not answer').first()).toBeVisible({
      timeout: 20_000,
    });
    await page.unroute(/\/api\//);
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await expect(page.getByRole('link', { name: 'birds/robin:1', exact: true })).toBeVisible();
  });

  test('a slow answer is waited for with its outline, and asked for once', async ({ page }) => {
    let asked = 0;
    await page.route(/\/api\/v2\/images\?/, async (route) => {
      asked++;
      await new Promise((resolve) => setTimeout(resolve, 5_000));
      await route.continue();
    });
    await page.goto('/images');
    await expect(page.getByRole('heading', { level: 1, name: 'Images' })).toBeVisible();
    await expect(page.locator('.pf-v6-c-skeleton').first()).toBeVisible();
    await expect(page.getByRole('link', { name: 'birds/robin:1', exact: true })).toBeVisible({
      timeout: 15_000,
    });
    expect(asked).toBe(1);
  });
});
