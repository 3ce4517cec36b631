import { randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { changesIn, stepsOf, type Action } from '../../../src/shared/plan/plan.js';
import type { RunId, RunReport } from '../../../src/shared/run/run.js';
import type { Plan } from '../../../src/main/sync/plan/plan.js';
import { previewUndo } from '../../../src/main/sync/undo/preview-undo.js';
import type { UndoPlan } from '../../../src/main/sync/undo/undo-plan.js';
import { Pair } from '../support/pair.js';

let pair: Pair;
afterEach(() => pair.remove());

async function preview(undoes: RunId): Promise<UndoPlan> {
  const input = await pair.undoInput();
  return (await previewUndo({ ...input, undoes, onProgress: () => undefined })).plan;
}

const line = (path: string, action: Action): string => `${path} ${JSON.stringify(action)}`;

/** What the preview shows of what it will do, one line a step. */
const shownIn = (plan: UndoPlan): readonly string[] =>
  [...plan.items.values()]
    .flatMap((item) =>
      stepsOf(item)
        .filter(({ kind }) => kind !== 'moved' && kind !== 'leave')
        .map((action) => line(item.path, action)),
    )
    .sort();

const doneIn = ({ items }: RunReport): readonly string[] =>
  items
    .filter(({ outcome }) => outcome.kind === 'done' || outcome.kind === 'would-do')
    .map(({ path, action }) => line(path, action))
    .sort();

const BOTH: readonly [string, (edited: Pair) => Promise<void>, (plan: Plan) => void][] = [
  ['a conflict of which both versions were kept', editBoth, (plan) => plan.settle(null, 'keep-both')],
  [
    'a conflict that was merged',
    editBoth,
    (plan) => plan.settleMerge('a', new TextEncoder().encode('merged')),
  ],
];

async function editBoth(edited: Pair): Promise<void> {
  await edited.put('local', { a: 'edited here', other: 'edited' });
  await edited.put('remote', { a: 'edited there' });
}

const CASES: typeof BOTH = [
  ...BOTH,
  [
    'a file that was moved and then edited',
    async (edited) => {
      await rename(join(edited.root('local'), 'a'), join(edited.root('local'), 'folder/b'));
      await edited.put('local', { 'folder/b': 'moved and edited' });
    },
    () => undefined,
  ],
  [
    'two files that took each other’s names in a row',
    async (edited) => {
      await rename(join(edited.root('local'), 'a'), join(edited.root('local'), 'b'));
      await rename(join(edited.root('local'), 'other'), join(edited.root('local'), 'a'));
    },
    () => undefined,
  ],
  [
    'a folder that a file replaced',
    async (edited) => {
      await rm(join(edited.root('local'), 'folder'), { recursive: true });
      await edited.put('local', { folder: 'a file' });
    },
    () => undefined,
  ],
  [
    'a file that a folder replaced',
    async (edited) => {
      await rm(join(edited.root('local'), 'a'));
      await edited.put('local', { 'a/x': 'in a folder' });
    },
    () => undefined,
  ],
  [
    'files that were replaced, deleted and added',
    async (edited) => {
      await edited.put('local', { a: 'edited', made: 'new' });
      await edited.delete('local', 'other');
    },
    () => undefined,
  ],
];

describe('S2: what the preview of an undo shows is what the undo does', () => {
  it.each(CASES)('of %s, and of its redo', async (_what, edit, choose) => {
    pair = await Pair.inSync({ a: 'as it was', other: 'another one', 'folder/x': 'deep', rest: 'r' });
    await edit(pair);
    const plan = await pair.compare();
    choose(plan);
    let last = await pair.run(plan);
    for (let round = 0; round < 3; round += 1) {
      const shown = await preview(last.runId);
      const dry = await pair.undo(last.runId, { runId: randomUUID(), dryRun: true });
      const undone = await pair.undo(last.runId, { leftOut: shown.leavesOut });
      expect(undone.counts).toMatchObject({ skipped: 0, failed: 0 });
      expect(shownIn(shown)).toEqual(doneIn(undone));
      expect(changesIn(shown.totals)).toBe(undone.counts.done);
      expect(doneIn(dry)).toEqual(doneIn(undone));
      last = undone;
    }
  });

  it.each(CASES)('of %s, whichever item is left out', async (_what, edit, choose) => {
    pair = await Pair.inSync({ a: 'as it was', other: 'another one', 'folder/x': 'deep', rest: 'r' });
    await edit(pair);
    const plan = await pair.compare();
    choose(plan);
    const { runId } = await pair.run(plan);
    for (const path of (await preview(runId)).items.keys()) {
      const shown = await preview(runId);
      shown.leaveOut([path], true, 'item');
      const dry = await pair.undo(runId, { dryRun: true, leftOut: shown.leavesOut });
      expect(dry.counts).toMatchObject({ skipped: 0, failed: 0 });
      expect(shownIn(shown)).toEqual(doneIn(dry));
    }
  });

  it('counts a file that is redone once', async () => {
    pair = await Pair.inSync({ a: 'old' });
    await pair.put('local', { a: 'new' });
    const { runId } = await pair.sync();
    const undone = await pair.undo(runId);
    const shown = await preview(undone.runId);
    expect(changesIn(shown.totals)).toBe(1);
    const redone = await pair.undo(undone.runId);
    expect(redone.items).toMatchObject([
      { path: 'a', action: { kind: 'copy', to: 'remote', replaces: true }, outcome: { kind: 'done' } },
    ]);
    expect(await pair.tree('remote')).toEqual({ a: 'new' });
  });

  it('shows of a file of which both versions were kept what is on both sides, and that a copy is deleted', async () => {
    pair = await Pair.inSync({ a: 'as it was', other: 'another one' });
    await editBoth(pair);
    const { runId } = await pair.sync('keep-both');
    const item = (await preview(runId)).items.get('a');
    expect(item?.local.entry).toMatchObject({ kind: 'file' });
    expect(item?.remote.entry).toMatchObject({ kind: 'file' });
    expect(item === undefined ? [] : stepsOf(item).map(({ kind }) => kind)).toEqual(['delete', 'move']);
  });
});
