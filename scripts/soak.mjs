// @ts-check
import { randomInt } from 'node:crypto';
import { electronProgram } from './electron-runtime.mjs';
import { prepare } from './lib/prepare.mjs';
import { run } from './lib/processes.mjs';
import { inRoot } from './lib/root.mjs';
import { runMain, say } from './lib/say.mjs';
import { readWords } from './lib/words.mjs';

const USAGE = `Usage: npm run soak [-- ROUNDS]

Judges the engine by random histories, round after round, until one fails or ROUNDS have passed.`;

/** Tests that judge the engine by random histories. */
const TESTS = ['test/engine/histories/histories.test.ts', 'test/engine/histories/oracle.test.ts'];

/** Histories of one round; more would only make a failure come later. */
const HISTORIES = '5000';

// As many rounds as asked for, each with other histories, until one fails: its seed brings that failure back.
await runMain(async () => {
  const [count = Infinity] = readWords(USAGE, (word) => /^[1-9]\d*$/.test(word));
  await prepare();
  const rounds = Number(count);
  for (let round = 1; round <= rounds; round += 1) {
    const seed = String(randomInt(2 ** 31));
    say(`Round ${round}, EVENKEEL_SEED=${seed}`);
    const args = [
      inRoot('node_modules', 'vitest', 'vitest.mjs'),
      'run',
      '--project=integration',
      '--testTimeout=3600000',
    ];
    const env = { ELECTRON_RUN_AS_NODE: '1', EVENKEEL_SEED: seed, EVENKEEL_HISTORIES: HISTORIES };
    const code = await run(electronProgram, [...args, ...TESTS], { env });
    if (code !== 0) {
      say(`Failed. Again: EVENKEEL_SEED=${seed} EVENKEEL_HISTORIES=${HISTORIES} npm run test:integration`);
      return code;
    }
  }
  return 0;
});
