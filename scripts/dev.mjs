// @ts-check
import { electronVite, forgetBuild } from './lib/build.mjs';
import { ensureDisplay } from './lib/display.mjs';
import { prepare } from './lib/prepare.mjs';
import { endAll } from './lib/processes.mjs';
import { sandboxArguments } from './lib/sandbox.mjs';
import { runMain } from './lib/say.mjs';

await runMain(async () => {
  await prepare();
  // What it writes into `out` is no build to start from later.
  await forgetBuild();
  const sandbox = (await sandboxArguments()).map(() => '--noSandbox');
  const display = await ensureDisplay();
  Object.assign(process.env, display.env);
  const code = await electronVite(['dev', ...sandbox, '--', ...display.args, ...process.argv.slice(2)]);
  await endAll();
  return code;
});
