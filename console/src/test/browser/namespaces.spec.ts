import { createHash } from 'node:crypto';
import type { APIRequestContext } from '@playwright/test';
import { dialog, expect, test } from './changes';

interface Settings {
  readonly anonymousPull: boolean;
  readonly pullPolicy: string;
  readonly pullGrace?: string;
  readonly quotaBytes: number | null;
  readonly immutableTags: readonly string[];
}

const CONFIG = 'application/vnd.oci.image.config.v1+json';
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';

/** An image of nothing but when it was built: retention goes by that. */
async function push(
  api: APIRequestContext,
  repository: string,
  tag: string,
  created: string,
): Promise<void> {
  const config = JSON.stringify({ created, os: 'linux', architecture: 'amd64' });
  const digest = `sha256:${createHash('sha256').update(config).digest('hex')}`;
  const blob = await api.post(`/v2/${repository}/blobs/uploads/?digest=${digest}`, {
    headers: { 'Content-Type': 'application/octet-stream' },
    data: Buffer.from(config),
  });
  expect(blob.status()).toBe(201);
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: MANIFEST,
    config: { mediaType: CONFIG, digest, size: config.length },
    layers: [],
  });
  const put = await api.put(`/v2/${repository}/manifests/${tag}`, {
    headers: { 'Content-Type': MANIFEST },
    data: Buffer.from(manifest),
  });
  expect(put.status()).toBe(201);
}

test('a namespace is created, set up, given a retention that was tried, and deleted', async ({
  page,
  as,
  api,
  watched,
}) => {
  // Of the namespace that is gone, a page may ask once more.
  watched.allow(/status of 404/);
  const name = 'finches';
  await as('manager');
  await page.goto('/access/namespaces');
  await page.getByRole('button', { name: 'Create namespace' }).click();
  const form = dialog(page, 'Create a namespace');
  await form.getByLabel('Name').fill(name);
  await form.getByRole('button', { name: 'Create namespace' }).click();
  await expect(page).toHaveURL(new RegExp(`/access/namespaces/${name}$`));
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

  await page.getByText('Anybody may pull', { exact: true }).click();
  await page.getByText('Hold back images that fail', { exact: true }).click();
  await page.getByLabel('Grace, in hours').fill('36');
  await page.getByLabel('Tags that stay').fill('**:v*');
  await page.getByText('Limit the storage', { exact: true }).click();
  await page.getByRole('spinbutton', { name: 'Limit' }).fill('2.5');
  await page.getByLabel('Unit').selectOption('GB');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('The settings are saved')).toBeVisible();
  const set = (await (await api.get(`/api/v2/namespaces/${name}`)).json()) as Settings;
  expect(set).toMatchObject({
    anonymousPull: true,
    pullPolicy: 'verdict',
    pullGrace: 'PT36H',
    quotaBytes: 2_500_000_000,
    immutableTags: ['**:v*'],
  });

  await push(api, `${name}/bull`, 'older', '2025-03-01T00:00:00Z');
  await push(api, `${name}/bull`, 'newer', '2026-03-01T00:00:00Z');
  const save = page.getByRole('button', { name: 'Save the policy' });
  const attempt = page.getByRole('button', { name: 'Show what would go' });
  await page.getByText('Keep the newest of each repository').click();
  await page.getByLabel('Images kept in each repository').fill('2');
  await expect(save).toBeDisabled();
  await attempt.click();
  await expect(page.getByText('Nothing would go by this policy')).toBeVisible();
  await page.getByLabel('Images kept in each repository').fill('1');
  // What was tried was another policy.
  await expect(save).toBeDisabled();
  await attempt.click();
  await expect(page.getByText('1 image of 1 repository would go to the trash')).toBeVisible();
  const tags = (await (await api.get(`/v2/${name}/bull/tags/list`)).json()) as object;
  expect(tags).toMatchObject({ tags: ['newer', 'older'] });
  await save.click();
  await expect(page.getByText('The policy is saved')).toBeVisible();
  const kept = (await (await api.get(`/api/v1/retentions/${name}`)).json()) as object;
  expect(kept).toMatchObject({ namespace: name, images_per_repo: 1 });

  await page.getByRole('button', { name: 'Delete namespace' }).click();
  const asked = dialog(page, /Delete the namespace/);
  const go = asked.getByRole('button', { name: 'Delete namespace' });
  await expect(go).toBeDisabled();
  await asked.getByLabel(`Type ${name} to go on`).fill(name);
  await go.click();
  await expect(page).toHaveURL(/\/access\/namespaces$/);
  await expect(page.getByRole('link', { name, exact: true })).toHaveCount(0);
  expect((await api.get(`/api/v2/namespaces/${name}`)).status()).toBe(404);
});

test('a name that cannot be one is told at the form', async ({ page, as, watched }) => {
  watched.allow(/status of 4\d\d/);
  await as('manager');
  await page.goto('/access/namespaces');
  await page.getByRole('button', { name: 'Create namespace' }).click();
  const form = dialog(page, 'Create a namespace');
  await form.getByLabel('Name').fill('No Bird');
  await form.getByRole('button', { name: 'Create namespace' }).click();
  await expect(form.getByText('This did not work')).toBeVisible();
  await expect(form.getByLabel('Name')).toHaveValue('No Bird');
});
