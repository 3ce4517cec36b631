import assert from 'node:assert/strict';
import type { ContractCase } from './setting.js';
import { get, NEVER, noise, problemOf, put } from './tools.js';

/** The cases about changing what a target holds. */
export const CHANGE_CASES: readonly ContractCase[] = [
  {
    name: 'carries five million bytes and none at all, unharmed',
    check: async ({ target, home, content }) => {
      const big = noise(5 * 1024 * 1024);
      assert.equal((await put(target, `${home}/big`, big)).size, big.length);
      assert.equal((await put(target, `${home}/empty`, '')).size, 0);
      assert.ok(big.equals(await content('big')));
      assert.ok(big.equals(await get(target, `${home}/big`)));
      assert.equal((await get(target, `${home}/empty`)).length, 0);
    },
  },
  {
    name: 'keeps line ends and zero bytes',
    check: async ({ target, home, content }) => {
      const bytes = Buffer.from('a\r\nb\nc\rd\0e\xff', 'latin1');
      await put(target, `${home}/bytes`, bytes);
      assert.ok(bytes.equals(await content('bytes')));
      assert.ok(bytes.equals(await get(target, `${home}/bytes`)));
    },
  },
  {
    name: 'replaces a file and leaves no temporary file',
    check: async ({ target, home, names }) => {
      await put(target, `${home}/file`, 'old and longer');
      await put(target, `${home}/file`, 'new');
      assert.equal((await get(target, `${home}/file`)).toString(), 'new');
      assert.deepEqual(await names(), ['file']);
    },
  },
  {
    name: 'makes a folder once, and not where a file is',
    check: async ({ target, home, names }) => {
      await target.makeFolder(`${home}/folder`, NEVER);
      await target.makeFolder(`${home}/folder`, NEVER);
      await put(target, `${home}/file`, 'x');
      assert.equal(await problemOf(target.makeFolder(`${home}/file`, NEVER)), 'already-exists');
      assert.deepEqual(await names(), ['file', 'folder']);
    },
  },
  {
    name: 'deletes files and empty folders, and does not mind if they are gone',
    check: async ({ target, home, names }) => {
      await put(target, `${home}/file`, 'x');
      await target.makeFolder(`${home}/folder`, NEVER);
      assert.deepEqual(await names(), ['file', 'folder']);
      for (let times = 0; times < 2; times += 1) {
        await target.removeFile(`${home}/file`, NEVER);
        await target.removeFolder(`${home}/folder`, NEVER);
      }
      assert.deepEqual(await names(), []);
    },
  },
  {
    name: 'does not delete a folder that is not empty, nor a file as if it were a folder',
    check: async ({ target, home, names }) => {
      await target.makeFolder(`${home}/folder`, NEVER);
      await put(target, `${home}/folder/.file`, 'x');
      assert.equal(await problemOf(target.removeFolder(`${home}/folder`, NEVER)), 'not-empty');
      assert.equal(await problemOf(target.removeFolder(`${home}/folder/.file`, NEVER)), 'not-a-folder');
      assert.deepEqual(await names('folder'), ['.file']);
    },
  },
  {
    name: 'does not delete a folder that holds something as if it were a file',
    check: async ({ target, home, names }) => {
      await target.makeFolder(`${home}/folder`, NEVER);
      await put(target, `${home}/folder/file`, 'x');
      await problemOf(target.removeFile(`${home}/folder`, NEVER));
      assert.deepEqual(await names('folder'), ['file']);
    },
  },
  {
    name: 'does not read what is not there, nor a folder',
    check: async ({ target, home }) => {
      assert.equal(await problemOf(get(target, `${home}/nothing`)), 'not-found');
      assert.equal(await problemOf(get(target, `${home}/no/thing`)), 'not-found');
      await target.makeFolder(`${home}/folder`, NEVER);
      await problemOf(get(target, `${home}/folder`));
    },
  },
  {
    name: 'does not write into a folder that is not there, nor over a folder',
    check: async ({ target, home, names }) => {
      await problemOf(put(target, `${home}/no/file`, 'x'));
      await target.makeFolder(`${home}/folder`, NEVER);
      assert.equal(await problemOf(put(target, `${home}/folder`, 'x')), 'already-exists');
      assert.deepEqual(await names(), ['folder']);
    },
  },
  {
    name: 'replaces a file by a bigger, a smaller and an empty one',
    check: async ({ target, home, names, content }) => {
      for (const size of [70_000, 200_000, 3, 0, 10]) {
        await put(target, `${home}/file`, noise(size));
        assert.ok(noise(size).equals(await content('file')), `${size} bytes`);
      }
      assert.deepEqual(await names(), ['file']);
    },
  },
  {
    name: 'leaves one whole file where many write it at once (S3)',
    check: async ({ target, home, names, content }) => {
      const contents = Array.from({ length: 8 }, (_, n) => Buffer.alloc(50_000, String(n)));
      const written = await Promise.allSettled(contents.map((one) => put(target, `${home}/file`, one)));
      assert.ok(written.some(({ status }) => status === 'fulfilled'));
      const left = await content('file');
      assert.ok(contents.some((one) => one.equals(left)));
      assert.deepEqual(await names(), ['file']);
    },
  },
  {
    name: 'makes one folder where many make it at once',
    check: async ({ target, home, names }) => {
      await Promise.all(Array.from({ length: 8 }, () => target.makeFolder(`${home}/folder`, NEVER)));
      assert.deepEqual(await names(), ['folder']);
      await Promise.all(Array.from({ length: 8 }, () => target.removeFolder(`${home}/folder`, NEVER)));
      assert.deepEqual(await names(), []);
    },
  },
  {
    name: 'does many things at once',
    check: async ({ target, home, names }) => {
      const content = (n: number): Buffer => noise(1000 * (n % 50) + n);
      const numbers = Array.from({ length: 60 }, (_, n) => n);
      await Promise.all(
        numbers.map((n) =>
          put(target, `${home}/${n}`, content(n), {
            beforeReplace: async () => {
              assert.equal(await target.stat(`${home}/${n}`, NEVER), undefined);
              return undefined;
            },
          }),
        ),
      );
      const read = await Promise.all(numbers.map((n) => get(target, `${home}/${n}`)));
      for (const n of numbers) assert.ok(read[n]?.equals(content(n)));
      await Promise.all(numbers.map((n) => target.removeFile(`${home}/${n}`, NEVER)));
      assert.deepEqual(await names(), []);
    },
  },
];
