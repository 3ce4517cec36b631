import assert from 'node:assert/strict';
import { buffer } from 'node:stream/consumers';
import type { ContractCase } from './setting.js';
import { get, NEVER, noise, problemOf, put, temporaryFor } from './tools.js';

/** The cases about going on in the middle of a file, for those that say that they can. */
export const RESUMING_CASES: readonly ContractCase[] = [
  {
    name: 'reads on from the middle of a file, if it says that it can',
    check: async ({ target, home }) => {
      if (!target.capabilities.resumes) return;
      const content = noise(700_000);
      await put(target, `${home}/file`, content);
      for (const from of [1, 300_000, 699_999]) {
        const rest = await buffer(await target.read(`${home}/file`, { from, signal: NEVER }));
        assert.ok(rest.equals(content.subarray(from)));
      }
      // What was asked for one transfer holds for that one only.
      assert.ok((await get(target, `${home}/file`)).equals(content));
    },
  },
  {
    name: 'leaves a part where it is told to, and goes on from there, if it says that it can (S3)',
    check: async ({ target, home, names }) => {
      if (!target.capabilities.resumes) return;
      const content = noise(300_000);
      const temporaryPath = temporaryFor(`${home}/file`);
      const size = content.length;
      const short = put(target, `${home}/file`, content.subarray(0, 200_000), {
        size,
        temporaryPath,
        keepsPart: true,
      });
      assert.equal(await problemOf(short), 'transfer-incomplete');
      const rest = content.subarray(100_000);
      await put(target, `${home}/file`, rest, { size, temporaryPath, resumeFrom: 100_000 });
      assert.ok((await get(target, `${home}/file`)).equals(content));
      assert.deepEqual(await names(), ['file']);
    },
  },
];
