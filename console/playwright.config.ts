import { defineConfig } from '@playwright/test';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

function onPath(name: string): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

const chromium =
  process.env['CHROMIUM'] ??
  onPath('chromium') ??
  onPath('chromium-browser') ??
  onPath('google-chrome');

/** The servers are running already: a test of the module `server` starts them, and this. */
export default defineConfig({
  testDir: 'src/test/browser',
  outputDir: 'target/browser',
  workers: 1,
  retries: 0,
  timeout: 60_000,
  globalTimeout: Number(process.env['CONSOLE_BOUND'] ?? 600_000),
  expect: { timeout: 10_000 },
  use: {
    baseURL: process.env['CONSOLE_SERVER'] ?? 'http://127.0.0.1:5000',
    viewport: { width: 1440, height: 900 },
    locale: 'en',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(chromium === undefined ? {} : { executablePath: chromium }),
      // Root has no sandbox to be in.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
});
