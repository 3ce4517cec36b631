import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BaselineRecord } from '../../shared/baseline.js';
import { CONFLICT_KINDS, LEAVE_REASONS } from '../../shared/plan.js';
import { PROBLEM_KINDS } from '../../shared/problem.js';
import type { ItemOutcome, RunSummary } from '../../shared/run.js';
import { problemOf } from '../../shared/problem-error.js';
import { openStateHere } from './open-state.js';
import { MIGRATIONS } from './schema.js';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-state-'));
  file = join(folder, 'state', 'profile.sqlite');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const open = (pair = 'one') => openStateHere({ file, pair });

const RECORD: BaselineRecord = {
  kind: 'file',
  sides: {
    local: { kind: 'file', size: 2 ** 40, modified: { ms: 1_700_000_000_000.5, precisionMs: 1 } },
    remote: { kind: 'file', size: 2 ** 40, modified: undefined },
  },
};

const SUMMARY: RunSummary = {
  runId: 'r1',
  profileId: 'p',
  trigger: 'tray',
  dryRun: false,
  startedMs: 1,
  finishedMs: 2,
  end: { kind: 'finished' },
  counts: { done: 1, wouldDo: 0, skipped: 0, failed: 0, conflicts: 2 },
  bytes: 3,
};

describe('what is remembered of a profile', () => {
  it('is there again after closing and opening, to the bit', async () => {
    const first = await open();
    expect(await first.store.hasBaseline()).toBe(false);
    await first.store.record('a/b ü🎉', RECORD);
    await first.store.record('a', { kind: 'folder' });
    await first.store.record('met/apart', { kind: 'apart' });
    expect(await first.store.hasBaseline()).toBe(false);
    await first.store.record('', { kind: 'folder' });
    await first.store.close();
    const { store } = await open();
    expect(await store.hasBaseline()).toBe(true);
    expect(await store.childrenOf('a')).toEqual([{ path: 'a/b ü🎉', record: RECORD }]);
    expect(await store.childrenOf('')).toEqual([{ path: 'a', record: { kind: 'folder' } }]);
    expect(await store.childrenOf('met')).toEqual([{ path: 'met/apart', record: { kind: 'apart' } }]);
    expect(await store.countFiles()).toBe(1);
    await store.close();
  });

  it('is kept apart for each pair of folders', async () => {
    const one = await open('one');
    await one.store.recordAll([
      { path: 'a', record: RECORD },
      { path: '', record: { kind: 'folder' } },
    ]);
    await one.store.close();
    const other = await open('other');
    expect(await other.store.hasBaseline()).toBe(false);
    expect(await other.store.childrenOf('')).toEqual([]);
    await other.store.close();
    const again = await open('one');
    expect(await again.store.hasBaseline()).toBe(true);
    await again.store.close();
  });

  it('forgets a folder with all below it, and nothing beside it', async () => {
    const { store } = await open();
    for (const path of ['f', 'f/x', 'f/sub/y', 'f.txt', 'f0', 'f-', 'g/f']) await store.record(path, RECORD);
    await store.forget('f');
    expect(await store.childrenOf('f')).toEqual([]);
    expect(await store.childrenOf('f/sub')).toEqual([]);
    expect((await store.childrenOf('')).map(({ path }) => path)).toEqual(['f-', 'f.txt', 'f0']);
    expect(await store.countFiles()).toBe(4);
    await store.close();
  });

  it('keeps an intent until its record is written', async () => {
    const { store } = await open();
    const intent = {
      kind: 'file',
      path: 'a',
      to: 'remote',
      source: { kind: 'file', size: 1, modified: { ms: 5, precisionMs: 1 } },
      proof: { kind: 'content', sha256: 'ab' },
    } as const;
    await store.intend(intent);
    expect(await store.intents()).toEqual([intent]);
    await store.record('a', RECORD);
    expect(await store.intents()).toEqual([]);
    await store.close();
  });

  it('tells the last run that ended, with its items', async () => {
    const { store } = await open();
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

  it('keeps the permissions of what a change made', async () => {
    const { store } = await open();
    const after = { kind: 'file', size: 1, permissions: 0o640 } as const;
    const seq = await store.noteChange({
      runId: 'r1',
      notedMs: 1,
      path: 'x',
      side: 'local',
      what: 'created',
    });
    await store.completeChange(seq, after);
    expect((await store.changesOf('r1', Infinity, 10))[0]?.after).toEqual(after);
    await store.close();
  });

  it('has another revision once the baseline has changed, and only then', async () => {
    const { store } = await open();
    const first = await store.revision();
    await store.beginRun(SUMMARY);
    await store.endRun({ ...SUMMARY, end: { kind: 'stopped' } });
    expect(await store.revision()).toBe(first);
    await store.record('a', RECORD);
    const second = await store.revision();
    expect(second).not.toBe(first);
    await store.forget('a');
    expect(await store.revision()).not.toBe(second);
    const third = await store.revision();
    await store.close();
    const again = await open();
    expect(await again.store.revision()).toBe(third);
    await again.store.close();
  });

  it('reads the history page by page, newest first, runs that were cut off included', async () => {
    const { store } = await open();
    for (const runId of ['r1', 'r2', 'killed']) await store.beginRun({ ...SUMMARY, runId });
    for (const runId of ['r1', 'r2']) await store.endRun({ ...SUMMARY, runId });
    await store.noteChange({ runId: 'r2', notedMs: 1, path: 'a', side: 'local', what: 'created' });
    const first = await store.history({ limit: 2 });
    expect(first).toEqual([
      { seq: 3, runId: 'killed', startedMs: 1, undoable: false },
      { seq: 2, runId: 'r2', startedMs: 1, undoable: true, summary: { ...SUMMARY, runId: 'r2' } },
    ]);
    expect(await store.history({ before: first[1]?.seq, limit: 2 })).toEqual([
      { seq: 1, runId: 'r1', startedMs: 1, undoable: false, summary: SUMMARY },
    ]);
    expect(await store.runOf('r2')).toEqual(first[1]);
    expect(await store.runOf('never')).toBeUndefined();
    await store.close();
    const other = await open('other');
    expect((await other.store.runOf('r2'))?.undoable).toBe(false);
    await other.store.close();
  });

  it('reads what became of the items of a run page by page, and only those asked for', async () => {
    const { store } = await open();
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
    const { store } = await open();
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
    const { store } = await open();
    const problem = { kind: 'other', what: 'It was left.', advice: 'Decide.' } as const;
    const item: ItemOutcome = { path: 'x', action, outcome: { kind: 'skipped', problem }, bytes: 0 };
    await store.beginRun(SUMMARY);
    await store.addOutcome('r1', item);
    expect(await store.outcomesOf('r1', { limit: 1 })).toEqual({ items: [item] });
    await store.close();
  });

  it('tells again of a problem whose kind only a later version knows', async () => {
    const { store } = await open();
    await store.beginRun(SUMMARY);
    const problem = { kind: 'other', what: 'It happened.', advice: 'Do this.' } as const;
    await store.endRun({ ...SUMMARY, end: { kind: 'broken-off', problem } });
    await store.close();
    const db = new DatabaseSync(file);
    db.exec(`UPDATE run SET summary = replace(summary, '"other"', '"tides"')`);
    db.close();
    const { store: again } = await open();
    expect((await again.lastRun(0))?.end).toEqual({ kind: 'broken-off', problem });
    await again.close();
  });

  it('S4: keeps an old run for as long as what it put away is there, then lets it go with all that it changed', async () => {
    const { store } = await open();
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
    const { store } = await open();
    for (let n = 0; n < 60; n += 1) {
      await store.beginRun({ ...SUMMARY, runId: `r${n}` });
      await store.endRun({ ...SUMMARY, runId: `r${n}` });
    }
    await store.close();
    const db = new DatabaseSync(file);
    expect(db.prepare('SELECT count(*) AS n FROM run').get()).toEqual({ n: 50 });
    db.close();
  });

  it('lets no run that could not begin push out one that did something', async () => {
    const { store } = await open();
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

  it('does nothing of what was asked together when part of it fails', async () => {
    const { store } = await open();
    const good = store.record('a', RECORD);
    const bad = store.addOutcome('no such run', {
      path: 'x',
      action: { kind: 'equal' },
      outcome: { kind: 'done' },
      bytes: 0,
    });
    await expect(good).rejects.toThrow();
    await expect(bad).rejects.toThrow();
    expect(await store.childrenOf('')).toEqual([]);
    await store.close();
  });
});

describe('a damaged memory', () => {
  it.each([
    [
      'something that is no database',
      Buffer.from('this is not a database, and has not been one for a while'),
    ],
    ['a database with a hole in it', undefined],
  ])('that is %s is set aside with a word, never deleted', async (_name, content) => {
    const { store } = await open();
    for (let n = 0; n < 500; n += 1) void store.record(`file number ${n}`, RECORD);
    await store.close();
    if (content !== undefined) await writeFile(file, content);
    else {
      const { open: openFile } = await import('node:fs/promises');
      const handle = await openFile(file, 'r+');
      await handle.write(Buffer.alloc(8192, 0xab), 0, 8192, 4096);
      await handle.close();
    }
    const opened = await open();
    expect(opened.damaged).toMatchObject({ kind: 'damaged' });
    expect(opened.damaged?.what).toContain('set aside');
    expect(await opened.store.hasBaseline()).toBe(false);
    expect((await readdir(join(folder, 'state'))).some((name) => name.includes('.damaged-'))).toBe(true);
    await opened.store.close();
  });

  it('in a place where no folder can be made is said to be so', async () => {
    await writeFile(join(folder, 'occupied'), '');
    file = join(folder, 'occupied', 'state', 'a.sqlite');
    expect(await open().catch(problemOf)).toMatchObject({
      kind: 'permission-denied',
      what: expect.stringContaining(dirname(file)),
    });
  });

  it('that a newer version wrote is left as it is', async () => {
    await (await open()).store.close();
    const db = new DatabaseSync(file);
    db.exec('PRAGMA user_version = 999');
    db.close();
    await expect(open()).rejects.toThrow('newer version');
    expect((await readdir(join(folder, 'state'))).filter((name) => name.includes('damaged'))).toEqual([]);
  });
});

describe('a memory that an earlier version wrote', () => {
  it.each(MIGRATIONS.slice(0, -1).map((_, index) => index + 1))(
    'with version %i of the schema is read as if it were new',
    async (version) => {
      await mkdir(dirname(file), { recursive: true });
      const db = new DatabaseSync(file);
      for (const step of MIGRATIONS.slice(0, version)) db.exec(step);
      db.exec(`PRAGMA user_version = ${version}`);
      db.prepare('INSERT INTO pair (name, token, established) VALUES (?, ?, 1)').run('one', '0a0b0c0d');
      db.exec(`INSERT INTO baseline (pair, folder, name, kind, local_size, local_ms, local_precision, remote_size)
        VALUES (1, 'a', 'b', 'file', 5, 7, 1, 5), (1, '', 'a', 'folder', NULL, NULL, NULL, NULL)`);
      db.prepare('INSERT INTO run (id, started_ms, summary) VALUES (?, 1, ?)').run(
        'r1',
        JSON.stringify(SUMMARY),
      );
      db.close();
      const { store, damaged } = await open();
      expect(damaged).toBeUndefined();
      expect(await store.token()).toBe('0a0b0c0d');
      expect(await store.hasBaseline()).toBe(true);
      expect(await store.childrenOf('')).toEqual([{ path: 'a', record: { kind: 'folder' } }]);
      expect(await store.recordOf('a/b')).toEqual({
        kind: 'file',
        sides: {
          local: { kind: 'file', size: 5, modified: { ms: 7, precisionMs: 1 } },
          remote: { kind: 'file', size: 5 },
        },
      });
      expect(await store.lastRun(1)).toEqual({ ...SUMMARY, items: [] });
      await store.record('a/b', RECORD);
      expect(await store.recordOf('a/b')).toEqual(RECORD);
      await store.close();
      const after = new DatabaseSync(file);
      expect(after.prepare('PRAGMA user_version').get()).toEqual({ user_version: MIGRATIONS.length });
      after.close();
    },
  );
});

describe('a memory that two programs use', () => {
  it('can be read by one while the other runs from it, and run from by one only', async () => {
    const one = await open();
    const other = await open();
    await one.store.record('a', RECORD);
    expect(await one.store.claim()).toBe(true);
    expect(await one.store.claim()).toBe(true);
    expect(await other.store.claim()).toBe(false);
    expect(await other.store.recordOf('a')).toEqual(RECORD);
    await one.store.close();
    expect(await other.store.claim()).toBe(true);
    await other.store.close();
  });

  it('says in a sentence that the other one holds on to it', async () => {
    const { store } = await open();
    const holder = new DatabaseSync(file);
    holder.exec('BEGIN IMMEDIATE');
    const problem = await store.record('a', RECORD).catch(problemOf);
    holder.exec('ROLLBACK');
    holder.close();
    expect(problem).toMatchObject({ kind: 'busy' });
    expect((await readdir(dirname(file))).filter((name) => name.includes('damaged'))).toEqual([]);
    await store.record('a', RECORD);
    await store.close();
  }, 20_000);
});
