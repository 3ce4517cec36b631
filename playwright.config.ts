import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // Each test starts the whole application, and some a server beside it.
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  // A test that passes at the second try has found something.
  retries: 0,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: '.cache/counts/e2e.json' }]],
});
