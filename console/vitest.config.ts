import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: { alias: { '@': here('./src/main/web') } },
  test: {
    root: here('.'),
    environment: 'jsdom',
    include: ['src/test/web/**/*.test.{ts,tsx}'],
    css: false,
    server: { deps: { inline: [/@patternfly/] } },
  },
});
