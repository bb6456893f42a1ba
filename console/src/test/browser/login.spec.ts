import { expect, settled, test } from './console';
import { FULL, newSession, PASSWORD } from './servers';

test.describe('login', () => {
  test.beforeEach(({ watched }) => {
    // The browser tells of each answer that refuses.
    watched.allow(/status of 401/);
  });

  test('who is not logged in is asked at the same address, and goes on there', async ({ page }) => {
    await page.goto('/images?q=robin');
    await expect(
      page.getByRole('heading', { level: 1, name: 'Log in to Breakwater' }),
    ).toBeVisible();
    await expect(page).toHaveTitle(/Log in/);
    await page.getByLabel('User name').fill('manager');
    await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Images' })).toBeVisible();
    await expect(page).toHaveURL(/\/images\?q=robin$/);
    // No script can read the session.
    expect(await page.evaluate(() => document.cookie)).toBe('');
    const stored = await page.evaluate(() =>
      JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]),
    );
    expect(stored).not.toMatch(/session|token|bearer/i);
  });

  test('a wrong password is told at the form, and what was typed stays', async ({ page }) => {
    await page.goto('/');
    await page.getByLabel('User name').fill('nobody-of-that-name');
    await page.getByRole('textbox', { name: 'Password' }).fill('wrong');
    await page.getByRole('button', { name: 'Log in', exact: true }).click();
    await expect(page.getByText('User name or password is wrong.')).toBeVisible();
    await expect(page.getByLabel('User name')).toHaveValue('nobody-of-that-name');
  });

  test('a logout ends the session on the server, too', async ({ page, context }) => {
    const cookie = await newSession('manager');
    await context.addCookies([cookie]);
    await page.goto('/account');
    await page.getByRole('button', { name: 'Logged in as manager' }).click();
    await page.getByRole('menuitem', { name: 'Log out' }).click();
    await expect(
      page.getByRole('heading', { level: 1, name: 'Log in to Breakwater' }),
    ).toBeVisible();
    const answer = await fetch(`${FULL}/api/v2/session`, {
      headers: { Cookie: `${cookie.name}=${cookie.value}` },
    });
    expect(answer.status).toBe(401);
  });

  test('a session that ends in the middle leads to the login and back', async ({
    page,
    context,
  }) => {
    const cookie = await newSession('manager');
    await context.addCookies([cookie]);
    await page.goto('/images?verdict=FAIL');
    await settled(page);
    await fetch(`${FULL}/api/v2/session`, {
      method: 'DELETE',
      headers: { Cookie: `${cookie.name}=${cookie.value}`, 'X-Requested-With': 'breakwater' },
    });
    await page.getByRole('columnheader', { name: 'Size' }).getByRole('button').click();
    await expect(page.getByText('Your session has ended: log in again')).toBeVisible();
    await expect(page.getByLabel('User name')).toHaveValue('manager');
    await expect(page.getByRole('textbox', { name: 'Password' })).toBeFocused();
    await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Log in', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Images' })).toBeVisible();
    await expect(page).toHaveURL(/verdict=FAIL/);
    await expect(page).toHaveURL(/sort=-size/);
  });
});
