// @ts-check
import { ensureBuilt } from './lib/build.mjs';
import { packageApplication } from './lib/package.mjs';
import { prepare } from './lib/prepare.mjs';
import { runMain } from './lib/say.mjs';

await runMain(async () => {
  await prepare();
  await ensureBuilt();
  await packageApplication(process.argv.slice(2));
  return 0;
});
