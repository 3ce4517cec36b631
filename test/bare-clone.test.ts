import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
/** `npm run library` takes no words: it only makes what is missing. */
const WITHOUT_USAGE = ['library.mjs'];
const SCRIPTS = [
  ...(await readdir(join(ROOT, 'scripts'))).filter(
    (name) => name.endsWith('.mjs') && !WITHOUT_USAGE.includes(name),
  ),
  'bench/bench.mjs',
];

let clone = '';

beforeAll(async () => {
  clone = await mkdtemp(join(tmpdir(), 'evenkeel-bare-'));
  for (const name of ['package.json', 'scripts'])
    await cp(join(ROOT, name), join(clone, name), { recursive: true });
});

afterAll(() => rm(clone, { recursive: true, force: true }));

// What a script loads at once must be there before npm has installed anything: installing is what it begins with.
it.each(SCRIPTS)('scripts/%s begins in a clone without a single package installed', async (script) => {
  const program = join(clone, 'scripts', script);
  const { stdout } = await promisify(execFile)(process.execPath, [program, '--help'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  expect(stdout).toMatch(/^Usage: npm /);
});
