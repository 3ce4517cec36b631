import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { CONFLICT_KINDS, LEAVE_REASONS } from '../../../shared/plan/plan.js';
import { PROBLEM_KINDS } from '../../../shared/problem.js';
import { NO_OUTCOMES, type ItemOutcome } from '../../../shared/run/run.js';
import { memoryOfEachTest, SUMMARY } from '../test-memory.js';

const memory = memoryOfEachTest();

describe('what is remembered of past runs', () => {
  it('tells the last run that ended, with its items', async () => {
    const { store } = await memory.open();
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
    const { store } = await memory.open();
    for (const runId of ['r1', 'r2', 'killed']) await store.beginRun({ ...SUMMARY, runId });
    for (const runId of ['r1', 'r2']) await store.endRun({ ...SUMMARY, runId });
    await store.noteChange({ runId: 'r2', notedMs: 1, path: 'a', side: 'local', what: 'created' });
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
    const other = await memory.open('other');
    expect((await other.store.runOf('r2'))?.undoable).toBe(false);
    await other.store.close();
  });

  it('tells how far a run had come that was cut, and whether it still goes on', async () => {
    const { store } = await memory.open();
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
    await store.noteChange({ runId: 'killed', notedMs: 77, path: 'a', side: 'remote', what: 'created' });
    const unended = {
      trigger: 'window',
      counts: { done: 2, wouldDo: 0, skipped: 0, failed: 1, conflicts: 1 },
      bytes: 100,
      planned,
      lastChangeMs: 77,
    };
    expect((await store.runOf('killed'))?.unended).toEqual({ ...unended, state: 'cut' });
    await store.claim();
    expect((await store.runOf('killed'))?.unended?.state).toBe('running');
    const { store: onlooker } = await memory.open();
    expect((await onlooker.runOf('killed'))?.unended).toEqual({ ...unended, state: 'running' });
    await store.close();
    expect((await onlooker.history({ limit: 1 }))[0]?.unended?.state).toBe('cut');
    expect(await onlooker.claim()).toBe(true);
    await onlooker.beginRun({ ...SUMMARY, runId: 'next' });
    expect((await onlooker.runOf('next'))?.unended?.state).toBe('running');
    expect((await onlooker.runOf('killed'))?.unended?.state).toBe('cut');
    await onlooker.close();
  });

  it('reads what became of the items of a run page by page, and only those asked for', async () => {
    const { store } = await memory.open();
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
    const { store } = await memory.open();
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
    const { store } = await memory.open();
    const problem = { kind: 'other', what: 'It was left.', advice: 'Decide.' } as const;
    const item: ItemOutcome = { path: 'x', action, outcome: { kind: 'skipped', problem }, bytes: 0 };
    await store.beginRun(SUMMARY);
    await store.addOutcome('r1', item);
    expect(await store.outcomesOf('r1', { limit: 1 })).toEqual({ items: [item] });
    await store.close();
  });

  it('tells again of a problem whose kind only a later version knows', async () => {
    const { store } = await memory.open();
    await store.beginRun(SUMMARY);
    const problem = { kind: 'other', what: 'It happened.', advice: 'Do this.' } as const;
    await store.endRun({ ...SUMMARY, end: { kind: 'broken-off', problem } });
    await store.close();
    const db = new DatabaseSync(memory.file);
    db.exec(`UPDATE run SET summary = replace(summary, '"other"', '"tides"')`);
    db.close();
    const { store: again } = await memory.open();
    expect((await again.lastRun(0))?.end).toEqual({ kind: 'broken-off', problem });
    await again.close();
  });

  it('S4: keeps an old run for as long as what it put away is there, then lets it go with all that it changed', async () => {
    const { store } = await memory.open();
    await store.beginRun({ ...SUMMARY, runId: 'old' });
    const change = { runId: 'old', notedMs: 1, path: 'a', side: 'local', what: 'replaced' } as const;
    await store.noteChange({ ...change, what: 'created' });
    const seq = await store.noteChange({ ...change, kept: { as: '.evenkeel-versions/x/1-a', size: 3 } });
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

  it('keeps the items of the last fifty runs only', async () => {
    const { store } = await memory.open();
    for (let n = 0; n < 60; n += 1) {
      await store.beginRun({ ...SUMMARY, runId: `r${n}` });
      await store.endRun({ ...SUMMARY, runId: `r${n}` });
    }
    await store.close();
    const db = new DatabaseSync(memory.file);
    expect(db.prepare('SELECT count(*) AS n FROM run').get()).toEqual({ n: 50 });
    db.close();
  });

  it('lets no run that could not begin push out one that did something', async () => {
    const { store } = await memory.open();
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
