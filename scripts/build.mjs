// @ts-check
import { build } from './lib/build.mjs';
import { buildLibrary } from './lib/build-library.mjs';
import { runMain } from './lib/say.mjs';

await runMain(async () => {
  await build();
  await buildLibrary();
  return 0;
});
