import { mkdir, open as openFile, readdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { NOTHING } from '../../shared/plan/plan.js';
import { problemOf } from '../../shared/problem-error.js';
import { MIGRATIONS } from './sqlite/schema.js';
import { memoryOfEachTest, RECORD, SUMMARY } from './test-memory.js';

const memory = memoryOfEachTest();

describe('a damaged memory', () => {
  it.each([
    [
      'something that is no database',
      Buffer.from('this is not a database, and has not been one for a while'),
    ],
    ['a database with a hole in it', undefined],
  ])('that is %s is set aside with a word, never deleted', async (_name, content) => {
    const { store } = await memory.open();
    for (let n = 0; n < 500; n += 1) void store.record(`file number ${n}`, RECORD);
    await store.close();
    if (content !== undefined) await writeFile(memory.file, content);
    else {
      const handle = await openFile(memory.file, 'r+');
      await handle.write(Buffer.alloc(8192, 0xab), 0, 8192, 4096);
      await handle.close();
    }
    const opened = await memory.open();
    expect(opened.damaged).toMatchObject({ kind: 'damaged' });
    expect(opened.damaged?.what).toContain('set aside');
    expect(await opened.store.hasBaseline()).toBe(false);
    expect((await readdir(dirname(memory.file))).some((name) => name.includes('.damaged-'))).toBe(true);
    await opened.store.close();
  });

  it('that a newer version wrote is left as it is', async () => {
    await (await memory.open()).store.close();
    const db = new DatabaseSync(memory.file);
    db.exec('PRAGMA user_version = 999');
    db.close();
    await expect(memory.open()).rejects.toThrow('newer version');
    expect((await readdir(dirname(memory.file))).filter((name) => name.includes('damaged'))).toEqual([]);
  });
});

it('a memory in a place where no folder can be made is said to be so', async () => {
  await writeFile(dirname(memory.file), 'in the way');
  expect(await memory.open().catch(problemOf)).toMatchObject({
    kind: 'permission-denied',
    what: expect.stringContaining(dirname(memory.file)) as string,
  });
});

describe('a memory that an earlier version wrote', () => {
  it.each(MIGRATIONS.slice(0, -1).map((_, index) => index + 1))(
    'with version %i of the schema is read as if it were new',
    async (version) => {
      await mkdir(dirname(memory.file), { recursive: true });
      const db = new DatabaseSync(memory.file);
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
      const { store, damaged } = await memory.open();
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
      expect(await store.acceptedIgnore()).toEqual({ text: undefined, brought: false });
      await store.acceptIgnore('*.log\n');
      expect(await store.acceptedIgnore()).toEqual({ text: '*.log\n', brought: false });
      await store.record('a/b', RECORD);
      expect(await store.recordOf('a/b')).toEqual(RECORD);
      await store.close();
      const after = new DatabaseSync(memory.file);
      expect(after.prepare('PRAGMA user_version').get()).toEqual({ user_version: MIGRATIONS.length });
      after.close();
    },
  );
});

describe('a memory that two programs use', () => {
  it('can be read by one while the other runs from it, and run from by one only', async () => {
    const one = await memory.open();
    const other = await memory.open();
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
    const { store } = await memory.open();
    const holder = new DatabaseSync(memory.file);
    holder.exec('BEGIN IMMEDIATE');
    const problem = await store.record('a', RECORD).catch(problemOf);
    holder.exec('ROLLBACK');
    holder.close();
    expect(problem).toMatchObject({ kind: 'busy' });
    expect((await readdir(dirname(memory.file))).filter((name) => name.includes('damaged'))).toEqual([]);
    await store.record('a', RECORD);
    await store.close();
  }, 20_000);
});
