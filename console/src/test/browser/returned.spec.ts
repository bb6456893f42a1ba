import { expect, test } from './console';

test.beforeEach(({ watched }) => {
  // Who is not logged in is refused first.
  watched.allow(/status of 401/);
});

test('a login that the provider refused is told once, and is tried again from there', async ({
  page,
}) => {
  await page.goto('/?login=refused&to=%2Fimages%3Fq%3Drobin');
  await expect(page.getByText('The login through your organization was refused.')).toBeVisible();
  await expect(page).toHaveURL(/\/images\?q=robin$/);
  await expect(page.getByLabel('User name')).toBeFocused();
});

test('what is missing is told at the form, where it is missing', async ({ page }) => {
  await page.goto('/');
  await page.getByLabel('User name').fill('manager');
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
  await expect(page.getByText('Enter your user name and your password.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Password' })).toBeFocused();
});
