import assert from 'node:assert/strict';
import type { ContractCase } from './setting.js';
import { get, list, NEVER, problemOf, put } from './tools.js';

/** The cases about giving things another name, and about putting them away. */
export const MOVE_CASES: readonly ContractCase[] = [
  {
    name: 'moves a file, and a folder with all that is in it',
    check: async ({ target, home, names }) => {
      await put(target, `${home}/a ü.txt`, 'content 5');
      await target.makeFolder(`${home}/from`, NEVER);
      await put(target, `${home}/from/inside`, 'content 6');
      await target.makeFolder(`${home}/to`, NEVER);
      await target.move(`${home}/a ü.txt`, `${home}/to/b 🙂.txt`, NEVER);
      await target.move(`${home}/from`, `${home}/to/moved`, NEVER);
      assert.deepEqual(await names(), ['to']);
      assert.equal((await get(target, `${home}/to/b 🙂.txt`)).toString(), 'content 5');
      assert.equal((await get(target, `${home}/to/moved/inside`)).toString(), 'content 6');
      assert.equal(await problemOf(target.move(`${home}/nothing`, `${home}/to/x`, NEVER)), 'not-found');
    },
  },
  {
    name: 'S4: keeps a file with its content and time under another name',
    check: async ({ target, home }) => {
      const modifiedMs = Date.UTC(2024, 4, 5, 6, 7, 8);
      await put(target, `${home}/file`, 'content 7', { modifiedMs });
      const before = await target.stat(`${home}/file`, NEVER);
      await target.makeFolder(`${home}/kept`, NEVER);
      const beforeReplace = (): Promise<string> => Promise.resolve(`${home}/kept/1-file`);
      await put(target, `${home}/file`, 'content 8', { beforeReplace });
      assert.equal((await get(target, `${home}/kept/1-file`)).toString(), 'content 7');
      assert.deepEqual(await target.stat(`${home}/kept/1-file`, NEVER), before);
      assert.equal((await get(target, `${home}/file`)).toString(), 'content 8');
      assert.deepEqual([...(await list(target, `${home}/kept`)).keys()], ['1-file']);
    },
  },
  {
    name: 'moves a file that keeps its size and time',
    check: async ({ target, home }) => {
      await put(target, `${home}/file`, 'content', { modifiedMs: Date.UTC(2024, 4, 5, 6, 7, 8) });
      const before = await target.stat(`${home}/file`, NEVER);
      await target.makeFolder(`${home}/to`, NEVER);
      await target.move(`${home}/file`, `${home}/to/moved`, NEVER);
      assert.deepEqual(await target.stat(`${home}/to/moved`, NEVER), before);
    },
  },
  {
    name: 'changes nothing but the case of a name',
    check: async ({ target, home, names }) => {
      await put(target, `${home}/readme`, 'content');
      await target.move(`${home}/readme`, `${home}/README`, NEVER);
      assert.deepEqual(await names(), ['README']);
      assert.equal((await get(target, `${home}/README`)).toString(), 'content');
    },
  },
  {
    name: 'moves nothing into a folder that is not there',
    check: async ({ target, home, names }) => {
      await put(target, `${home}/file`, 'content');
      await problemOf(target.move(`${home}/file`, `${home}/no/file`, NEVER));
      assert.deepEqual(await names(), ['file']);
    },
  },
  {
    name: 'moves a file onto another one only whole, if it does not refuse to',
    check: async ({ target, home, names, content }) => {
      await put(target, `${home}/from`, 'from');
      await put(target, `${home}/to`, 'to');
      const refused = await refusal(target.move(`${home}/from`, `${home}/to`, NEVER));
      if (refused === undefined) {
        assert.deepEqual(await names(), ['to']);
        assert.equal((await content('to')).toString(), 'from');
      } else {
        assert.equal(refused, 'already-exists');
        assert.deepEqual(await names(), ['from', 'to']);
        assert.equal((await content('to')).toString(), 'to');
      }
    },
  },
  {
    name: 'moves nothing onto a folder that holds something',
    check: async ({ target, home, names }) => {
      for (const folder of ['from', 'to']) {
        await target.makeFolder(`${home}/${folder}`, NEVER);
        await put(target, `${home}/${folder}/in ${folder}`, 'content');
      }
      await put(target, `${home}/file`, 'content');
      await problemOf(target.move(`${home}/from`, `${home}/to`, NEVER));
      await problemOf(target.move(`${home}/file`, `${home}/to`, NEVER));
      assert.deepEqual(await names(), ['file', 'from', 'to']);
      assert.deepEqual([await names('from'), await names('to')], [['in from'], ['in to']]);
    },
  },
  {
    name: 'S4: puts a file away and leaves a place that another one can take',
    check: async ({ target, home, names, content }) => {
      await put(target, `${home}/file`, 'old');
      await target.makeFolder(`${home}/kept`, NEVER);
      await target.keep(`${home}/file`, `${home}/kept/1-file`, NEVER);
      assert.equal((await content('kept/1-file')).toString(), 'old');
      await put(target, `${home}/file`, 'new');
      assert.equal((await content('kept/1-file')).toString(), 'old');
      assert.equal((await content('file')).toString(), 'new');
      assert.deepEqual(await names(), ['file', 'kept']);
      assert.equal(await problemOf(target.keep(`${home}/nothing`, `${home}/kept/x`, NEVER)), 'not-found');
    },
  },
  {
    name: 'S4: keeps nothing of a file that does not come to be replaced',
    check: async ({ target, home, names, content }) => {
      await put(target, `${home}/file`, 'old');
      await target.makeFolder(`${home}/kept`, NEVER);
      const beforeReplace = (): Promise<string> => Promise.resolve(`${home}/kept/1-file`);
      await problemOf(put(target, `${home}/file`, 'new', { size: 9, beforeReplace }));
      assert.equal((await content('file')).toString(), 'old');
      assert.deepEqual(await names('kept'), []);
      assert.deepEqual(await names(), ['file', 'kept']);
    },
  },
];

/** The kind of problem that `work` rejects with, if it does. */
async function refusal(work: Promise<unknown>): Promise<string | undefined> {
  return work.then(
    () => undefined,
    () => problemOf(work),
  );
}
