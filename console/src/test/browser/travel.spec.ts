import { expect, settled, test } from './console';
import { client } from './servers';

test.describe('addresses', () => {
  test.beforeEach(async ({ as }) => as('manager'));

  test('the way back goes through tab, image and filter', async ({ page }) => {
    await page.goto('/images');
    await settled(page);
    await page.goto('/images?namespace=birds');
    await settled(page);
    await expect(page.getByRole('link', { name: 'jobs/heron:1' })).toHaveCount(0);
    await page.getByRole('columnheader', { name: 'Size' }).getByRole('button').click();
    await expect(page).toHaveURL(/sort=-size/);
    await page.getByRole('link', { name: 'birds/robin:1', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: /birds\/robin:1/ })).toBeVisible();
    await page.getByRole('tab', { name: /^Packages/ }).click();
    await expect(page).toHaveURL(/tab=packages/);
    await page.goBack();
    await expect(page.getByRole('tab', { name: /^Summary/ })).toHaveAttribute(
      'aria-selected',
      'true',
    );
    await page.goBack();
    await expect(page).toHaveURL(/namespace=birds.*sort=-size|sort=-size.*namespace=birds/);
    await expect(page.getByRole('link', { name: 'birds/robin:1', exact: true })).toBeVisible();
    await page.goBack();
    await expect(page).toHaveURL(/\/images\?namespace=birds$/);
    await page.goForward();
    await expect(page).toHaveURL(/sort=-size/);
  });

  test('an image by its digest has a page', async ({ page }) => {
    const api = await client();
    const answer = await api.head('/v2/birds/robin/manifests/1', {
      headers: { Accept: 'application/vnd.oci.image.manifest.v1+json' },
    });
    const digest = answer.headers()['docker-content-digest'] ?? '';
    await api.dispose();
    await page.goto(`/images/birds/robin@${digest}`);
    await settled(page);
    await expect(page.getByText('Failing').first()).toBeVisible();
  });

  test('the layer, the platform and the filter of an image are in its address', async ({
    page,
  }) => {
    await page.goto('/images/birds/wren:1?tab=vulnerabilities&platform=linux%2Farm64&q=1008');
    await settled(page);
    await expect(page.getByRole('tab', { name: /^Vulnerabilities/ })).toHaveAttribute(
      'aria-selected',
      'true',
    );
    await expect(page.getByText('CVE-2026-1008').first()).toBeVisible();
    await expect(page.getByText('CVE-2026-1009')).toHaveCount(0);
  });

  test('texts of images and feeds are shown as they are', async ({ page }) => {
    let dialogs = 0;
    page.on('dialog', (dialog) => {
      dialogs++;
      void dialog.dismiss();
    });
    await page.goto('/issues/CVE-2026-1008');
    await settled(page);
    await expect(page.getByText('<img src=x onerror=alert(1)>').first()).toBeVisible();
    await page.goto('/images/birds/robin:1');
    await settled(page);
    expect(dialogs).toBe(0);
  });
});

test.describe('what a role may not do', () => {
  const FORCED = [
    ['DELETE', '/v2/birds/robin/manifests/1', [401]],
    ['PUT', '/api/v2/exemptions/birds%2Frobin/issue/cve/CVE-2026-1008', [403]],
    ['POST', '/api/v2/users', [403]],
    ['GET', '/api/v2/audit', [403]],
    ['DELETE', '/api/v1/namespaces/birds', [403]],
    ['GET', '/api/v2/images/fish%2Ftrout:many/report', [403, 404]],
  ] as const;

  test('is not offered to a Reader, and refused when forced', async ({ page, as, watched }) => {
    watched.allow(/status of 40[134]/);
    await as('reader');
    await page.goto('/images/birds/robin:1');
    await settled(page);
    await expect(page.getByRole('button', { name: 'Delete…' })).toHaveCount(0);
    await page.goto('/images');
    await settled(page);
    await expect(page.getByText('fish/')).toHaveCount(0);
    await page.goto('/exemptions');
    await settled(page);
    await expect(page.getByRole('button', { name: 'Add an exemption' })).toHaveCount(0);
    for (const [method, path, refused] of FORCED) {
      const status = await page.evaluate(
        async ([how, where]) =>
          (
            await fetch(where, {
              method: how,
              headers: { 'X-Requested-With': 'breakwater', 'Content-Type': 'application/json' },
              ...(how === 'GET' || how === 'DELETE' ? {} : { body: '{}' }),
            })
          ).status,
        [method, path] as const,
      );
      expect(refused, `${method} ${path}`).toContain(status);
    }
  });

  test('a change without the header of this console is refused, whoever it is', async ({
    page,
    as,
    watched,
  }) => {
    watched.allow(/status of 403/);
    await as('manager');
    await page.goto('/');
    await settled(page);
    const status = await page.evaluate(
      async () => (await fetch('/api/v2/session', { method: 'DELETE' })).status,
    );
    expect(status).toBe(403);
  });
});
