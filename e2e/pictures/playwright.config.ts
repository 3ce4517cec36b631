import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { PROJECT } from '../support/program.js';

/** What `npm run pictures` runs. Its files have names of their own, so that `npm test` never takes them for tests. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.pictures.ts',
  outputDir: join(PROJECT, 'test-results', 'pictures'),
  workers: 1,
  timeout: 900_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
});
