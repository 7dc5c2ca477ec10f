import { defineConfig } from '@playwright/test';

/** One app at a time: they share the keyring and the display of the session. */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  retries: 0,
});
