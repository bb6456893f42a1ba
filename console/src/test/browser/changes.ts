import type { APIRequestContext, Page } from '@playwright/test';
import { expect, test as base } from './console';
import { client, FULL } from './servers';

export { expect };

/** With a client of the manager, by which is asked what became of it. */
export const test = base.extend<{ api: APIRequestContext }>({
  // A fixture that needs no other.
  // eslint-disable-next-line no-empty-pattern
  api: async ({}, provide) => {
    const api = await client();
    await provide(api);
    await api.dispose();
  },
});

/** What the server answers to a login with a name and a password. */
export async function login(name: string, password: string): Promise<number> {
  const answer = await fetch(`${FULL}/api/v2/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name, password }),
  });
  return answer.status;
}

/** Opens the menu of a row, and does what an entry of it says. */
export async function act(page: Page, menu: string, entry: string): Promise<void> {
  await page.getByRole('button', { name: menu, exact: true }).click();
  await page.getByRole('menuitem', { name: entry, exact: true }).click();
}

export const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name });

/** The secret that a dialog shows this once, which is closed then. */
export async function shownOnce(page: Page, name: string | RegExp): Promise<string> {
  const shown = dialog(page, name);
  const secret = await shown.locator('code').first().innerText();
  await shown.getByRole('button', { name: 'I have stored it' }).click();
  await expect(shown).toBeHidden();
  return secret.trim();
}
