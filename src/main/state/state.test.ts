import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BaselineRecord } from '../../shared/baseline.js';
import type { RunSummary } from '../../shared/run.js';
import { openStateHere } from './open-state.js';

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
    await first.store.close();
    const { store } = await open();
    expect(await store.hasBaseline()).toBe(true);
    expect(await store.childrenOf('a')).toEqual([{ path: 'a/b ü🎉', record: RECORD }]);
    expect(await store.childrenOf('')).toEqual([{ path: 'a', record: { kind: 'folder' } }]);
    expect(await store.countFiles()).toBe(1);
    await store.close();
  });

  it('is kept apart for each pair of folders', async () => {
    const one = await open('one');
    await one.store.record('a', RECORD);
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

  it('tells of a run that somebody else’s lock kept out, and of names that clash', async () => {
    const { store } = await open();
    const problem = { kind: 'locked', what: 'Locked.', advice: 'Wait.', side: 'remote' } as const;
    const item = {
      path: 'x',
      action: { kind: 'conflict', conflict: 'names-clash' },
      outcome: { kind: 'skipped', problem },
      bytes: 0,
    } as const;
    const summary: RunSummary = { ...SUMMARY, end: { kind: 'broken-off', problem } };
    await store.beginRun(summary);
    await store.addOutcome('r1', item);
    await store.endRun(summary);
    expect(await store.lastRun(10)).toEqual({ ...summary, items: [item] });
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

  it('that a newer version wrote is left as it is', async () => {
    await (await open()).store.close();
    const db = new DatabaseSync(file);
    db.exec('PRAGMA user_version = 999');
    db.close();
    await expect(open()).rejects.toThrow('newer version');
    expect((await readdir(join(folder, 'state'))).filter((name) => name.includes('damaged'))).toEqual([]);
  });
});
