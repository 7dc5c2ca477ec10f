import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

/** Specs that take long, because they walk everything there is: the full run has them, the quick one has not. */
const wholeDesk = [
  'test/unit/electron/every-*.spec.ts',
  'test/unit/electron/kiosk/{every-device,kiosk,mid-flow,people,rights}.spec.ts',
];
const everyScreen = ['test/unit/renderer/**/every-screen*.spec.ts'];
/** What the window loads when it is first wanted is there from the beginning. */
const setupFiles = ['test/unit/renderer/everything-loaded.ts'];

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
          exclude: ['test/unit/renderer/**', 'test/unit/sandbox/**', ...wholeDesk],
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
        test: {
          name: 'whole-desk',
          environment: 'node',
          isolate: false,
          pool: 'threads',
          include: wholeDesk,
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
          setupFiles,
          restoreMocks: true,
          include: ['test/unit/renderer/**/*.spec.ts'],
          exclude: everyScreen,
        },
      },
      {
        plugins: [svelte()],
        resolve: { conditions: ['browser'] },
        test: {
          name: 'every-screen',
          environment: 'happy-dom',
          isolate: false,
          pool: 'threads',
          setupFiles,
          restoreMocks: true,
          include: everyScreen,
        },
      },
      {
        test: { name: 'contract', environment: 'node', include: ['test/contract/**/*.spec.ts'] },
      },
    ],
  },
});
