// @ts-check
import { writeFile } from 'node:fs/promises';
import { pictureOf } from './lib/architecture.mjs';
import { inRoot } from './lib/root.mjs';
import { runMain, say } from './lib/say.mjs';
import { readWords } from './lib/words.mjs';

const USAGE = `Usage: npm run architecture

Draws docs/architecture.svg from what the files of src import.`;

// A test holds that the picture is the one of today's code.
await runMain(async () => {
  readWords(USAGE);
  await writeFile(inRoot('docs', 'architecture.svg'), await pictureOf(inRoot('src')));
  say('docs/architecture.svg is drawn.');
  return 0;
});
