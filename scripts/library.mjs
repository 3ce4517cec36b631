// @ts-check
import { ensureLibrary } from './lib/build-library.mjs';
import { runMain } from './lib/say.mjs';

await runMain(async () => {
  await ensureLibrary();
  return 0;
});
