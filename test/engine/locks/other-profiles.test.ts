import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { LOCK_FILE } from '../../../src/main/sync/lock/lock-file.js';
import { DEFAULT_POLICY } from '../../../src/main/sync/base/policy.js';
import { VERSIONS_FOLDER } from '../../../src/main/sync/versions/version-keeper.js';
import { Pair, type Tree } from '../support/pair.js';

/** What a profile whose folder is `sub` has put there: kept versions, a lock, and a temporary file of a run that was killed. */
const OURS: Tree = {
  [`sub/${VERSIONS_FOLDER}/1-a`]: 'kept by another profile',
  [`sub/${LOCK_FILE}`]: '{}',
  'sub/.evenkeel-0123abcd-zz.part': 'half a file of another profile',
};

let pair: Pair;
afterEach(() => pair.remove());

/** Two sides that are in sync, with those of another profile inside. */
async function nested(): Promise<void> {
  pair = await Pair.inSync({ 'sub/a': 'one', b: 'two' });
  await pair.put('local', OURS);
}

describe('what a profile inside of another one keeps in its folder', () => {
  it('is never copied, nor deleted, in any mode', async () => {
    await nested();
    for (const mode of ['two-way', 'upload', 'download'] as const) {
      pair.policy = { ...DEFAULT_POLICY, mode, deleteExtra: true, deleteUnmatched: true, force: true };
      expect(await pair.planned()).toEqual({});
      await pair.sync();
    }
    expect(await pair.tree('remote')).toEqual({ b: 'two', sub: null, 'sub/a': 'one' });
    expect(await pair.tree('local')).toMatchObject(OURS);
  });

  it('stays where its folder was deleted on the other side, and is told of', async () => {
    await nested();
    await pair.delete('remote', 'sub');
    const report = await pair.sync();
    expect(report.items).toContainEqual(
      expect.objectContaining({
        path: 'sub',
        outcome: expect.objectContaining({ kind: 'skipped' }) as unknown,
      }),
    );
    expect(await pair.tree('local')).toEqual({
      b: 'two',
      sub: null,
      [`sub/${VERSIONS_FOLDER}`]: null,
      ...OURS,
    });
    // Nor is it restored on the other side.
    await pair.sync();
    expect(await pair.tree('remote')).toEqual({ b: 'two' });
  });

  it('goes along where its folder is moved', async () => {
    await nested();
    await rename(join(pair.root('remote'), 'sub'), join(pair.root('remote'), 'moved'));
    expect(await pair.sync()).toMatchObject({ bytes: 0, counts: { failed: 0, skipped: 0 } });
    expect(await pair.tree('local')).toMatchObject({
      'moved/a': 'one',
      [`moved/${VERSIONS_FOLDER}/1-a`]: 'kept by another profile',
    });
    expect(await pair.planned()).toEqual({});
  });

  it('is not content either where another profile of the same folder left it', async () => {
    pair = await Pair.create({ a: 'one', '.evenkeel-0123abcd-zz.part': 'half' });
    await mkdir(join(pair.root('local'), VERSIONS_FOLDER));
    await pair.sync();
    expect(await pair.tree('remote')).toEqual({ a: 'one' });
    expect(await pair.tree('local')).toEqual({ a: 'one', '.evenkeel-0123abcd-zz.part': 'half' });
  });
});
