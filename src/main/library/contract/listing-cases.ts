import assert from 'node:assert/strict';
import type { ContractCase } from './setting.js';
import { get, list, nameOfFilling, NEVER, problemOf, put, sizeOfFilling } from './tools.js';

/** The cases about what a target tells of what it holds. */
export const LISTING_CASES: readonly ContractCase[] = [
  {
    name: 'lists an empty folder',
    check: async ({ target, home }) => {
      assert.deepEqual(await list(target, home), new Map());
      assert.deepEqual((await list(target, '')).get(home), { kind: 'folder' });
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
    name: 'lists ten thousand entries, each once',
    check: async ({ target, home, fill }) => {
      await fill(10_000);
      const listed = await list(target, home);
      assert.equal(listed.size, 10_000);
      for (let n = 0; n < 10_000; n += 1) {
        const entry = listed.get(nameOfFilling(n));
        assert.ok(entry?.kind === 'file');
        assert.equal(entry.size, sizeOfFilling(n));
      }
    },
  },
  {
    name: 'lists files and folders side by side, hidden ones among them',
    check: async ({ target, home }) => {
      for (const folder of ['folder', '.hidden folder']) await target.makeFolder(`${home}/${folder}`, NEVER);
      for (const file of ['file', '.hidden file']) await put(target, `${home}/${file}`, 'x');
      await put(target, `${home}/folder/not seen from above`, 'x');
      const kinds = [...(await list(target, home))].map(([name, { kind }]) => `${name}: ${kind}`);
      assert.deepEqual(kinds.sort(), [
        '.hidden file: file',
        '.hidden folder: folder',
        'file: file',
        'folder: folder',
      ]);
    },
  },
  {
    name: 'lists many folders at once, each with what is in it',
    check: async ({ target, home }) => {
      const numbers = Array.from({ length: 20 }, (_, n) => n);
      for (const n of numbers) {
        await target.makeFolder(`${home}/${n}`, NEVER);
        if (n % 3 > 0) await put(target, `${home}/${n}/in ${n}`, 'x');
      }
      const lists = await Promise.all([...numbers, ...numbers].map((n) => list(target, `${home}/${n}`)));
      for (const [index, listed] of lists.entries()) {
        const n = index % 20;
        assert.deepEqual([...listed.keys()], n % 3 > 0 ? [`in ${n}`] : []);
      }
    },
  },
  {
    name: 'lists what is in a folder, while others are looked at, made and deleted (S8)',
    check: async ({ target, home }) => {
      const numbers = Array.from({ length: 12 }, (_, n) => n);
      for (const n of numbers) {
        await target.makeFolder(`${home}/${n}`, NEVER);
        await put(target, `${home}/${n}/in ${n}`, 'x');
      }
      const working = numbers.map(async (n) => {
        const folder = `${home}/gone ${n}`;
        await target.makeFolder(folder, NEVER);
        assert.deepEqual(await target.stat(folder, NEVER), { kind: 'folder' });
        await target.removeFolder(folder, NEVER);
      });
      const work = Promise.all(working);
      // What fails is told below, also where a listing fails before.
      work.catch(() => undefined);
      for (let times = 0; times < 4; times += 1) {
        const lists = await Promise.all(numbers.map((n) => list(target, `${home}/${n}`)));
        for (const n of numbers) assert.deepEqual([...(lists[n]?.keys() ?? [])], [`in ${n}`]);
      }
      await work;
    },
  },
  {
    name: 'stops listing where nobody wants to know more, and goes on working',
    check: async ({ target, home }) => {
      for (let n = 0; n < 3; n += 1) await put(target, `${home}/${n}`, 'x');
      for (let times = 0; times < 20; times += 1) {
        for await (const chunk of target.list(home, NEVER)) if (chunk.length > 0) break;
      }
      assert.equal((await list(target, home)).size, 3);
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
      await problemOf(list(target, `${home}/file/below`));
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
      assert.equal(await target.stat(`${home}/file/below`, NEVER), undefined);
    },
  },
];
