import { expect, it } from 'vitest';
import type { ItemPath, Side } from '../../../shared/entry/entry.js';
import { memoryOfEachTest } from '../test-memory.js';
import type { NewChange } from '../journal/change.js';

const memory = memoryOfEachTest();

function giving(side: Side, path: ItemPath): NewChange {
  return { runId: 'r', notedMs: 1, path, side, what: 'created', givesName: true };
}

it('a name that a side was given is unseen until it is known how the side lists it, also after the end of the process', async () => {
  const { store: first } = await memory.open();
  await first.noteChange(giving('remote', 'D/README.TXT'));
  await first.noteChange(giving('remote', 'D/x'));
  await first.noteChange({ ...giving('local', 'D/y'), givesName: false });
  await first.close();
  const { store } = await memory.open();
  expect(await store.unseenFolders()).toEqual([{ side: 'remote', folder: 'D' }]);
  await store.learnHabits([
    { side: 'remote', path: 'D/README.TXT', listedAs: 'readme.txt', unseen: false },
    { side: 'remote', path: 'D/x', unseen: false },
  ]);
  expect(await store.unseenFolders()).toEqual([]);
  const habit = { side: 'remote', path: 'D/README.TXT', listedAs: 'readme.txt', unseen: false };
  expect(await store.nameHabitsIn('D')).toEqual([habit]);
  await store.noteChange(giving('remote', 'D/README.TXT'));
  expect(await store.nameHabitsIn('D')).toEqual([{ ...habit, unseen: true }]);
  await store.close();
});

it('the habits of what lies in a folder go along with it, and outlive the files', async () => {
  const { store } = await memory.open();
  for (const path of ['D/A', 'D/e/B', 'D0/C'])
    await store.learnHabits([{ side: 'local', path, listedAs: path.slice(-1).toLowerCase(), unseen: false }]);
  await store.moveRecords('D', 'x/F');
  await store.forget('x');
  expect(await store.nameHabitsIn('x/F')).toMatchObject([{ path: 'x/F/A', listedAs: 'a' }]);
  expect(await store.nameHabitsIn('x/F/e')).toMatchObject([{ path: 'x/F/e/B', listedAs: 'b' }]);
  expect(await store.nameHabitsIn('D0')).toMatchObject([{ path: 'D0/C' }]);
  await store.close();
});

it('nothing of a side is unseen that lists every name as it is given, and the other side keeps its own', async () => {
  const { store } = await memory.open();
  await store.noteChange(giving('remote', 'A'));
  await store.noteChange(giving('local', 'A'));
  await store.forgetUnseen('remote');
  expect(await store.unseenFolders()).toEqual([{ side: 'local', folder: '' }]);
  await store.close();
});
