import { expect, settled, test } from './console';
import { PAGES, type Entry } from './pages';
import { PEOPLE, type Person } from './servers';

const sees = (person: Person, page: Entry): boolean => page.offered?.includes(person) ?? true;

for (const person of PEOPLE) {
  test.describe(person, () => {
    test('is offered the pages that are of use to them', async ({ page, as, watched }) => {
      watched.allow(/status of 40[34]/);
      await as(person);
      await page.goto('/');
      await expect(page.getByRole('button', { name: `Logged in as ${person}` })).toBeVisible();
      const offered = await page
        .getByRole('navigation', { name: 'Pages' })
        .getByRole('link')
        .allTextContents();
      expect(offered).toEqual(
        PAGES.filter((each) => each.nav !== undefined && sees(person, each)).map(
          (each) => each.nav,
        ),
      );
    });

    for (const each of PAGES) {
      test(`opens ${each.name}`, async ({ page, as, watched }) => {
        if (person !== 'manager') {
          // Whoever opens the address of what they may not see is told so by the page.
          watched.allow(/status of 40[34]/);
        }
        await as(person);
        await page.goto(each.address);
        await settled(page);
        await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
        await expect(page).toHaveTitle(each.title);
        await expect(page).toHaveTitle(/ · Breakwater$/);
        await expect(page.getByText('This page does not work')).toHaveCount(0);
      });
    }
  });
}
