import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openServerMemory } from './server-findings-file.js';

const DAY_MS = 86_400_000;
let folder = '';
let stateFile = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-findings-'));
  stateFile = join(folder, 'one.db');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('is remembered of one server, for all pairs of folders, and put together', async () => {
  const memory = await openServerMemory(stateFile, 'ftp.example:21', 0);
  memory.learn({ single: true });
  memory.learn({ extended: false });
  await memory.saved();
  const other = join(folder, 'other.db');
  expect((await openServerMemory(other, 'ftp.example:21', DAY_MS)).known).toMatchObject({
    single: true,
    extended: false,
  });
  expect((await openServerMemory(other, 'ftp.example:2121', DAY_MS)).known).toEqual({});
  expect((await openServerMemory(other, 'ftp.example:21', 91 * DAY_MS)).known).toEqual({});
});

it.skipIf(process.platform === 'win32')('is for its owner alone: S12', async () => {
  const memory = await openServerMemory(stateFile, 'ftp.example:21', 0);
  memory.learn({ single: true });
  await memory.saved();
  expect((await stat(join(folder, 'servers.json'))).mode & 0o777).toBe(0o600);
});

it('says nothing where the file is damaged, and is written anew', async () => {
  await writeFile(join(folder, 'servers.json'), '{"x":');
  const memory = await openServerMemory(stateFile, 'ftp.example:21', 0);
  expect(memory.known).toEqual({});
  memory.learn({ single: true });
  await memory.saved();
  expect((await openServerMemory(stateFile, 'ftp.example:21', 0)).known).toMatchObject({ single: true });
});
