import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { CONFLICT_KINDS, LEAVE_REASONS } from '../../../shared/plan/plan.js';
import { PROBLEM_KINDS } from '../../../shared/problem.js';
import { NO_OUTCOMES, type ItemOutcome } from '../../../shared/run/run.js';
import { stateOfEachTest, SUMMARY } from '../test-state.js';

const testState = stateOfEachTest();

describe('what is remembered of past runs', () => {
  it('tells the last run that ended, with its items', async () => {
    const { store } = await testState.open();
    const item = {
      path: 'x',
      action: { kind: 'copy', to: 'local', replaces: true },
      outcome: {
        kind: 'failed',
        problem: { kind: 'no-space', what: 'Full.', advice: 'Make room.', side: 'local' },
      },
      bytes: 0,
    } as const;
    await store.beginRun(SUMMARY);
    await store.addOutcome('r1', item);
    await store.endRun(SUMMARY);
    await store.beginRun({ ...SUMMARY, runId: 'killed' });
    expect(await store.lastRun(10)).toEqual({ ...SUMMARY, items: [item] });
    await store.close();
  });

  it('reads the history page by page, newest first, runs that were cut off included', async () => {
    const { store } = await testState.open();
    for (const runId of ['r1', 'r2', 'killed']) await store.beginRun({ ...SUMMARY, runId });
    for (const runId of ['r1', 'r2']) await store.endRun({ ...SUMMARY, runId });
    await store.recordChange({ runId: 'r2', recordedMs: 1, path: 'a', side: 'local', what: 'created' });
    const first = await store.history({ limit: 2 });
    expect(first).toEqual([
      {
        seq: 3,
        runId: 'killed',
        startedMs: 1,
        undoable: false,
        unended: { state: 'cut', trigger: 'tray', counts: NO_OUTCOMES, bytes: 0 },
      },
      { seq: 2, runId: 'r2', startedMs: 1, undoable: true, summary: { ...SUMMARY, runId: 'r2' } },
    ]);
    expect(await store.history({ before: first[1]?.seq, limit: 2 })).toEqual([
      { seq: 1, runId: 'r1', startedMs: 1, undoable: false, summary: SUMMARY },
    ]);
    expect(await store.runOf('r2')).toEqual(first[1]);
    expect(await store.runOf('never')).toBeUndefined();
    await store.close();
    const other = await testState.open('other');
    expect((await other.store.runOf('r2'))?.undoable).toBe(false);
    await other.store.close();
  });

  it('finds what runs did with items by part of their path or all of it, newest first and page by page', async () => {
    const { store } = await testState.open();
    const done = (path: string): ItemOutcome => ({
      path,
      action: { kind: 'copy', to: 'remote', replaces: false },
      outcome: { kind: 'done' },
      bytes: 1,
    });
    await store.beginRun(SUMMARY);
    for (const path of ['a/Photo_1.jpg', 'a/photo%1.jpg', 'a/other.txt'])
      await store.addOutcome('r1', done(path));
    await store.endRun(SUMMARY);
    await store.beginRun({ ...SUMMARY, runId: 'undo', undoes: 'r1', startedMs: 7 });
    await store.addOutcome('undo', done('a/Photo_1.jpg'));
    const found = async (text: string, exact: boolean, before?: number, limit = 10) =>
      (await store.findItems({ text, exact, before, limit })).map(({ seq, runId, item }) => [
        seq,
        runId,
        item.path,
      ]);
    expect(await found('PHOTO', false)).toEqual([
      [4, 'undo', 'a/Photo_1.jpg'],
      [2, 'r1', 'a/photo%1.jpg'],
      [1, 'r1', 'a/Photo_1.jpg'],
    ]);
    expect(await found('PHOTO', false, 4, 1)).toEqual([[2, 'r1', 'a/photo%1.jpg']]);
    expect(await found('o%1', false)).toEqual([[2, 'r1', 'a/photo%1.jpg']]);
    expect(await found('o_1', false)).toHaveLength(2);
    expect(await found('a/Photo_1.jpg', true)).toHaveLength(2);
    expect(await found('a', true)).toEqual([]);
    const [newest] = await store.findItems({ text: 'photo', exact: false, limit: 1 });
    expect(newest).toMatchObject({ startedMs: 7, purpose: { undoes: 'r1' }, item: done('a/Photo_1.jpg') });
    await store.close();
  });

  it('tells how far a run had come that was cut, and whether it still goes on', async () => {
    const { store } = await testState.open();
    const planned = { items: 40, bytes: 4000 };
    await store.beginRun({ ...SUMMARY, runId: 'killed', trigger: 'window', planned });
    const problem = { kind: 'other', what: 'It failed.', advice: 'Try again.' } as const;
    const copy = { kind: 'copy', to: 'remote', replaces: false } as const;
    await store.addOutcome('killed', { path: 'a', action: copy, outcome: { kind: 'done' }, bytes: 70 });
    await store.addOutcome('killed', { path: 'b', action: copy, outcome: { kind: 'done' }, bytes: 30 });
    await store.addOutcome('killed', {
      path: 'c',
      action: copy,
      outcome: { kind: 'failed', problem },
      bytes: 0,
    });
    await store.addOutcome('killed', {
      path: 'd',
      action: { kind: 'conflict', conflict: 'first-meeting' },
      outcome: { kind: 'skipped', problem },
      bytes: 0,
    });
    await store.recordChange({ runId: 'killed', recordedMs: 77, path: 'a', side: 'remote', what: 'created' });
    const unended = {
      trigger: 'window',
      counts: { done: 2, wouldDo: 0, skipped: 0, failed: 1, conflicts: 1 },
      bytes: 100,
      planned,
      lastChangeMs: 77,
    };
    expect((await store.runOf('killed'))?.unended).toEqual({ ...unended, state: 'cut' });
    await store.lock();
    expect((await store.runOf('killed'))?.unended?.state).toBe('running');
    const { store: onlooker } = await testState.open();
    expect((await onlooker.runOf('killed'))?.unended).toEqual({ ...unended, state: 'running' });
    await store.close();
    expect((await onlooker.history({ limit: 1 }))[0]?.unended?.state).toBe('cut');
    expect(await onlooker.lock()).toBe(true);
    await onlooker.beginRun({ ...SUMMARY, runId: 'next' });
    expect((await onlooker.runOf('next'))?.unended?.state).toBe('running');
    expect((await onlooker.runOf('killed'))?.unended?.state).toBe('cut');
    await onlooker.close();
  });

  it('reads what became of the items of a run page by page, and only those asked for', async () => {
    const { store } = await testState.open();
    await store.beginRun(SUMMARY);
    const outcomes: ItemOutcome[] = [];
    for (let n = 0; n < 10; n += 1) {
      const problem = { kind: 'other', what: 'It failed.', advice: 'Try again.' } as const;
      const outcome = n % 3 === 0 ? ({ kind: 'failed', problem } as const) : ({ kind: 'done' } as const);
      outcomes.push({ path: `x${n}`, action: { kind: 'equal' }, outcome, bytes: n });
    }
    for (const item of outcomes) await store.addOutcome('r1', item);
    const read: ItemOutcome[] = [];
    for (let after: number | undefined, pages = 0; pages === 0 || after !== undefined; pages += 1) {
      const page = await store.outcomesOf('r1', { after, limit: 4 });
      expect(page.items.length).toBeLessThanOrEqual(4);
      read.push(...page.items);
      after = page.next;
    }
    expect(read).toEqual(outcomes);
    const failed = await store.outcomesOf('r1', { limit: 4, only: ['failed', 'skipped'] });
    expect(failed.items.map(({ path }) => path)).toEqual(['x0', 'x3', 'x6', 'x9']);
    expect(failed.next).toBeUndefined();
    expect(await store.outcomesOf('never', { limit: 4 })).toEqual({ items: [] });
    await store.close();
  });

  it.each(PROBLEM_KINDS)('tells again of a problem of kind %s', async (kind) => {
    const { store } = await testState.open();
    const problem = { kind, what: 'It happened.', advice: 'Do this.' };
    await store.beginRun(SUMMARY);
    await store.endRun({ ...SUMMARY, end: { kind: 'broken-off', problem } });
    expect(await store.lastRun(1)).toEqual({ ...SUMMARY, end: { kind: 'broken-off', problem }, items: [] });
    await store.close();
  });

  it.each([
    ...CONFLICT_KINDS.map((conflict) => [`a conflict, ${conflict}`, { kind: 'conflict', conflict }] as const),
    ...LEAVE_REASONS.map((reason) => [`being left, ${reason}`, { kind: 'leave', reason }] as const),
  ])('tells again of an item that came to %s', async (_name, action) => {
    const { store } = await testState.open();
    const problem = { kind: 'other', what: 'It was left.', advice: 'Decide.' } as const;
    const item: ItemOutcome = { path: 'x', action, outcome: { kind: 'skipped', problem }, bytes: 0 };
    await store.beginRun(SUMMARY);
    await store.addOutcome('r1', item);
    expect(await store.outcomesOf('r1', { limit: 1 })).toEqual({ items: [item] });
    await store.close();
  });

  it('tells again of a problem whose kind only a later version knows', async () => {
    const { store } = await testState.open();
    await store.beginRun(SUMMARY);
    const problem = { kind: 'other', what: 'It happened.', advice: 'Do this.' } as const;
    await store.endRun({ ...SUMMARY, end: { kind: 'broken-off', problem } });
    await store.close();
    const db = new DatabaseSync(testState.file);
    db.exec(`UPDATE run SET summary = replace(summary, '"other"', '"tides"')`);
    db.close();
    const { store: again } = await testState.open();
    expect((await again.lastRun(0))?.end).toEqual({ kind: 'broken-off', problem });
    await again.close();
  });

  it('S4: keeps an old run for as long as its versions are there, then drops it with all that it changed', async () => {
    const { store } = await testState.open();
    await store.beginRun({ ...SUMMARY, runId: 'old' });
    const change = { runId: 'old', recordedMs: 1, path: 'a', side: 'local', what: 'replaced' } as const;
    await store.recordChange({ ...change, what: 'created' });
    const seq = await store.recordChange({ ...change, kept: { as: '.evenkeel-versions/x/1-a', size: 3 } });
    await store.endRun({ ...SUMMARY, runId: 'old' });
    const fiftyMore = async (name: string) => {
      for (let n = 0; n < 50; n += 1) {
        await store.beginRun({ ...SUMMARY, runId: `${name}${n}` });
        await store.endRun({ ...SUMMARY, runId: `${name}${n}` });
      }
    };
    await fiftyMore('r');
    expect(await store.runOf('old')).toMatchObject({ undoable: true });
    expect(await store.keptVersions()).toHaveLength(1);
    await store.dropVersion(seq);
    await fiftyMore('s');
    expect(await store.runOf('old')).toBeUndefined();
    expect(await store.changesOf('old', Number.MAX_SAFE_INTEGER, 10)).toEqual([]);
    await store.close();
  });

  it('keeps runs that did something for 90 days, as long as they do not fill the file', async () => {
    const { store } = await testState.open();
    const day = 86_400_000;
    const item: ItemOutcome = {
      path: 'x',
      action: { kind: 'copy', to: 'remote', replaces: true },
      outcome: { kind: 'done' },
      bytes: 0,
    };
    const ran = async (runId: string, ms: number, done = 1): Promise<void> => {
      const run = { ...SUMMARY, runId, startedMs: ms, finishedMs: ms };
      await store.beginRun(run);
      await store.addOutcome(runId, item);
      await store.endRun({ ...run, counts: { ...NO_OUTCOMES, done } });
    };
    const kept = async (runId: string): Promise<boolean> => (await store.runOf(runId)) !== undefined;
    await ran('old', 0);
    await ran('newer', 20 * day);
    for (let n = 0; n < 60; n += 1) await ran(`r${n}`, 89 * day);
    expect([await kept('old'), await kept('newer')]).toEqual([true, true]);
    await ran('later', 91 * day);
    expect([await kept('old'), await kept('newer'), await kept('r0')]).toEqual([false, true, true]);
    await ran('large', 91 * day, 300_000);
    expect([await kept('newer'), await kept('r0'), await kept('r59'), await kept('large')]).toEqual([
      false,
      false,
      true,
      true,
    ]);
    await store.close();
  });

  it.each([
    [30, [false, false]],
    [undefined, [false, true]],
    [365, [true, true]],
    [null, [true, true]],
  ] as const)('keeps them for %j days where somebody wants that', async (days, expected) => {
    const day = 86_400_000;
    const { store } = await testState.open('one', days);
    const item: ItemOutcome = {
      path: 'x',
      action: { kind: 'copy', to: 'remote', replaces: true },
      outcome: { kind: 'done' },
      bytes: 0,
    };
    const ran = async (runId: string, ms: number): Promise<void> => {
      const run = { ...SUMMARY, runId, startedMs: ms, finishedMs: ms };
      await store.beginRun(run);
      await store.addOutcome(runId, item);
      await store.endRun({ ...run, counts: { ...NO_OUTCOMES, done: 1 } });
    };
    await ran('of day 0', 0);
    await ran('of day 50', 50 * day);
    for (let n = 0; n < 50; n += 1) await ran(`r${n}`, 100 * day);
    const kept = await Promise.all(['of day 0', 'of day 50'].map((runId) => store.runOf(runId)));
    expect(kept.map((run) => run !== undefined)).toEqual(expected);
    await store.close();
  });

  it('keeps the last fifty runs that did nothing only', async () => {
    const { store } = await testState.open();
    for (let n = 0; n < 60; n += 1) {
      await store.beginRun({ ...SUMMARY, runId: `r${n}` });
      await store.endRun({ ...SUMMARY, runId: `r${n}` });
    }
    await store.close();
    const db = new DatabaseSync(testState.file);
    expect(db.prepare('SELECT count(*) AS n FROM run').get()).toEqual({ n: 50 });
    db.close();
  });

  it('lets no run that could not begin push out one that did something', async () => {
    const { store } = await testState.open();
    await store.beginRun(SUMMARY);
    await store.addOutcome('r1', {
      path: 'x',
      action: { kind: 'equal' },
      outcome: { kind: 'done' },
      bytes: 0,
    });
    await store.endRun(SUMMARY);
    for (let n = 0; n < 60; n += 1) {
      await store.beginRun({ ...SUMMARY, runId: `u${n}` });
      await store.endRun({ ...SUMMARY, runId: `u${n}` });
    }
    expect(await store.runOf('r1')).toBeDefined();
    expect(await store.runOf('u9')).toBeUndefined();
    expect(await store.history({ limit: 100 })).toHaveLength(51);
    await store.close();
  });
});
