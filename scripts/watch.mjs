// @ts-check
import { electronProgram } from './electron-runtime.mjs';
import { prepare } from './lib/prepare.mjs';
import { run } from './lib/processes.mjs';
import { inRoot } from './lib/root.mjs';
import { runMain } from './lib/say.mjs';
import { isPlainWord, readWords } from './lib/words.mjs';

const USAGE = `Usage: npm run test:watch [-- FILE...]

Runs tests, and runs them again whenever a file that they depend on changes: those of the files or folders that are named, or the unit
tests. Press q to end it.`;

await runMain(async () => {
  const files = readWords(USAGE, isPlainWord);
  await prepare();
  const which = files.length === 0 ? ['--project=unit'] : files;
  return run(electronProgram, [inRoot('node_modules', 'vitest', 'vitest.mjs'), 'watch', ...which], {
    env: { ELECTRON_RUN_AS_NODE: '1' },
  });
});
