import { expect, test } from './console';
import { copyImage, EMPTY, FULL } from './servers';

test('the first visit turns into the overview when the first push arrives', async ({
  page,
  as,
}) => {
  test.skip(
    EMPTY === undefined,
    'the run was started against one server alone, and this test needs one without images',
  );
  const server = EMPTY ?? '';
  await as('manager', server);
  await page.goto(`${server}/`);
  const commands = page.getByText(/docker push /).first();
  await expect(commands).toBeVisible();
  await expect(commands).toContainText(new URL(server).port);
  await copyImage(
    { server: FULL, repository: 'birds/robin', tag: '1' },
    { server, repository: 'birds/robin', tag: '1' },
  );
  // Nobody loads the page anew.
  await expect(commands).toHaveCount(0, { timeout: 20_000 });
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
});
