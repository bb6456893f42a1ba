import { test as base, expect, type Page } from '@playwright/test';
import { FULL, sessionOf, type Person } from './servers';

export { expect };

/** What a page must not do: say an error, ask another host, or break its own policy. */
export interface Watch {
  readonly problems: readonly string[];
  /** For what a test provokes: an answer 500 is an error on the console of the browser, too. */
  readonly allow: (message: RegExp) => void;
}

function watch(page: Page): Watch {
  const problems: string[] = [];
  const allowed: RegExp[] = [];
  const hosts = new Set<string>();
  const add = (problem: string) => {
    if (!allowed.some((pattern) => pattern.test(problem))) {
      problems.push(problem);
    }
  };
  page.on('console', (message) => {
    if (message.type() === 'error') {
      add(`${message.text()} ${message.location().url}`);
    }
  });
  page.on('pageerror', (error) => add(String(error)));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol)) {
      hosts.add(url.host);
      if (hosts.size > 1) {
        add(`a request to another host: ${request.url()}`);
      }
    }
  });
  return { problems, allow: (message) => allowed.push(message) };
}

/** A page that is watched, and how somebody opens it. */
export const test = base.extend<{
  watched: Watch;
  as: (person: Person, server?: string) => Promise<void>;
}>({
  watched: [
    async ({ page }, provide) => {
      await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          console.error(`against the policy: ${event.violatedDirective} ${event.blockedURI}`);
        });
      });
      const watched = watch(page);
      await provide(watched);
      expect(watched.problems, 'what went wrong unseen').toEqual([]);
    },
    { auto: true },
  ],
  as: async ({ context }, provide) => {
    await provide(async (person, server = FULL) => {
      await context.clearCookies();
      await context.addCookies([await sessionOf(person, server)]);
    });
  },
});

/** Until a page shows what it has: its heading, and nothing that is still loading. */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('.pf-v6-c-skeleton, .pf-v6-c-spinner:not([aria-hidden])')).toHaveCount(
    0,
  );
}
