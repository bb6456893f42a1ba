import { expect, login, test } from './changes';

test('somebody changes their own password, once the current one is right', async ({
  page,
  api,
  watched,
}) => {
  watched.allow(/status of 40[0139]/);
  const [name, old, next] = ['song.thrush', 'as it was at first', 'what it is from now on'];
  await api.post('/api/v2/users', { data: { name, password: old } });
  try {
    await page.goto('/account');
    await page.getByLabel('User name').fill(name);
    await page.getByRole('textbox', { name: 'Password' }).fill(old);
    await page.keyboard.press('Enter');
    const field = (label: string) => page.getByRole('textbox', { name: label, exact: true });
    const change = page.getByRole('button', { name: 'Change password' });

    await field('Current password').fill('not that one at all');
    await field('New password').fill(next);
    await field('New password once more').fill(next);
    await change.click();
    await expect(page.getByText('The current password is wrong.')).toBeVisible();
    expect(await login(name, old)).toBe(201);

    await field('Current password').fill(old);
    await change.click();
    await expect(page.getByText('Your password is changed')).toBeVisible();
    expect(await login(name, old)).toBe(401);
    expect(await login(name, next)).toBe(201);
    // The session that changed it goes on.
    await page.reload();
    await expect(page.getByRole('button', { name: `Logged in as ${name}` })).toBeVisible();
  } finally {
    await api.delete(`/api/v2/users/${name}`);
  }
});
