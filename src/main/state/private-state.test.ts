import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStateHere } from './open-state.js';
import { stateFileOf } from './state-folder.js';
import { RECORD } from './test-state.js';

let base = '';
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'evenkeel-unit-'));
  await chmod(base, 0o755);
});
afterEach(() => rm(base, { recursive: true, force: true }));

async function modes(folder: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const name of ['.', ...(await readdir(folder))]) {
    found[name] = ((await stat(join(folder, name))).mode & 0o777).toString(8);
  }
  return found;
}

test.runIf(process.platform !== 'win32').each([
  ['made by nobody yet', false],
  ['made by somebody else before, open to all', true],
])('S12: what is remembered is for its owner alone, in a folder %s', async (_name, isThere) => {
  const file = stateFileOf(base, 'profile', process.platform);
  const folder = join(base, 'state');
  if (isThere) {
    await mkdir(folder);
    for (const suffix of ['', '-wal', '-shm', '-running']) await writeFile(file + suffix, '');
    await chmod(folder, 0o755);
    for (const name of await readdir(folder)) await chmod(join(folder, name), 0o666);
  }
  const { store } = await openStateHere({ file, pair: 'one|other' });
  await store.record('a', RECORD);
  await store.lock();
  const { '.': own, ...files } = await modes(folder);
  expect(own).toBe('700');
  expect(Object.keys(files)).toContain('profile.sqlite-wal');
  expect(new Set(Object.values(files))).toEqual(new Set(['600']));
  await store.close();
  // What lies around it is not Evenkeel's.
  expect((await modes(base))['.']).toBe('755');
});
