// @ts-check
import { electronVite, forgetBuild } from './lib/build.mjs';
import { ensureDisplay } from './lib/display.mjs';
import { prepare } from './lib/prepare.mjs';
import { endAll } from './lib/processes.mjs';
import { sandboxArguments } from './lib/sandbox.mjs';
import { runMain } from './lib/say.mjs';
import { readWords } from './lib/words.mjs';

const USAGE = `Usage: npm run dev [-- --demo] [-- -- CHROMIUM-OPTION...]

Opens the window with changes shown as you make them.`;

await runMain(async () => {
  const words = readWords(USAGE, (word) => word === '--demo');
  await prepare();
  // What it writes into `out` is no build to start from later.
  await forgetBuild();
  const sandbox = (await sandboxArguments()).map(() => '--noSandbox');
  const display = await ensureDisplay();
  Object.assign(process.env, display.env);
  const code = await electronVite(['dev', ...sandbox, '--', ...display.args, ...words]);
  await endAll();
  return code;
});
