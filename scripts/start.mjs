// @ts-check
import { electronProgram } from './electron-runtime.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { ensureDisplay } from './lib/display.mjs';
import { prepare } from './lib/prepare.mjs';
import { endAll, run } from './lib/processes.mjs';
import { root } from './lib/root.mjs';
import { sandboxArguments } from './lib/sandbox.mjs';
import { runMain } from './lib/say.mjs';
import { readWords } from './lib/words.mjs';

const USAGE = `Usage: npm start [-- --demo] [-- -- CHROMIUM-OPTION...]

  npm start              sets up what is missing, builds, opens the window
  npm start -- --demo    the same with a server and sample folders of its own, gone afterwards
  npm start -- --help    tells this

The command line has a help of its own: bin/evenkeel --help, once npm run build has been run.`;

await runMain(async () => {
  const words = readWords(USAGE, (word) => word === '--demo');
  await prepare();
  await ensureBuilt();
  const sandbox = await sandboxArguments();
  const display = await ensureDisplay();
  const code = await run(electronProgram, [root, ...sandbox, ...display.args, ...words], {
    env: display.env,
  });
  await endAll();
  return code;
});
