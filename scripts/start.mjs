// @ts-check
import { electronProgram } from './electron-runtime.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { ensureDisplay } from './lib/display.mjs';
import { prepare } from './lib/prepare.mjs';
import { endAll, run } from './lib/processes.mjs';
import { root } from './lib/root.mjs';
import { sandboxArguments } from './lib/sandbox.mjs';
import { runMain } from './lib/say.mjs';

await runMain(async () => {
  await prepare();
  await ensureBuilt();
  const sandbox = await sandboxArguments();
  const display = await ensureDisplay();
  const code = await run(electronProgram, [root, ...sandbox, ...display.args, ...process.argv.slice(2)], {
    env: display.env,
  });
  await endAll();
  return code;
});
