import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, type Policy } from '../../../src/main/sync/base/policy.js';
import { decomposing } from '../support/sides/composing-side.js';
import { Pair, type Tree } from '../support/pair.js';

const CAFE = 'caf\u00e9';
const TREE: Tree = { [CAFE]: 'one', plain: 'two', 'Fl\u00fcsse': null, [`Fl\u00fcsse/\u00c5s`]: 'three' };

let pair: Pair;
afterEach(() => pair.remove());

/** The remote tree as somebody sees it who composes all letters. */
const composed = async (side: 'local' | 'remote'): Promise<Tree> =>
  Object.fromEntries(
    Object.entries(await pair.tree(side)).map(([path, content]) => [path.normalize(), content]),
  );

async function create(local: Tree, remote: Tree = {}): Promise<Pair> {
  const created = await Pair.create(local, remote);
  created.wrap = (target, side) => (side === 'local' ? decomposing(target) : target);
  return created;
}

describe('S9: a side that gives names back with their letters composed otherwise', () => {
  it.each([
    ['both ways', {}],
    ['from the server', { mode: 'download', deleteExtra: true, force: true }],
  ] as const)('is in sync after one run, %s, and stays so', async (_how, options: Partial<Policy>) => {
    pair = await create({}, TREE);
    pair.policy = { ...DEFAULT_POLICY, ...options };
    await pair.sync();
    expect(await composed('local')).toEqual(TREE);
    expect(Object.keys(await pair.tree('local'))).toContain(CAFE.normalize('NFD'));
    for (let times = 0; times < 2; times += 1) {
      expect(await pair.planned()).toEqual({});
      expect((await pair.sync()).items).toEqual([]);
    }
    expect(await pair.tree('remote')).toEqual(TREE);
  });

  it('has its changes and deletions copied under the names that the other side has', async () => {
    pair = await create({}, TREE);
    await pair.sync();
    await pair.put('local', { [CAFE.normalize('NFD')]: 'changed here' });
    await pair.delete('local', 'Flu\u0308sse');
    expect((await pair.sync()).counts).toMatchObject({ failed: 0, skipped: 0, conflicts: 0 });
    expect(await pair.tree('remote')).toEqual({ [CAFE]: 'changed here', plain: 'two' });
    await pair.put('remote', { [CAFE]: 'changed there' });
    await pair.delete('remote', 'plain');
    await pair.sync();
    expect(await composed('local')).toEqual({ [CAFE]: 'changed there' });
    expect(await pair.planned()).toEqual({});
  });

  it('matches the same names on the other side', async () => {
    pair = await create({ [CAFE.normalize('NFD')]: 'one' }, { [CAFE]: 'one' });
    expect(await pair.planned()).toEqual({});
  });

  it('has a file and a folder moved there with everything in it', async () => {
    pair = await create({}, TREE);
    await pair.sync();
    const root = pair.root('remote');
    await rename(join(root, 'Fl\u00fcsse'), join(root, 'B\u00e4che'));
    await rename(join(root, CAFE), join(root, 'th\u00e9'));
    expect(await pair.sync()).toMatchObject({ bytes: 0, counts: { failed: 0, skipped: 0 } });
    expect(await composed('local')).toEqual(await pair.tree('remote'));
    expect(await pair.planned()).toEqual({});
  });

  it('is no matter on a side that tells the two apart: there they are two names', async () => {
    pair = await Pair.create({ [CAFE.normalize('NFD')]: 'one' }, { [CAFE]: 'two' });
    expect(await pair.planned()).toEqual({
      [CAFE.normalize('NFD')]: 'conflict: names-clash',
      [CAFE]: 'conflict: names-clash',
    });
  });

  it('is asked for no name that leads out of the root', async () => {
    pair = await create({ ['e\u0301\n']: 'x' }, { ['\u00e9\n']: 'y', ok: 'z' });
    await pair.sync();
    expect(await composed('local')).toEqual({ '\u00e9\n': 'x', ok: 'z' });
  });
});
