import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { expect, type Page, type TestInfo } from '@playwright/test';
import { picture } from './application.js';
import { contents, fingerprint, put } from './trees.js';
import { compare, result, row, synchronize, synchronizeButton } from './window.js';

/** The two folders as the disk has them. */
export interface Roots {
  readonly local: string;
  readonly remote: string;
  /** Called after the test has put something into the remote folder. */
  readonly own: () => Promise<void>;
  /** All that a dry run must leave as it is, besides the two folders. */
  readonly traces: () => Promise<string>;
}

/**
 * The whole story of a profile that has just been made: a first upload; then edits, additions and deletions on both sides and
 * two conflicts, rehearsed, settled and synchronized, undone and done again; then nothing is left to do.
 */
export async function tellWholeStory(page: Page, roots: Roots, info: TestInfo): Promise<void> {
  const { local, remote } = roots;
  await compare(page);
  await picture(page, info, '1-first-compared');
  await synchronizeButton(page).click();
  await expect(page.getByRole('button', { name: 'Stop' })).toBeVisible();
  await picture(page, info, '2-first-upload');
  await expect(result(page)).toContainText('synced', { timeout: 150_000 });
  await picture(page, info, '3-first-done');
  expect(await contents(remote)).toEqual(await contents(local));

  await changeBothSides(roots);
  await compare(page);
  await expect(row(page, 'edited here.txt')).toHaveAccessibleName(/upload, replacing the remote file/);
  await expect(row(page, 'edited there.txt')).toHaveAccessibleName(/download, replacing the local file/);
  await expect(row(page, 'deleted here.txt')).toHaveAccessibleName(/delete on the remote side/);
  await expect(row(page, 'deleted there.txt')).toHaveAccessibleName(/delete on the local side/);
  await expect(row(page, 'both 1.txt')).toHaveAccessibleName(/conflict: changed on both sides/);
  await picture(page, info, '4-second-compared');

  await row(page, 'both 1.txt').getByRole('button', { name: 'Use local' }).click();
  await row(page, 'both 2.txt').getByRole('button', { name: 'Use remote' }).click();
  await expect(row(page, 'both 1.txt')).toHaveAccessibleName(/upload, replacing/);
  await expect(row(page, 'both 2.txt')).toHaveAccessibleName(/download, replacing/);

  const state = async (): Promise<string[]> => [
    await fingerprint(local),
    await fingerprint(remote),
    await roots.traces(),
  ];
  const before = await state();
  await page.getByRole('button', { name: 'Dry run' }).click();
  await expect(result(page)).toContainText(/nothing was changed/i);
  await picture(page, info, '5-dry-run');
  expect(await state()).toEqual(before);

  const separate = [await contents(local), await contents(remote)];
  await synchronize(page);
  await picture(page, info, '6-second-done');
  const synced = await contents(local);
  expect(await contents(remote)).toEqual(synced);
  expect(synced.has('deleted here.txt')).toBe(false);
  expect(synced.has('deleted there.txt')).toBe(false);
  expect(synced.has('new there/deep/ö.txt')).toBe(true);
  const chosen = await Promise.all(
    ['both 1.txt', 'both 2.txt'].map((name) => readFile(join(local, name), 'utf8')),
  );
  expect(chosen).toEqual(['edited here, longer\n', 'edited there too, and longer still\n']);

  await page.getByRole('button', { name: 'Undo…' }).click();
  await page.getByRole('button', { name: /^Undo \d+ items/ }).click();
  await expect(result(page)).toContainText('undone');
  await picture(page, info, '7-undone');
  expect([await contents(local), await contents(remote)]).toEqual(separate);
  // An undo can be undone.
  await page.getByRole('button', { name: 'Redo…' }).click();
  await page.getByRole('button', { name: /^Redo \d+ items/ }).click();
  await expect
    .poll(async () => {
      // While the run is at work, a file may go between being listed and being read.
      const both = await Promise.all([contents(local), contents(remote)]).catch(() => []);
      return isDeepStrictEqual(both, [synced, synced]);
    })
    .toBe(true);
  await expect(page.getByRole('button', { name: 'Undo…' })).toBeVisible();

  await compare(page);
  await expect(synchronizeButton(page)).toHaveAccessibleName(/nothing to do/);
  await picture(page, info, '8-all-equal');
}

/** What every story needs to have been there from the start. */
export async function prepareStory(local: string): Promise<void> {
  for (const name of ['edited here', 'edited there', 'deleted here', 'deleted there', 'both 1', 'both 2']) {
    await put(local, `${name}.txt`, `${name}, at first\n`);
  }
}

async function changeBothSides({ local, remote, own }: Roots): Promise<void> {
  await put(local, 'edited here.txt', 'edited on this side, and longer than before\n');
  await put(local, 'both 1.txt', 'edited here, longer\n');
  await put(local, 'both 2.txt', 'edited here too\n');
  await put(local, 'new here/a file.txt', 'new here\n');
  await rm(join(local, 'deleted here.txt'));
  await put(remote, 'edited there.txt', 'edited on that side, and longer than before\n');
  await put(remote, 'both 1.txt', 'edited there, longer still\n');
  await put(remote, 'both 2.txt', 'edited there too, and longer still\n');
  await put(remote, 'new there/deep/ö.txt', 'new there\n');
  await rm(join(remote, 'deleted there.txt'));
  await own();
}
