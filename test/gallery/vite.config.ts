import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { contentSecurityPolicy } from '../../electron/security/content-security-policy';

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
  preview: { headers: { 'Content-Security-Policy': contentSecurityPolicy } },
});
