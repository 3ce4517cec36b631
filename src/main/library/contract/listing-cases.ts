import assert from 'node:assert/strict';
import type { ContractCase } from './setting.js';
import { A_TIME, get, list, NEVER, problemOf, put } from './tools.js';

const NAMES = [
  'with spaces in it',
  ' leading and trailing ',
  'two  spaces',
  'Übergröße äöü',
  'e\u0301 decomposed',
  '日本語',
  'emoji 🙂 family 👩‍👩‍👧',
  '-dash',
  '-rf',
  'a -v b',
  '[brackets]',
  'star * question ?',
  '{braces,too}',
  'single \' and double " quotes',
  '100% %20 percent',
  'back\\slash',
  '~tilde',
  '#hash;semi=colon',
  'a -> b',
  '.hidden',
  'total 5',
];

/** The cases about what a target tells of what it holds. */
export const LISTING_CASES: readonly ContractCase[] = [
  {
    name: 'lists an empty folder',
    check: async ({ target, home }) => {
      assert.deepEqual(await list(target, home), new Map());
    },
  },
  {
    name: 'lists a file with its size, and nothing else',
    check: async ({ target, home }) => {
      await put(target, `${home}/one`, 'hello');
      const listed = await list(target, home);
      assert.deepEqual([...listed.keys()], ['one']);
      const entry = listed.get('one');
      assert.ok(entry?.kind === 'file');
      assert.equal(entry.size, 5);
    },
  },
  {
    name: 'lists a hundred entries, each once',
    check: async ({ target, home }) => {
      const numbers = Array.from({ length: 100 }, (_, n) => n);
      await Promise.all(numbers.map((n) => put(target, `${home}/file ${n}`, 'x'.repeat(n % 7))));
      const listed = await list(target, home);
      assert.equal(listed.size, 100);
      for (const n of numbers) {
        const entry = listed.get(`file ${n}`);
        assert.ok(entry?.kind === 'file');
        assert.equal(entry.size, n % 7);
      }
    },
  },
  {
    name: 'rejects the listing of a folder that is not there, rather than taking it for empty (S8)',
    check: async ({ target, home }) => {
      assert.equal(await problemOf(list(target, `${home}/nowhere`)), 'not-found');
      assert.equal(await problemOf(list(target, `${home}/no/where`)), 'not-found');
    },
  },
  {
    name: 'rejects the listing of a file',
    check: async ({ target, home }) => {
      await put(target, `${home}/file`, 'x');
      await problemOf(list(target, `${home}/file`));
    },
  },
  {
    name: 'works in nested folders',
    check: async ({ target, home }) => {
      for (const folder of ['a', 'a/b', 'a/b/c d']) await target.makeFolder(`${home}/${folder}`, NEVER);
      await put(target, `${home}/a/b/c d/deep`, 'deep');
      assert.deepEqual((await list(target, `${home}/a/b`)).get('c d'), { kind: 'folder' });
      assert.equal((await get(target, `${home}/a/b/c d/deep`)).toString(), 'deep');
    },
  },
  {
    name: 'keeps every name as it is',
    check: async ({ target, home, names, refusesFiles, refusesFolders }) => {
      const kept = NAMES.filter((unusual) => !refusesFiles.includes(unusual));
      const folders = kept.filter((unusual) => !refusesFolders.includes(unusual));
      for (const unusual of kept) await put(target, `${home}/${unusual}`, unusual);
      for (const unusual of folders) {
        await target.makeFolder(`${home}/${unusual}.d`, NEVER);
        await put(target, `${home}/${unusual}.d/${unusual}`, 'inside');
      }
      const expected = [...kept, ...folders.map((unusual) => `${unusual}.d`)].sort();
      assert.deepEqual(await names(), expected);
      assert.deepEqual([...(await list(target, home)).keys()].sort(), expected);
      for (const unusual of kept) {
        const path = `${home}/${unusual}`;
        assert.equal((await get(target, path)).toString(), unusual);
        assert.equal((await target.stat(path, NEVER))?.kind, 'file');
        await target.removeFile(path, NEVER);
      }
      for (const unusual of folders) {
        const path = `${home}/${unusual}`;
        assert.deepEqual(await target.stat(`${path}.d`, NEVER), { kind: 'folder' });
        assert.deepEqual([...(await list(target, `${path}.d`)).keys()], [unusual]);
        await target.removeFile(`${path}.d/${unusual}`, NEVER);
        await target.removeFolder(`${path}.d`, NEVER);
      }
      assert.deepEqual(await names(), []);
    },
  },
  {
    name: 'refuses paths that lead out of the root (S9)',
    check: async ({ target, home }) => {
      const outside = ['..', '../x', `${home}/../../x`, `${home}//x`, '/etc/passwd', `${home}/a\r\nDELE b`];
      for (const path of outside) {
        assert.equal(await problemOf(target.stat(path, NEVER)), 'name-refused');
        assert.equal(await problemOf(put(target, path, 'x')), 'name-refused');
        assert.equal(await problemOf(target.removeFile(path, NEVER)), 'name-refused');
        assert.equal(await problemOf(list(target, path)), 'name-refused');
      }
    },
  },
  {
    name: 'says what lies under a path',
    check: async ({ target, home }) => {
      await put(target, `${home}/file`, 'abc');
      assert.deepEqual(await target.stat('', NEVER), { kind: 'folder' });
      assert.deepEqual(await target.stat(home, NEVER), { kind: 'folder' });
      const entry = await target.stat(`${home}/file`, NEVER);
      assert.ok(entry?.kind === 'file');
      assert.equal(entry.size, 3);
      assert.equal(await target.stat(`${home}/nothing`, NEVER), undefined);
      assert.equal(await target.stat(`${home}/no/thing`, NEVER), undefined);
    },
  },
  {
    name: 'says of a written file what listing and stat say of it afterwards',
    check: async ({ target, home }) => {
      const written = await put(target, `${home}/file`, 'content');
      const listed = (await list(target, home)).get('file');
      const stat = await target.stat(`${home}/file`, NEVER);
      for (const entry of [listed, stat]) {
        assert.ok(entry?.kind === 'file');
        assert.equal(entry.size, written.size);
        assert.ok(entry.modified !== undefined && written.modified !== undefined, 'No time.');
        const step = Math.max(entry.modified.precisionMs, written.modified.precisionMs);
        assert.ok(Math.abs(entry.modified.ms - written.modified.ms) < step);
      }
    },
  },
  {
    name: 'sets the time of a file as finely as it says, or says that it cannot',
    check: async ({ target, home }) => {
      const { setsTimesToMs } = target.capabilities;
      const written = await put(target, `${home}/file`, 'content', { modifiedMs: A_TIME });
      const off = Math.abs((written.modified?.ms ?? 0) - (setsTimesToMs === undefined ? Date.now() : A_TIME));
      assert.ok(off < (setsTimesToMs ?? 3_600_000), `The time is ${off} ms off.`);
    },
  },
];
