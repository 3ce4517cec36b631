import { defineConfig } from '@playwright/test';
import { desktops } from './e2e/support/desktops.js';

const own = desktops();
// This file is read by each worker as well: whatever it starts belongs to the worker's desktop.
Object.assign(process.env, own[Number(process.env['TEST_PARALLEL_INDEX'] ?? 0)]);

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // Each test starts the whole application, and some a server beside it. No two at a time share a desktop.
  workers: Math.max(1, own.length),
  timeout: 180_000,
  expect: { timeout: 15_000 },
  // A test that passes at the second try has found something.
  retries: 0,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: '.cache/counts/e2e.json' }]],
});
