// @ts-check
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { electronProgram } from './electron-runtime.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { prepare } from './lib/prepare.mjs';
import { run } from './lib/processes.mjs';
import { inRoot } from './lib/root.mjs';
import { runMain, say, Stop } from './lib/say.mjs';
import { isPlainWord, readWords } from './lib/words.mjs';

const USAGE = `Usage: npm run expectations -- CHECKOUT [TEST...]

Has the tests in a checkout of pyftpsync (4.1) judge the command line, and counts which of their expectations hold. Needs python3 with
pytest, PyYAML and colorama. TEST is a file of tests, tests/test_sync_upload.py for example; without one all that concern the command
line are run, on a folder.

For a server set PYFTPSYNC_TEST_FTP_URL to an address whose folder is PYFTPSYNC_TEST_FOLDER/remote; it is emptied.`;

/** The others are about pyftpsync's own modules, SFTP or speed. */
const TESTS = ['cli', 'scan', 'tree', '1x', 'sync_upload', 'sync_download', 'sync_bidir'].map(
  (name) => `tests/test_${name}.py`,
);

// What does not hold is explained in docs/coming-from-pyftpsync.md.
await runMain(async () => {
  const [checkout, ...tests] = readWords(USAGE, isPlainWord);
  if (checkout === undefined) throw new Stop(USAGE);
  await prepare();
  await ensureBuilt();
  const folder = await mkdtemp(join(tmpdir(), 'evenkeel-expectations-'));
  const report = join(folder, 'report.json');
  const files = process.env['PYFTPSYNC_TEST_FOLDER'] ?? join(folder, 'files');
  await mkdir(files, { recursive: true });
  try {
    const words = ['-m', 'pytest', '-q', '-p', 'evenkeel_expectations', '-p', 'no:cacheprovider'];
    const counting = ['-o', 'enable_assertion_pass_hook=true'];
    await run('python3', [...words, ...counting, ...(tests.length > 0 ? tests : TESTS)], {
      cwd: resolve(checkout),
      env: {
        ELECTRON_RUN_AS_NODE: '1',
        EVENKEEL_PROGRAM: JSON.stringify([electronProgram, inRoot('out', 'main', 'cli.js')]),
        EVENKEEL_REPORT: report,
        HOME: folder,
        PYFTPSYNC_TEST_FOLDER: files,
        PYTHONDONTWRITEBYTECODE: '1',
        PYTHONPATH: [inRoot('test', 'pyftpsync'), resolve(checkout)].join(delimiter),
      },
    });
    return told(await readFile(report, 'utf8').catch(() => undefined));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** @param {string | undefined} report */
function told(report) {
  if (report === undefined) throw new Stop('The tests could not be run; what is printed above says why.');
  /** @type {readonly { test: string, what: string, holds: boolean, expected: string, got: string }[]} */
  const found = JSON.parse(report);
  const others = found.filter(({ holds }) => !holds);
  for (const { test, what, expected, got } of others) {
    process.stdout.write(`${test}: ${what}\n    expected ${expected}\n    got      ${got}\n`);
  }
  say(`${found.length - others.length} of ${found.length} expectations hold.`);
  return 0;
}
