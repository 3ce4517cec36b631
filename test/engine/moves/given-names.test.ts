import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { otherSide, type Side } from '../../../src/shared/entry/entry.js';
import { spellingKey } from '../../../src/shared/entry/names.js';
import { DEFAULT_POLICY } from '../../../src/main/sync/base/policy.js';
import type { Target } from '../../../src/main/targets/target.js';
import { folding } from '../support/sides/folding-side.js';
import { Pair, type Tree } from '../support/pair.js';
import { spelling } from '../support/sides/spelling-side.js';

/** Each is listed otherwise by a side that has small letters only, or capital ones only, or takes letters apart. */
const TREE: Tree = {
  'Caf\u00e9.txt': 'three',
  Dir: null,
  'Dir/Fl\u00fcsse': null,
  'Dir/Fl\u00fcsse/Notes.md': 'two',
  'README.TXT': 'one',
  '\u00fcber.md': 'four',
};

const STYLES = {
  'small letters': (path: string) => path.toLowerCase(),
  'capital letters': (path: string) => path.toUpperCase(),
  'letters taken apart': (path: string) => path.normalize('NFD'),
  'small letters, taken apart': (path: string) => path.normalize('NFD').toLowerCase(),
};
type Style = keyof typeof STYLES;

let pair: Pair;
afterEach(() => pair.remove());

/** Two sides of which `side` spells names in its style; the other one has the files. */
async function create(side: Side, style: Style, knows: boolean, tree = TREE): Promise<void> {
  pair = await (side === 'remote' ? Pair.create(tree) : Pair.create({}, tree));
  pair.wrap = (target, which) => (which === side ? spelling(target, STYLES[style], knows) : target);
}

