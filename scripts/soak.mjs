// @ts-check
import { randomInt } from 'node:crypto';
import { electronProgram } from './electron-runtime.mjs';
import { prepare } from './lib/prepare.mjs';
import { run } from './lib/processes.mjs';
import { inRoot } from './lib/root.mjs';
import { runMain, say } from './lib/say.mjs';
import { readWords } from './lib/words.mjs';

const USAGE = `Usage: npm run soak [-- confirming] [-- ROUNDS]
       npm run soak -- tray [DAYS]

Judges the engine by random histories, round after round, until one fails or ROUNDS have passed. With “confirming”, compares on servers
that confirm folders, and on servers that answer wrongly: the plan has to be the same as one made by listing; 39 rounds are 5,000
histories.

With “tray”, lives through DAYS simulated days in the tray, 30 unless it is given, and fails if anything grows.`;

/** The simulated days. */
const TRAY = 'test/soak/tray.test.ts';

/** Tests that judge the engine by random histories. */
const TESTS = ['test/engine/histories/histories.test.ts', 'test/engine/histories/oracle.test.ts'];

/** The one that judges confirming in place of listing. */
const CONFIRMING = ['test/engine/servers/confirmed.test.ts', '-t', 'says the same as one that lists'];

/** Histories of one round; more would only make a failure come later. */
const HISTORIES = 5000;

/** The same for those that ask servers: each takes a hundred connections, whose ports are only free again after a minute. */
const CONFIRMING_HISTORIES = 130;

// As many rounds as asked for, each with other histories, until one fails: its seed brings that failure back.
await runMain(async () => {
  const words = readWords(
    USAGE,
    (word) => word === 'confirming' || word === 'tray' || /^[1-9]\d*$/.test(word),
  );
  if (words.includes('tray')) {
    await prepare();
    const days = words.find((word) => word !== 'tray') ?? '30';
    const args = [inRoot('node_modules', 'vitest', 'vitest.mjs'), 'run', '--project=integration', TRAY];
    return run(electronProgram, args, { env: { ELECTRON_RUN_AS_NODE: '1', EVENKEEL_SOAK_DAYS: days } });
  }
  const confirming = words.includes('confirming');
  const tests = confirming ? CONFIRMING : TESTS;
  const histories = String(confirming ? CONFIRMING_HISTORIES : HISTORIES);
  const count = words.find((word) => word !== 'confirming') ?? Infinity;
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
    const env = { ELECTRON_RUN_AS_NODE: '1', EVENKEEL_SEED: seed, EVENKEEL_HISTORIES: histories };
    const code = await run(electronProgram, [...args, ...tests], { env });
    if (code !== 0) {
      say(`Failed. Again: EVENKEEL_SEED=${seed} EVENKEEL_HISTORIES=${histories} npm run test:integration`);
      return code;
    }
    say(`${(round * Number(histories)).toLocaleString('en')} histories so far, and none failed.`);
  }
  return 0;
});
