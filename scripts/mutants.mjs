// @ts-check
import { chmod, cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { electronProgram } from './electron-runtime.mjs';
import { prepare } from './lib/prepare.mjs';
import { run } from './lib/processes.mjs';
import { inRoot, root } from './lib/root.mjs';
import { runMain, say, Stop } from './lib/say.mjs';
import { MUTANTS } from './mutants/table.mjs';
import { isPlainWord, readWords } from './lib/words.mjs';

const USAGE = `Usage: npm run mutants [-- WORD...]

Breaks a copy of the program on purpose, by one small defect after the other, and tells which the tests notice: all of them, or
those whose promise (S4) or description contains one of the words.`;

/** What the tests need of the project. What is not copied is reached through a link, so nothing here is changed. */
const COPIED = ['src', 'test', 'scripts', 'bin', 'package.json', 'tsconfig.base.json', 'tsconfig.json'];
const LINKED = ['node_modules', '.cache', 'docs'];

/** Fewer random cases than in the suite: a defect shows early or not at all. */
const HISTORIES = '400';

// Breaks a copy of the program on purpose, one defect after the other, and says which of them the tests noticed. Without arguments all of
// them; else those whose promise or description contains one of the words.
await runMain(async () => {
  const words = readWords(USAGE, isPlainWord).map((word) => word.toLowerCase());
  await prepare();
  const chosen = MUTANTS.filter(({ breaks, what, file }) => {
    const text = `${breaks} ${what} ${file}`.toLowerCase();
    return words.length === 0 || words.some((word) => text.includes(word));
  });
  for (const mutant of MUTANTS) await broken(mutant);
  if (chosen.length === 0) throw new Stop(`No defect is about ${words.join(' or ')}.`);
  const copy = await mkdtemp(join(tmpdir(), 'evenkeel-mutants-'));
  // Servers that the tests start run as another user, and read their scripts here.
  await chmod(copy, 0o755);
  try {
    for (const name of [...COPIED, 'vitest.config.ts']) {
      await cp(inRoot(name), join(copy, name), { recursive: true });
    }
    for (const name of LINKED) await symlink(inRoot(name), join(copy, name), 'junction');
    const tests = [...new Set(chosen.flatMap((mutant) => mutant.tests))];
    say('The tests without a defect');
    if ((await test(copy, tests)) !== 0) throw new Stop('They fail by themselves, so they prove nothing.');
    const survivors = [];
    for (const [index, mutant] of chosen.entries()) {
      const path = join(copy, mutant.file);
      const whole = await readFile(path, 'utf8');
      await writeFile(path, await broken(mutant));
      const caught = (await test(copy, mutant.tests)) !== 0;
      await writeFile(path, whole);
      if (!caught) survivors.push(mutant);
      say(
        `${index + 1}/${chosen.length} ${caught ? 'caught  ' : 'SURVIVED'} ${mutant.breaks}: ${mutant.what}`,
      );
    }
    say(`${chosen.length - survivors.length} caught, ${survivors.length} survived.`);
    return survivors.length === 0 ? 0 : 1;
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
});

/**
 * A file with the defect in it. Stops where the code that it replaces is not there, or more than once: then it is out of date.
 * @param {import('./mutants/mutant.mjs').Mutant} mutant
 */
async function broken({ file, from, to, breaks, what }) {
  const { placesOf } = await import('./mutants/place.mjs');
  const text = await readFile(inRoot(file), 'utf8');
  const places = placesOf(text, from);
  const [place] = places;
  if (place !== undefined && places.length === 1) {
    return text.slice(0, place.from) + to + text.slice(place.to);
  }
  throw new Stop(
    `scripts/mutants, ${breaks}: ${what}.\nThe code that it replaces is ${places.length} times in ${file}:\n${from}`,
  );
}

/**
 * Resolves with the exit code of the tests, run in `folder`.
 * @param {string} folder
 * @param {readonly string[]} tests
 */
function test(folder, tests) {
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const env = { ELECTRON_RUN_AS_NODE: '1', EVENKEEL_HISTORIES: HISTORIES };
  return run(electronProgram, [vitest, 'run', '--root', folder, '--bail=1', ...tests], {
    cwd: folder,
    env,
    stdio: 'ignore',
  });
}
