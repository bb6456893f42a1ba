import { act, dialog, expect, login, shownOnce, test } from './changes';

interface Member {
  readonly name: string;
  readonly roles: readonly { readonly role: string; readonly namespace?: string }[];
}

test('a user is created, gets roles and another password, and goes', async ({ page, as, api }) => {
  const name = 'jenny.wren@example.com';
  const roles = async () =>
    ((await (await api.get(`/api/v2/users/${name}`)).json()) as Member).roles.map(
      (role) => `${role.role} ${role.namespace ?? '*'}`,
    );
  await as('manager');
  await page.goto('/access/users');
  await page.getByRole('button', { name: 'Create user' }).click();
  const form = dialog(page, 'Create a user');
  await form.getByLabel('Name').fill(name);
  await form.getByLabel('First role').selectOption('Reader');
  await form.getByLabel('Where').selectOption('birds');
  await form.getByRole('button', { name: 'Create user' }).click();
  const first = await shownOnce(page, `The password of ${name}`);
  expect(await login(name, first)).toBe(201);
  expect(await roles()).toEqual(['Reader birds']);

  await act(page, `Actions for ${name}`, 'Change roles');
  const given = dialog(page, `Roles of ${name}`);
  await given.getByLabel('Role', { exact: true }).selectOption('Writer');
  await given.getByLabel('Where').selectOption('fish');
  await given.getByRole('button', { name: 'Give the role' }).click();
  await expect(given.getByText('Writer in fish')).toBeVisible();
  await given.getByRole('button', { name: 'Take back Reader in birds' }).click();
  await expect(given.getByText('Reader in birds')).toBeHidden();
  expect(await roles()).toEqual(['Writer fish']);
  await given.getByRole('button', { name: 'Done' }).click();

  await act(page, `Actions for ${name}`, 'Reset password');
  await dialog(page, `Reset the password of ${name}`)
    .getByRole('button', { name: 'Generate a new password' })
    .click();
  const second = await shownOnce(page, `The password of ${name}`);
  expect(await login(name, first)).toBe(401);
  expect(await login(name, second)).toBe(201);

  await act(page, `Actions for ${name}`, 'Delete user');
  const asked = dialog(page, /Delete user/);
  await expect(asked).toContainText(name);
  await asked.getByRole('button', { name: 'Delete user' }).click();
  await expect(asked).toBeHidden();
  await expect(page.getByRole('gridcell', { name })).toHaveCount(0);
  expect((await api.get(`/api/v2/users/${name}`)).status()).toBe(404);
});

test('a name that is taken is told at the form, and what was typed stays', async ({
  page,
  as,
  watched,
}) => {
  watched.allow(/status of 409/);
  await as('manager');
  await page.goto('/access/users');
  await page.getByRole('button', { name: 'Create user' }).click();
  const form = dialog(page, 'Create a user');
  await form.getByLabel('Name').fill('reader');
  await form.getByRole('button', { name: 'Create user' }).click();
  await expect(form.getByText('This did not work')).toBeVisible();
  await expect(form.getByLabel('Name')).toHaveValue('reader');
});

test('the last Manager stays one, and is told so at the form', async ({
  page,
  as,
  api,
  watched,
}) => {
  watched.allow(/status of 409/);
  const taken = await api.delete('/api/v2/roles?to=admin&role=Manager');
  expect(taken.status()).toBe(200);
  try {
    await as('manager');
    await page.goto('/access/users');
    await act(page, 'Actions for manager', 'Change roles');
    const form = dialog(page, 'Roles of manager');
    await form.getByRole('button', { name: 'Take back Manager (account)' }).click();
    await expect(form.getByRole('heading', { name: /This did not work/ })).toBeVisible();
    await expect(form.getByText('Manager (account)')).toBeVisible();
    const { roles } = (await (await api.get('/api/v2/users/manager')).json()) as Member;
    expect(roles.map((role) => role.role)).toEqual(['Manager']);
  } finally {
    await api.post('/api/v2/roles', { data: { to: 'admin', role: 'Manager' } });
  }
});