/** A tree under names that say nothing of how they are spelled. */
function keyed(tree: Tree): Tree {
  const entries = Object.entries(tree).map(([path, content]) => [spellingKey(path), content] as const);
  return Object.fromEntries(
    entries.filter(([path]) => !path.startsWith('.evenkeel-')).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** The tree with this in the place of its README.TXT. */
function instead(more: Tree): Tree {
  const entries = Object.entries({ ...TREE, ...more }).filter(([path]) => path !== 'README.TXT');
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Both sides hold this, `side` under its own spellings, and two more runs find nothing to do. */
async function expectEven(side: Side, tree: Tree): Promise<void> {
  for (let times = 0; times < 2; times += 1) {
    expect(await pair.tree(otherSide(side))).toEqual(tree);
    expect(keyed(await pair.tree(side))).toEqual(keyed(tree));
    expect(await pair.planned()).toEqual({});
    expect((await pair.sync()).items).toEqual([]);
  }
}

// A disk of this computer is known to fold names; of a server nobody knows.
const CASES = (['remote', 'local'] as const).flatMap((side) =>
  (Object.keys(STYLES) as Style[]).map((style) => ({ side, style, knows: side === 'local' })),
);

describe.each(CASES)('S9: a $side side that lists $style', ({ side, style, knows }) => {
  const other = otherSide(side);

  it('is in sync after one run, and stays so', async () => {
    await create(side, style, knows);
    expect((await pair.sync()).counts).toMatchObject({ failed: 0, skipped: 0, conflicts: 0 });
    await expectEven(side, TREE);
  });

  it('is in sync after a mirror run that forces, and stays so', async () => {
    await create(side, style, knows);
    const mode = side === 'remote' ? 'upload' : 'download';
    pair.policy = { ...DEFAULT_POLICY, mode, deleteExtra: true, force: true };
    await pair.sync();
    await expectEven(side, TREE);
  });

  it('gets what is edited on the other side in its place, and gives back what is edited there', async () => {
    await create(side, style, knows);
    await pair.sync();
    await pair.put(other, { 'README.TXT': 'edited', 'Dir/Fl\u00fcsse/Notes.md': 'edited as well' });
    expect((await pair.sync()).counts).toMatchObject({ done: 2, failed: 0, skipped: 0, conflicts: 0 });
    const edited = { ...TREE, 'README.TXT': 'edited', 'Dir/Fl\u00fcsse/Notes.md': 'edited as well' };
    await expectEven(side, edited);
    await pair.put(side, { [STYLES[style]('Caf\u00e9.txt')]: 'edited there' });
    expect((await pair.sync()).counts).toMatchObject({ done: 1, failed: 0, skipped: 0, conflicts: 0 });
    await expectEven(side, { ...edited, 'Caf\u00e9.txt': 'edited there' });
  });

  it('has what is deleted on either side deleted on the other', async () => {
    await create(side, style, knows);
    await pair.sync();
    await pair.delete(other, 'Dir');
    await pair.delete(side, STYLES[style]('README.TXT'));
    expect((await pair.sync()).counts).toMatchObject({ failed: 0, skipped: 0, conflicts: 0 });
    await expectEven(side, { 'Caf\u00e9.txt': 'three', '\u00fcber.md': 'four' });
  });

  it('has files and folders moved that are moved on the other one', async () => {
    await create(side, style, knows);
    await pair.sync();
    await rename(join(pair.root(other), 'Dir'), join(pair.root(other), 'Folder'));
    await rename(join(pair.root(other), 'README.TXT'), join(pair.root(other), 'Moved.TXT'));
    expect(await pair.sync()).toMatchObject({ bytes: 0, counts: { failed: 0, skipped: 0, conflicts: 0 } });
    await expectEven(side, {
      'Caf\u00e9.txt': 'three',
      Folder: null,
      'Folder/Fl\u00fcsse': null,
      'Folder/Fl\u00fcsse/Notes.md': 'two',
      'Moved.TXT': 'one',
      '\u00fcber.md': 'four',
    });
  });

  it.each(['ReadMe.txt', 'readme.txt', 'README.txt'])(
    'takes no part in it when README.TXT is spelled %s on the other one',
    async (name) => {
      await create(side, style, knows);
      await pair.sync();
      await rename(join(pair.root(other), 'README.TXT'), join(pair.root(other), name));
      expect((await pair.sync()).counts).toMatchObject({ failed: 0, skipped: 0, conflicts: 0 });
      const tree = instead({ [name]: 'one' });
      await expectEven(side, tree);
    },
  );

  it('has a folder spelled anew on the other one that it lists so already', async () => {
    const tree: Tree = { Dir: null, 'Dir/Notes.md': 'two' };
    await create(side, style, knows, tree);
    await pair.sync();
    const name = STYLES[style]('Dir');
    await rename(join(pair.root(other), 'Dir'), join(pair.root(other), name));
    expect((await pair.sync()).counts).toMatchObject({ failed: 0, skipped: 0, conflicts: 0 });
    await expectEven(side, { [name]: null, [`${name}/Notes.md`]: 'two' });
  });

  it('S4: is as before after an undo, and as after the run when that is undone', async () => {
    await create(side, style, knows);
    await pair.sync();
    await pair.delete(other, 'README.TXT');
    await pair.put(other, { 'New.TXT': 'new' });
    const { runId } = await pair.sync();
    const undone = await pair.undo(runId);
    expect(undone.counts).toMatchObject({ done: 2, failed: 0, skipped: 0 });
    expect(keyed(await pair.tree(side))).toEqual(keyed(TREE));
    expect((await pair.undo(undone.runId)).counts).toMatchObject({ done: 2, failed: 0, skipped: 0 });
    const tree = instead({ 'New.TXT': 'new' });
    await expectEven(side, tree);
  });

  it('S5: is known for it where the run that wrote the names ended before it had seen them', async () => {
    await create(side, style, knows);
    const wrap = pair.wrap;
    const plan = await pair.compare();
    // Whoever dies lists nothing any more.
    pair.wrap = (target, which) => (which === side ? unlisted(wrap(target, which)) : target);
    await pair.run(plan);
    pair.wrap = wrap;
    expect(await pair.planned()).toEqual({});
    await expectEven(side, TREE);
  });
});

function unlisted(target: Target): Target {
  return new Proxy(target, {
    get: (of, key): unknown => {
      if (key !== 'list') return Reflect.get(of, key) as unknown;
      return () => {
        throw new Error('Nobody lists here.');
      };
    },
  });
}

describe('a name that its user spells anew', () => {
  it.each([true, false])(
    'on a side that folds names and has listed it as it was written is copied, known: %s',
    async (knows) => {
      pair = await Pair.create({ 'README.TXT': 'one', x: '1' });
      pair.wrap = (target, side) => (side === 'remote' ? folding(target, knows) : target);
      await pair.sync();
      await rename(join(pair.root('remote'), 'README.TXT'), join(pair.root('remote'), 'readme.txt'));
      expect(await pair.planned()).toEqual({
        'README.TXT': 'moved to readme.txt',
        'readme.txt': 'move on local from README.TXT',
      });
      await pair.sync();
      expect(await pair.tree('local')).toEqual({ 'readme.txt': 'one', x: '1' });
      expect(await pair.planned()).toEqual({});
    },
  );

  it('on a side that spelled it otherwise is copied', async () => {
    pair = await Pair.create({ 'README.TXT': 'one' });
    pair.wrap = (target, side) =>
      side === 'remote' ? spelling(target, (path) => path.toLowerCase(), false) : target;
    await pair.sync();
    // From now on the disk keeps the spelling that it is given.
    pair.wrap = (target, side) => (side === 'remote' ? folding(target, false) : target);
    expect(await pair.planned()).toEqual({});
    await rename(join(pair.root('remote'), 'readme.txt'), join(pair.root('remote'), 'ReadMe.txt'));
    await pair.sync();
    expect(await pair.tree('local')).toEqual({ 'ReadMe.txt': 'one' });
    expect(await pair.planned()).toEqual({});
  });

  it('is a rename where the side tells the spellings apart by now, whatever it did before', async () => {
    pair = await Pair.create({ 'README.TXT': 'one' });
    const wrap: Pair['wrap'] = (target, side) =>
      side === 'remote' ? spelling(target, (path) => path.toLowerCase(), false) : target;
    pair.wrap = wrap;
    await pair.sync();
    expect(await pair.planned()).toEqual({});
    pair.wrap = (target) => target;
    expect(await pair.planned()).toEqual({
      'README.TXT': 'moved to readme.txt',
      'readme.txt': 'move on local from README.TXT',
    });
  });
});
