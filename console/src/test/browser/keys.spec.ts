import { dialog, expect, shownOnce, test, act } from './changes';
import { FULL } from './servers';

async function withKey(key: string): Promise<number> {
  const login = Buffer.from(`iamapikey:${key}`).toString('base64');
  const answer = await fetch(`${FULL}/v2/`, { headers: { Authorization: `Basic ${login}` } });
  return answer.status;
}

test('a service ID gets a key, which opens until it is revoked', async ({ page, as, api }) => {
  const name = 'pipeline-7';
  await as('manager');
  await page.goto('/access/service-ids');
  await page.getByRole('button', { name: 'Create service ID' }).click();
  const form = dialog(page, 'Create a service ID');
  await form.getByLabel('Name').fill(name);
  await form.getByRole('button', { name: 'Create service ID' }).click();
  // Where its keys are comes next.
  await expect(page).toHaveURL(new RegExp(`/access/keys\\?owner=${name}`));
  await page.getByRole('button', { name: 'Create API key' }).click();
  const made = dialog(page, 'Create an API key');
  await expect(made).toContainText(`It may do what ${name} may`);
  await made.getByLabel('Name').fill('nightly');
  await made.getByRole('button', { name: 'Create API key' }).click();
  const key = await shownOnce(page, /The API key/);
  expect(await withKey(key)).toBe(200);

  await page.getByRole('button', { name: 'Revoke nightly' }).click();
  const asked = dialog(page, 'Revoke the API key?');
  await expect(asked).toContainText('nightly');
  await asked.getByRole('button', { name: 'Revoke the key' }).click();
  await expect(asked).toBeHidden();
  expect(await withKey(key)).toBe(401);
  const left = (await (await api.get(`/api/v2/api-keys?owner=${name}`)).json()) as {
    readonly api_keys: readonly unknown[];
  };
  expect(left.api_keys).toEqual([]);

  await page.goto('/access/service-ids');
  await act(page, `Actions for ${name}`, 'Delete service ID');
  await dialog(page, /Delete service ID/)
    .getByRole('button', { name: 'Delete service ID' })
    .click();
  await expect(page.getByRole('gridcell', { name })).toHaveCount(0);
  expect((await api.get(`/api/v2/service-ids/${name}`)).status()).toBe(404);
});

test('a key is copied where the browser has no clipboard for pages', async ({ page, as, api }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
  });
  await as('manager');
  await page.goto('/access/keys');
  await page.getByRole('button', { name: 'Create API key' }).click();
  const made = dialog(page, 'Create an API key');
  await made.getByLabel('Name').fill('laptop');
  await made.getByRole('button', { name: 'Create API key' }).click();
  await page.getByRole('button', { name: 'Copy the key' }).click();
  const key = await shownOnce(page, /The API key/);
  const search = page.getByRole('textbox', { name: 'Find by name' });
  await search.focus();
  await page.keyboard.press('ControlOrMeta+v');
  await expect(search).toHaveValue(key);
  const { api_keys } = (await (await api.get('/api/v2/api-keys')).json()) as {
    readonly api_keys: readonly { readonly id: string; readonly name: string }[];
  };
  for (const each of api_keys.filter((one) => one.name === 'laptop')) {
    await api.delete(`/api/v2/api-keys/${each.id}`);
  }
});
