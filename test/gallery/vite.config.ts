import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

/** What the window is shown under (electron/security). */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types svelte-trusted-html',
].join('; ');

export default defineConfig({
  root: import.meta.dirname,
  plugins: [svelte()],
  build: {
    target: 'chrome130',
    outDir: resolve(import.meta.dirname, '../../out/gallery/site'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: false,
  },
  preview: { headers: { 'Content-Security-Policy': policy } },
});
