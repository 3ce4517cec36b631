import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { forget, launch, picture, quit, type Running } from '../support/application.js';
import { put } from '../support/trees.js';
import { compare, makeProfile, row, synchronize, synchronizeButton } from '../support/window.js';

const run = promisify(execFile);

let running: Running;
let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-verify-'));
  running = await launch();
});
test.afterEach(async () => {
  await quit(running);
  await forget(running);
  await rm(folder, { recursive: true, force: true });
});

test('a file that changed without anybody telling is found by its content, and repaired', async () => {
  const { page } = running;
  const [local, remote] = [join(folder, 'local'), join(folder, 'remote')];
  await put(local, 'letter.txt', 'all is well');
  // What was written just now would be looked at again by itself.
  const before = Date.now() / 1000 - 3600;
  await utimes(join(local, 'letter.txt'), before, before);
  await put(local, 'other.txt', 'fine');
  await put(remote, 'other.txt', 'fine');
  await makeProfile(page, { name: 'Letters', local, remote });
  await compare(page);
  await synchronize(page);

  const there = join(remote, 'letter.txt');
  // The very same time, to the nanosecond: another one is an edit.
  const kept = join(folder, 'kept');
  await run('cp', ['--preserve=timestamps', there, kept]);
  await writeFile(there, 'all is wall');
  await run('touch', ['--reference', kept, there]);
  await compare(page);
  await expect(synchronizeButton(page)).toHaveAccessibleName(/nothing to do/);

  await page.getByRole('button', { name: 'Verify contents' }).click();
  await expect(row(page, 'letter.txt')).toHaveAccessibleName(
    /conflict: same size and time, different content/,
    { timeout: 60_000 },
  );
  await picture(page, test.info(), '1-found');
  await row(page, 'letter.txt').getByRole('button', { name: 'Use local' }).click();
  await synchronize(page);
  expect(await readFile(there, 'utf8')).toBe('all is well');
});
