import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { act, dialog, expect, shownOnce, test } from './changes';

/** Takes what is sent, and keeps the types of it. */
function receiver(): Promise<{
  readonly address: string;
  readonly taken: readonly string[];
  readonly server: Server;
}> {
  const taken: string[] = [];
  const server = createServer((request, answer) => {
    request.resume().on('end', () => {
      taken.push(request.headers['webhook-id']?.toString() ?? 'unsigned');
      answer.writeHead(204).end();
    });
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      resolve({ address: `http://127.0.0.1:${port}/hook`, taken, server });
    });
  });
}

test('a subscription is created, tested, paused and deleted', async ({ page, as, api }) => {
  const { address, taken, server } = await receiver();
  const all = async () =>
    (
      (await (await api.get('/api/v2/subscriptions')).json()) as {
        readonly subscriptions: readonly {
          readonly name: string;
          readonly paused: boolean;
          readonly target: string;
          readonly filter: { readonly types: readonly string[]; readonly severity?: string };
        }[];
      }
    ).subscriptions;
  try {
    await as('manager');
    await page.goto('/access/notifications');
    await page.getByRole('button', { name: 'Create subscription' }).click();
    const form = dialog(page, 'Create a subscription');
    await form.getByRole('textbox', { name: 'Name', exact: true }).fill('nest box');
    await form.getByLabel('Address').fill(address);
    await form.getByLabel('a push').check();
    await form.getByLabel('Issues that are at least').selectOption('high');
    await form.getByRole('button', { name: 'Create subscription' }).click();
    expect(await shownOnce(page, 'The secret of nest box')).toMatch(/^whsec_/);
    expect(await all()).toMatchObject([
      { name: 'nest box', target: address, paused: false, filter: { severity: 'high' } },
    ]);

    await act(page, 'Actions for nest box', 'Send a test');
    await expect(page.getByText('nest box took the test')).toBeVisible();
    expect(taken.length).toBeGreaterThan(0);
    expect(taken).not.toContain('unsigned');

    await act(page, 'Actions for nest box', 'Pause');
    await expect(page.getByRole('gridcell', { name: 'Paused' })).toBeVisible();
    expect(await all()).toMatchObject([{ paused: true }]);

    await act(page, 'Actions for nest box', 'Delete subscription');
    const asked = dialog(page, /Delete the subscription/);
    await asked.getByRole('button', { name: 'Delete subscription' }).click();
    await expect(page.getByText('Nobody is told')).toBeVisible();
    expect(await all()).toEqual([]);
  } finally {
    server.close();
  }
});

test('an address that is none is told at the form', async ({ page, as, watched }) => {
  watched.allow(/status of 4\d\d/);
  await as('manager');
  await page.goto('/access/notifications');
  await page.getByRole('button', { name: 'Create subscription' }).click();
  const form = dialog(page, 'Create a subscription');
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('nowhere');
  await form.getByLabel('Address').fill('ftp://example.com');
  await form.getByRole('button', { name: 'Create subscription' }).click();
  await expect(form.getByText('This did not work')).toBeVisible();
});
