import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { chunkOf } from './chunks';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// `npm run dev` serves the pages with a running server's interfaces behind them.
const server = process.env['BREAKWATER_SERVER'] ?? 'http://127.0.0.1:5000';

// Looks of PatternFly that nothing here switches on: a fifth of all styles.
const OTHER_LOOKS = /\.pf-v6-theme-(felt|glass|high-contrast)|\.pf-v6-pficon/;

const withoutOtherLooks = {
  postcssPlugin: 'without-other-looks',
  Rule(rule: { selectors: string[]; remove: () => void }) {
    const kept = rule.selectors.filter(
      (selector) => !OTHER_LOOKS.test(selector.replaceAll(/:not\([^)]*\)/g, '')),
    );
    if (kept.length === 0) {
      rule.remove();
    } else if (kept.length < rule.selectors.length) {
      rule.selectors = kept;
    }
  },
};

export default defineConfig({
  root: here('./src/main/web'),
  resolve: { alias: { '@': here('./src/main/web') } },
  plugins: [react()],
  css: { postcss: { plugins: [withoutOtherLooks] } },
  build: {
    outDir: process.env['CONSOLE_OUT'] ?? here('./target/web'),
    emptyOutDir: true,
    // Nothing in data: URLs and no inline script: the content security policy has neither.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2023',
    reportCompressedSize: false,
    rollupOptions: {
      output: {
        manualChunks: chunkOf,
        onlyExplicitManualChunks: true,
      },
    },
  },
  server: {
    // The pages have a folder `api`, too.
    proxy: { '^/(api/(v1|v2|harbor)|va/api|v2|oidc|readyz)(/|$|\\?)': { target: server } },
  },
});
