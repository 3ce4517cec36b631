import { appendFile, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { NO_CHANGES, together, type Changes } from '../src/main/schedule/changes.js';
import { FolderWatcher } from '../src/main/schedule/folder-watcher.js';

let folder: string;
let watcher: FolderWatcher;
let changes: number;
let told: Changes;
const failures: unknown[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-watch-'));
  await mkdir(join(folder, 'deep', 'down'), { recursive: true });
  changes = 0;
  told = NO_CHANGES;
  watcher = new FolderWatcher(folder, {
    ignored: (path) => path.startsWith(folder) && basename(path).startsWith('.evenkeel-'),
    changed: (rested) => {
      changes += 1;
      told = together(told, rested);
    },
    failed: (error) => failures.push(error),
  });
  await watches();
});
afterEach(async () => {
  await watcher.end();
  await rm(folder, { recursive: true, force: true });
  expect(failures).toEqual([]);
});

/** Resolves once the watcher notices what is done in the folder, and has told of that. */
async function watches(): Promise<void> {
  const probe = join(folder, 'probe');
  for (let turn = 0; changes === 0 && turn < 100; turn++) {
    await writeFile(probe, String(turn));
    await pause(turn === 0 ? 200 : 1_000);
  }
  await pause(1_500);
  changes = 0;
  told = NO_CHANGES;
}

it('a file that is saved, moved or deleted anywhere below is a change', async () => {
  const file = join(folder, 'deep', 'down', 'report.txt');
  await writeFile(file, 'new');
  await expect.poll(() => changes).toBe(1);
  expect(told).toEqual({ kind: 'items', paths: ['deep/down/report.txt'] });
  await rename(file, join(folder, 'report.txt'));
  await expect.poll(() => told).toEqual({ kind: 'items', paths: ['deep/down/report.txt', 'report.txt'] });
  await pause(1_500);
  changes = 2;
  await rm(join(folder, 'report.txt'));
  await expect.poll(() => changes).toBe(3);
});

it('two hundred changes in a row are one, or a few', async () => {
  for (let file = 0; file < 200; file++) await writeFile(join(folder, `${file}.txt`), 'x');
  await expect.poll(() => changes).toBeGreaterThan(0);
  await pause(1_500);
  // On a busy machine there may be a rest within the burst.
  expect(changes).toBeLessThanOrEqual(5);
});

it('a file that is still being written is none yet', async () => {
  const file = join(folder, 'growing.bin');
  for (let part = 0; part < 60; part++) {
    await appendFile(file, 'x'.repeat(1000));
    await pause(40);
    expect(changes).toBe(0);
  }
  await expect.poll(() => changes).toBe(1);
});

it('our own temporary files are none', async () => {
  await writeFile(join(folder, '.evenkeel-123.part'), 'x');
  await mkdir(join(folder, '.evenkeel-versions'));
  await writeFile(join(folder, '.evenkeel-versions', 'old'), 'x');
  await pause(2_000);
  expect(changes).toBe(0);
});
