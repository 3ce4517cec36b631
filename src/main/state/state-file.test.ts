import { mkdir, open as openFile, readdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { NOTHING } from '../../shared/plan/plan.js';
import { problemOf } from '../../shared/problem-error.js';
import { MIGRATIONS } from './sqlite/schema.js';
import { stateOfEachTest, RECORD, SUMMARY } from './test-state.js';

const testState = stateOfEachTest();

describe('a damaged database', () => {
  it.each([
    [
      'something that is no database',
      Buffer.from('this is not a database, and has not been one for a while'),
    ],
    ['a database with a hole in it', undefined],
  ])('that is %s is set aside with a word, never deleted', async (_name, content) => {
    const { store } = await testState.open();
    for (let n = 0; n < 500; n += 1) void store.record(`file number ${n}`, RECORD);
    await store.close();
    if (content !== undefined) await writeFile(testState.file, content);
    else {
      const handle = await openFile(testState.file, 'r+');
      await handle.write(Buffer.alloc(8192, 0xab), 0, 8192, 4096);
      await handle.close();
    }
    const opened = await testState.open();
    expect(opened.damaged).toMatchObject({ kind: 'damaged' });
    expect(opened.damaged?.what).toContain('set aside');
    expect(await opened.store.hasBaseline()).toBe(false);
    expect((await readdir(dirname(testState.file))).some((name) => name.includes('.damaged-'))).toBe(true);
    await opened.store.close();
  });

  it('that a newer version wrote is left as it is', async () => {
    await (await testState.open()).store.close();
    const db = new DatabaseSync(testState.file);
    db.exec('PRAGMA user_version = 999');
    db.close();
    await expect(testState.open()).rejects.toThrow('newer version');
    expect((await readdir(dirname(testState.file))).filter((name) => name.includes('damaged'))).toEqual([]);
  });
});

it('a database in a place where no folder can be made is said to be so', async () => {
  await writeFile(dirname(testState.file), 'in the way');
  expect(await testState.open().catch(problemOf)).toMatchObject({
    kind: 'permission-denied',
    what: expect.stringContaining(dirname(testState.file)) as string,
  });
});

describe('a database that an earlier version wrote', () => {
  it.each(MIGRATIONS.slice(0, -1).map((_, index) => index + 1))(
    'with version %i of the schema is read as if it were new',
    async (version) => {
      await mkdir(dirname(testState.file), { recursive: true });
      const db = new DatabaseSync(testState.file);
      for (const step of MIGRATIONS.slice(0, version)) db.exec(step);
      db.exec(`PRAGMA user_version = ${version}`);
      db.prepare('INSERT INTO pair (name, token, established) VALUES (?, ?, 1)').run('one', '0a0b0c0d');
      db.exec(`INSERT INTO baseline (pair, folder, name, kind, local_size, local_ms, local_precision, remote_size)
        VALUES (1, 'a', 'b', 'file', 5, 7, 1, 5), (1, '', 'a', 'folder', NULL, NULL, NULL, NULL)`);
      db.prepare('INSERT INTO run (id, started_ms, summary) VALUES (?, 1, ?)').run(
        'r1',
        JSON.stringify({ ...SUMMARY, unreached: undefined }),
      );
      db.close();
      const { store, damaged } = await testState.open();
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
      expect(await store.lastRun(1)).toEqual({ ...SUMMARY, unreached: NOTHING, items: [] });
      expect(await store.acceptedIgnore()).toEqual({ text: undefined, changedByRun: false });
      await store.acceptIgnore('*.log\n');
      expect(await store.acceptedIgnore()).toEqual({ text: '*.log\n', changedByRun: false });
      await store.record('a/b', RECORD);
      expect(await store.recordOf('a/b')).toEqual(RECORD);
      await store.close();
      const after = new DatabaseSync(testState.file);
      expect(after.prepare('PRAGMA user_version').get()).toEqual({ user_version: MIGRATIONS.length });
      after.close();
    },
  );
});

describe('a database that two programs use', () => {
  it('can be read by one while the other runs from it, and run from by one only', async () => {
    const one = await testState.open();
    const other = await testState.open();
    await one.store.record('a', RECORD);
    expect(await one.store.lock()).toBe(true);
    expect(await one.store.lock()).toBe(true);
    expect(await other.store.lock()).toBe(false);
    expect(await other.store.recordOf('a')).toEqual(RECORD);
    await one.store.close();
    expect(await other.store.lock()).toBe(true);
    await other.store.close();
  });

  it('says in a sentence that the other one is using it', async () => {
    const { store } = await testState.open();
    const holder = new DatabaseSync(testState.file);
    holder.exec('BEGIN IMMEDIATE');
    const problem = await store.record('a', RECORD).catch(problemOf);
    holder.exec('ROLLBACK');
    holder.close();
    expect(problem).toMatchObject({ kind: 'busy' });
    expect((await readdir(dirname(testState.file))).filter((name) => name.includes('damaged'))).toEqual([]);
    await store.record('a', RECORD);
    await store.close();
  }, 20_000);
});
