import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: { alias: { '@': here('./src/main/web') } },
  test: {
    root: here('.'),
    // What renders asks for another at its top: @vitest-environment jsdom
    environment: 'node',
    include: ['src/test/web/**/*.test.{ts,tsx}'],
    css: false,
    server: { deps: { inline: [/@patternfly/] } },
  },
});
