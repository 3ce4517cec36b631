import { expect, it } from 'vitest';
import type { ItemPath, Side } from '../../../shared/entry/entry.js';
import { stateOfEachTest } from '../test-state.js';
import type { NewChange } from '../journal/change.js';

const testState = stateOfEachTest();

function giving(side: Side, path: ItemPath): NewChange {
  return { runId: 'r', recordedMs: 1, path, side, what: 'created', givesName: true };
}

it('a name that a side was given is unseen until it is known how the side lists it, also after the end of the process', async () => {
  const { store: first } = await testState.open();
  await first.recordChange(giving('remote', 'D/README.TXT'));
  await first.recordChange(giving('remote', 'D/x'));
  await first.recordChange({ ...giving('local', 'D/y'), givesName: false });
  await first.close();
  const { store } = await testState.open();
  expect(await store.unseenFolders()).toEqual([{ side: 'remote', folder: 'D' }]);
  await store.recordSpellings([
    { side: 'remote', path: 'D/README.TXT', listedAs: 'readme.txt', unseen: false },
    { side: 'remote', path: 'D/x', unseen: false },
  ]);
  expect(await store.unseenFolders()).toEqual([]);
  const spelling = { side: 'remote', path: 'D/README.TXT', listedAs: 'readme.txt', unseen: false };
  expect(await store.learnedSpellingsIn('D')).toEqual([spelling]);
  await store.recordChange(giving('remote', 'D/README.TXT'));
  expect(await store.learnedSpellingsIn('D')).toEqual([{ ...spelling, unseen: true }]);
  await store.close();
});

it('the spellings of what lies in a folder move along with it, and outlive the files', async () => {
  const { store } = await testState.open();
  for (const path of ['D/A', 'D/e/B', 'D0/C'])
    await store.recordSpellings([
      { side: 'local', path, listedAs: path.slice(-1).toLowerCase(), unseen: false },
    ]);
  await store.moveRecords('D', 'x/F');
  await store.forget('x');
  expect(await store.learnedSpellingsIn('x/F')).toMatchObject([{ path: 'x/F/A', listedAs: 'a' }]);
  expect(await store.learnedSpellingsIn('x/F/e')).toMatchObject([{ path: 'x/F/e/B', listedAs: 'b' }]);
  expect(await store.learnedSpellingsIn('D0')).toMatchObject([{ path: 'D0/C' }]);
  await store.close();
});

it('nothing of a side is unseen that lists every name as it is given, and the other side keeps its own', async () => {
  const { store } = await testState.open();
  await store.recordChange(giving('remote', 'A'));
  await store.recordChange(giving('local', 'A'));
  await store.forgetUnseen('remote');
  expect(await store.unseenFolders()).toEqual([{ side: 'local', folder: '' }]);
  await store.close();
});
