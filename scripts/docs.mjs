// @ts-check
import { writeFile } from 'node:fs/promises';
import { ensureDependencies } from './lib/dependencies.mjs';
import { inRoot } from './lib/root.mjs';
import { runMain, say } from './lib/say.mjs';
import { readWords } from './lib/words.mjs';

const USAGE = `Usage: npm run docs

Writes docs/command-line.md from what the commands say of themselves.`;

// Writes docs/command-line.md from what the commands say of themselves; a test holds that it was done.

/**
 * @template T
 * @param {string} path
 * @returns {Promise<T>}
 */
async function source(path) {
  const { runnerImport } = await import('vite');
  /** @type {{ module: T }} */
  const { module } = await runnerImport(inRoot('src', 'main', 'cli', path), {
    root: inRoot(),
    configFile: false,
    logLevel: 'warn',
  });
  return module;
}

await runMain(async () => {
  readWords(USAGE);
  await ensureDependencies();
  /** @type {typeof import('../src/main/cli/help/markdown.js')} */
  const { commandLinePage } = await source('help/markdown.ts');
  /** @type {typeof import('../src/main/cli/commands/table.js')} */
  const { COMMANDS } = await source('commands/table.ts');
  const page = inRoot('docs', 'command-line.md');
  const { format, resolveConfig } = await import('prettier');
  const options = await resolveConfig(page);
  await writeFile(page, await format(commandLinePage(COMMANDS), { ...options, parser: 'markdown' }));
  say('docs/command-line.md is written.');
  return 0;
});
