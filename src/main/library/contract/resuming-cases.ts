import assert from 'node:assert/strict';
import { buffer } from 'node:stream/consumers';
import type { ItemPath } from '../../../shared/entry/entry.js';
import type { Target } from '../../targets/target.js';
import type { ContractCase } from './setting.js';
import { get, NEVER, noise, problemOf, put, temporaryFor } from './tools.js';

/** The cases about going on in the middle of a file, for those that say that they can. */
export const RESUMING_CASES: readonly ContractCase[] = [
  {
    name: 'reads on from the middle of a file',
    lacks: ({ target }) => (target.features.resumes ? undefined : 'It cannot go on in the middle of a file.'),
    check: async ({ target, home }) => {
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
    name: 'goes on from a part that was left where it was told to, or begins again over it (S3)',
    check: async ({ target, home, names }) => {
      const content = noise(300_000);
      const temporaryPath = temporaryFor(`${home}/file`);
      const size = content.length;
      const short = put(target, `${home}/file`, content.subarray(0, 200_000), {
        size,
        temporaryPath,
        keepsPart: true,
      });
      assert.equal(await problemOf(short), 'transfer-incomplete');
      const resumeFrom = await arrived(target, temporaryPath, 100_000);
      const rest = content.subarray(resumeFrom);
      await put(target, `${home}/file`, rest, { size, temporaryPath, resumeFrom });
      assert.ok((await get(target, `${home}/file`)).equals(content));
      assert.deepEqual(await names(), ['file']);
    },
  },
  {
    name: 'takes no part for whole that comes up short or long, whether it goes on or begins again (S3)',
    check: async ({ target, home, names, content }) => {
      await put(target, `${home}/file`, 'old');
      const temporaryPath = temporaryFor(`${home}/file`);
      const size = 60_000;
      for (const off of [-1, 1]) {
        const left = put(target, `${home}/file`, noise(30_000), { size, temporaryPath, keepsPart: true });
        assert.equal(await problemOf(left), 'transfer-incomplete');
        const resumeFrom = await arrived(target, temporaryPath, 20_000);
        const source = noise(size - resumeFrom + off);
        const wrong = put(target, `${home}/file`, source, { size, temporaryPath, resumeFrom });
        assert.equal(await problemOf(wrong), 'transfer-incomplete');
        assert.deepEqual(await names(), ['file']);
      }
      assert.equal((await content('file')).toString(), 'old');
    },
  },
  {
    name: 'does not go on behind the end of a part, which would leave a gap (S3)',
    check: async ({ target, home, names }) => {
      const temporaryPath = temporaryFor(`${home}/file`);
      const size = 60_000;
      const left = put(target, `${home}/file`, noise(30_000), { size, temporaryPath, keepsPart: true });
      assert.equal(await problemOf(left), 'transfer-incomplete');
      const resumeFrom = target.features.resumes ? 40_000 : 0;
      const source = noise(20_000);
      const wrong = put(target, `${home}/file`, source, { size, temporaryPath, resumeFrom });
      assert.equal(await problemOf(wrong), 'transfer-incomplete');
      assert.deepEqual(await names(), []);
    },
  },
];

/** How much of a part can be gone on from, at most `most`: a connection that is cut may lose what was sent last. */
async function arrived(target: Target, part: ItemPath, most: number): Promise<number> {
  const entry = target.features.resumes ? await target.stat(part, NEVER) : undefined;
  return entry?.kind === 'file' ? Math.min(entry.size, most) : 0;
}
