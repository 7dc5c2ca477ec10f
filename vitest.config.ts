import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // compiled modules are kept between runs
    experimental: { fsModuleCache: true },
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          // no spec changes a module or a global that another one reads: half the time is saved
          isolate: false,
          pool: 'threads',
          include: ['test/unit/**/*.spec.ts'],
          exclude: ['test/unit/renderer/**', 'test/unit/sandbox/**'],
        },
      },
      {
        test: {
          name: 'sandbox',
          environment: 'node',
          isolate: false,
          pool: 'threads',
          include: ['test/unit/sandbox/**/*.spec.ts'],
        },
      },
      {
        plugins: [svelte()],
        resolve: { conditions: ['browser'] },
        test: {
          name: 'components',
          environment: 'happy-dom',
          isolate: false,
          pool: 'threads',
          include: ['test/unit/renderer/**/*.spec.ts'],
        },
      },
      {
        test: { name: 'contract', environment: 'node', include: ['test/contract/**/*.spec.ts'] },
      },
    ],
  },
});
