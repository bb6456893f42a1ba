import { act, dialog, expect, test } from './changes';

interface Exemption {
  readonly issue: string;
  readonly scope: string;
  readonly reason: string;
  readonly expired: boolean;
}

test('an exemption shows what it would change, is added, edited, ended and deleted', async ({
  page,
  as,
  api,
}) => {
  const issue = 'CVE-2026-1008';
  const scope = 'jobs/heron';
  const there = async () => {
    const all = (await (await api.get('/api/v2/exemptions')).json()) as
      readonly Exemption[] | { readonly exemptions: readonly Exemption[] };
    const list = 'exemptions' in all ? all.exemptions : all;
    return list.filter((one) => one.scope === scope);
  };
  await as('manager');
  await page.goto('/exemptions');
  await page.getByRole('button', { name: 'Add an exemption' }).click();
  const form = dialog(page, 'Add an exemption');
  await form.getByRole('combobox', { name: 'Which images' }).fill(scope);
  await form.getByRole('combobox', { name: 'Issue' }).fill(issue);
  await expect(form.getByText('1 finding in 1 image would not count any more.')).toBeVisible();
  expect(await there()).toEqual([]);
  await form.getByRole('button', { name: 'Exempt', exact: true }).click();
  await expect(form.getByText('Say why it does not matter')).toBeVisible();
  await form.getByRole('textbox', { name: 'Why' }).fill('never called from outside');
  await form.getByRole('button', { name: 'Exempt', exact: true }).click();
  await expect(form).toBeHidden();
  expect(await there()).toMatchObject([
    { issue, reason: 'never called from outside', expired: false },
  ]);

  const menu = `Actions for ${issue} in ${scope}`;
  await act(page, menu, 'Edit…');
  const edited = dialog(page, 'Edit the exemption');
  await edited.getByRole('textbox', { name: 'Why' }).fill('the call was taken out');
  await edited.getByRole('button', { name: 'Save' }).click();
  await expect(edited).toBeHidden();
  expect(await there()).toMatchObject([{ reason: 'the call was taken out' }]);

  await act(page, menu, 'End it now…');
  await dialog(page, /End the exemption now/)
    .getByRole('button', { name: 'End it' })
    .click();
  await expect(page.getByText('Expired', { exact: true })).toBeVisible();
  expect(await there()).toMatchObject([{ expired: true }]);

  await act(page, menu, 'Delete…');
  await dialog(page, /Delete the exemption/)
    .getByRole('button', { name: 'Delete', exact: true })
    .click();
  await expect(page.getByRole('button', { name: menu })).toHaveCount(0);
  expect(await there()).toEqual([]);
});
