// @ts-check
import { build } from './lib/build.mjs';
import { buildLibrary } from './lib/build-library.mjs';
import { runMain } from './lib/say.mjs';
import { readWords } from './lib/words.mjs';

const USAGE = `Usage: npm run build

Builds the application, the command line and the library into out.`;

await runMain(async () => {
  readWords(USAGE);
  await build();
  await buildLibrary();
  return 0;
});
