import { dialog, expect, test } from './changes';

test('an image is deleted, and comes back with its tags', async ({ page, as, api, watched }) => {
  // The page of an image that is gone asks for it once more.
  watched.allow(/status of 404/);
  const manifest = () =>
    api.get('/v2/jobs/stork/manifests/1', {
      headers: { Accept: 'application/vnd.oci.image.manifest.v1+json' },
    });
  const digest = (await manifest()).headers()['docker-content-digest'];
  await as('manager');
  await page.goto('/images/jobs/stork:1');
  await page.getByRole('button', { name: 'Delete', exact: false }).first().click();
  const asked = dialog(page, 'Delete this image?');
  await expect(asked).toContainText('jobs/stork:1');
  await asked.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(asked).toBeHidden();
  expect((await manifest()).status()).toBe(404);

  await page.goto('/trash?q=stork');
  await page.getByRole('button', { name: `Restore jobs/stork@${digest}` }).click();
  await expect(page.getByText('jobs/stork is back')).toBeVisible();
  await expect(page.getByText('With its tags 1.')).toBeVisible();
  expect((await manifest()).headers()['docker-content-digest']).toBe(digest);
  await page.getByRole('link', { name: 'See the image' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('jobs/stork');
});
