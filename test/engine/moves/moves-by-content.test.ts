import { rename, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, test } from 'vitest';
import { DEFAULT_POLICY } from '../../../src/main/sync/base/policy.js';
import { explain } from '../../../src/shared/plan/explain.js';
import type { Side } from '../../../src/shared/entry/entry.js';
import { ProblemError } from '../../../src/shared/problem-error.js';
import type { Problem } from '../../../src/shared/problem.js';
import type { Features, Target } from '../../../src/main/targets/target.js';
import { startServer, whyUnavailable } from '../../servers/start-server.js';
import { targetOf } from '../../targets/contract/support/ftp.js';
import { Pair, type Tree } from '../support/pair.js';
import { servedBy } from '../support/served.js';
import { withMethods } from '../support/sides/with-methods.js';

let pair: Pair;
afterEach(() => pair.remove());

const LATER_S = Date.UTC(2026, 4, 1) / 1000;

/** Moves a file and gives it another time, as some programs and servers do. */
async function moveAnew(side: Side, from: string, to: string): Promise<void> {
  await rename(join(pair.root(side), from), join(pair.root(side), to));
  await touch(side, to);
}

async function touch(side: Side, path: string): Promise<void> {
  await utimes(join(pair.root(side), path), LATER_S, LATER_S);
}

/** Notes what is read or hashed, and lets only these sides give hashes. */
function watch({ hashedOn }: { readonly hashedOn: readonly Side[] }): readonly string[] {
  const asked: string[] = [];
  const hashing = ({ features }: Target, side: Side): Features['hashHere'] => {
    if (!hashedOn.includes(side)) return undefined;
    return async (path, signal) => {
      asked.push(`hash ${side} ${path}`);
      return features.hashHere?.(path, signal);
    };
  };
  pair.wrap = (target, side) =>
    new Proxy(target, {
      get(whole, key): unknown {
        const value: unknown = Reflect.get(whole, key);
        if (key === 'features') return { ...whole.features, hashHere: hashing(whole, side) };
        if (typeof value !== 'function') return value;
        return (...args: readonly unknown[]): unknown => {
          if (key === 'read') asked.push(`read ${side} ${String(args[0])}`);
          return Reflect.apply(value, whole, args) as unknown;
        };
      },
    });
  return asked;
}

/** Everything that changes a side, without a byte being copied. */
async function syncWithoutTransfer(moves: number): Promise<void> {
  const report = await pair.sync();
  expect(report).toMatchObject({ bytes: 0, counts: { done: moves, failed: 0, skipped: 0 } });
  expect(await pair.tree('remote')).toEqual(await pair.tree('local'));
  expect(await pair.planned()).toEqual({});
}

describe('a file that was moved and has another time', () => {
  it.each(['local', 'remote'] as const)(
    'on the %s side is moved on the other as well, because its content is the same',
    async (side) => {
      const other = side === 'local' ? 'remote' : 'local';
      pair = await Pair.inSync({ a: 'content', 'd/x': '1' });
      await moveAnew(side, 'a', 'd/b');
      const plan = await pair.compare();
      expect(plan.items.get('d/b')?.action).toEqual({ kind: 'move', on: other, from: 'a' });
      const ends = ['a', 'd/b'].map((path) => plan.items.get(path));
      expect(ends.map((item) => (item === undefined ? '' : explain(item)))).toEqual([
        `It is gone on the ${side} side, and the same content is now at “d/b”, so it is moved on the ${other} side too.`,
        `“a” is gone on the ${side} side, and the same content is now here, so it is moved on the ${other} side too, without a transfer.`,
      ]);
      await syncWithoutTransfer(1);
    },
  );

  it('goes back by an undo, and moves again by undoing that (S4)', async () => {
    pair = await Pair.inSync({ a: 'content' });
    await moveAnew('local', 'a', 'b');
    const planned = await pair.planned();
    const report = await pair.sync();
    const undone = await pair.undo(report.runId);
    expect(await pair.tree('remote')).toEqual({ a: 'content' });
    expect(await pair.planned()).toEqual(planned);
    await pair.undo(undone.runId);
    expect(await pair.planned()).toEqual({});
  });

  it('is left where it is when it changes before the run (S2)', async () => {
    pair = await Pair.inSync({ a: 'content' });
    await moveAnew('local', 'a', 'b');
    const plan = await pair.compare();
    await pair.put('remote', { a: 'edited there' });
    expect((await pair.run(plan)).counts).toMatchObject({ done: 0, skipped: 1 });
    expect(await pair.tree('remote')).toEqual({ a: 'edited there' });
  });

  it('is told from others of its size by what is in them', async () => {
    pair = await Pair.inSync({ a: 'one', b: 'two' });
    await moveAnew('local', 'a', 'x');
    await moveAnew('local', 'b', 'y');
    expect(await pair.planned()).toEqual({
      a: 'moved to x',
      b: 'moved to y',
      x: 'move on remote from a',
      y: 'move on remote from b',
    });
    await syncWithoutTransfer(2);
  });

  it('may be large where both sides are hashed without a transfer, each once', async () => {
    pair = await Pair.inSync({ a: 'x'.repeat(300_000) });
    await moveAnew('local', 'a', 'b');
    const asked = watch({ hashedOn: ['local', 'remote'] });
    expect(await pair.planned()).toMatchObject({ b: 'move on remote from a' });
    expect(asked.filter((call) => call.startsWith('hash')).sort()).toEqual(['hash local b', 'hash remote a']);
  });

  it('is also found in a mirror that restores what the target lost', async () => {
    pair = await Pair.inSync({ a: 'content' });
    pair.policy = { ...DEFAULT_POLICY, mode: 'upload', deleteExtra: true, force: true };
    await moveAnew('local', 'a', 'b');
    await syncWithoutTransfer(1);
  });
});

const REFUSED: Problem = { kind: 'permission-denied', what: 'It cannot be read.', advice: 'Ask.', path: 'a' };

describe('a file is copied and deleted, not moved', () => {
  it.each<[string, Tree, () => Promise<void>]>([
    [
      'where one of its size has another content',
      { a: 'one' },
      async () => {
        await pair.delete('local', 'a');
        await pair.put('local', { b: 'two' });
      },
    ],
    [
      'where two have its content',
      { a: 'same', b: 'same' },
      async () => {
        await moveAnew('local', 'a', 'x');
        await moveAnew('local', 'b', 'y');
      },
    ],
    [
      'where its content has come twice',
      { a: 'same' },
      async () => {
        await moveAnew('local', 'a', 'x');
        await pair.put('local', { y: 'same' });
      },
    ],
    ['where it is empty', { a: '' }, () => moveAnew('local', 'a', 'b')],
    [
      'where many are of its size',
      { a: '1', b: '2', c: '3', d: '4', e: '5' },
      async () => {
        for (const name of ['a', 'b', 'c', 'd', 'e']) await moveAnew('local', name, `${name}${name}`);
      },
    ],
  ])('%s', async (_where, tree, change) => {
    pair = await Pair.inSync(tree);
    await change();
    expect((await pair.compare()).totals.move.remote.items).toBe(0);
    await pair.sync();
    expect(await pair.tree('remote')).toEqual(await pair.tree('local'));
    expect(await pair.planned()).toEqual({});
  });

  it('where it would have to be read and is large, and then neither side is read', async () => {
    pair = await Pair.inSync({ a: 'x'.repeat(300_000) });
    await moveAnew('local', 'a', 'b');
    const asked = watch({ hashedOn: ['local'] });
    expect(await pair.planned()).toEqual({ a: 'delete on remote', b: 'copy to remote' });
    expect(asked).toEqual([]);
  });

  it('where its content cannot be read', async () => {
    pair = await Pair.inSync({ a: 'content' });
    await moveAnew('local', 'a', 'b');
    pair.wrap = (target, side) =>
      side === 'local'
        ? target
        : withMethods(target, {
            read: () => Promise.reject(new ProblemError(REFUSED)),
            features: { ...target.features, hashHere: () => Promise.reject(new ProblemError(REFUSED)) },
          });
    expect(await pair.planned()).toEqual({ a: 'delete on remote', b: 'copy to remote' });
  });

  it('where a filter leaves it out, so that it is still where it was', async () => {
    pair = await Pair.inSync({ 'a.tmp': 'content' });
    pair.policy = {
      ...DEFAULT_POLICY,
      mode: 'upload',
      deleteExtra: true,
      deleteUnmatched: true,
      filters: { ...DEFAULT_POLICY.filters, excludeNames: ['*.tmp'] },
    };
    await pair.put('local', { b: 'content' });
    expect(await pair.planned()).toEqual({ 'a.tmp': 'delete on remote', b: 'copy to remote' });
  });
});

const ALBUM: Tree = { 'old/a': 'one', 'old/b': 'two', 'old/deep/c': 'ten', 'old/empty': '', other: 'six' };

describe('a folder in which every file has another time', () => {
  it('is moved as a whole where what is in them is the same', async () => {
    pair = await Pair.inSync(ALBUM);
    await rename(join(pair.root('local'), 'old'), join(pair.root('local'), 'new'));
    for (const path of ['new/a', 'new/b', 'new/deep/c']) await touch('local', path);
    expect((await pair.compare()).totals).toMatchObject({
      move: { remote: { items: 1 } },
      copy: { remote: { items: 0 } },
    });
    await syncWithoutTransfer(1);
  });

  it('is not where one of them has another content; the others move by themselves', async () => {
    pair = await Pair.inSync(ALBUM);
    await rename(join(pair.root('local'), 'old'), join(pair.root('local'), 'new'));
    for (const path of ['new/a', 'new/b']) await touch('local', path);
    await pair.put('local', { 'new/deep/c': 'TEN' });
    expect(await pair.planned()).toMatchObject({
      'new/a': 'move on remote from old/a',
      'new/b': 'move on remote from old/b',
      'new/deep/c': 'copy to remote',
      'old/deep/c': 'delete on remote',
    });
    await pair.sync();
    expect(await pair.tree('remote')).toEqual(await pair.tree('local'));
  });
});

for (const name of ['vsftpd', 'pure-ftpd'] as const) {
  const why = await whyUnavailable(name);
  if (why !== undefined) {
    test.skip(`a move that only the content tells, on ${name}: ${why}`, () => undefined);
    continue;
  }
  describe(`a move that only the content tells, on ${name}`, () => {
    it('is one for files on either side, and for a folder, and is none for what is too large to read', async () => {
      pair = await Pair.inSync(
        { ...ALBUM, large: 'x'.repeat(300_000), here: 'seven!!' },
        await servedBy(name),
      );
      await moveAnew('remote', 'other', 'elsewhere');
      await moveAnew('local', 'here', 'there');
      await moveAnew('local', 'large', 'enlarged');
      await rename(join(pair.root('remote'), 'old'), join(pair.root('remote'), 'new'));
      for (const path of ['new/a', 'new/b', 'new/deep/c']) await touch('remote', path);
      const plan = await pair.compare();
      expect(plan.items.get('elsewhere')?.action).toEqual({ kind: 'move', on: 'local', from: 'other' });
      expect(plan.items.get('there')?.action).toEqual({ kind: 'move', on: 'remote', from: 'here' });
      expect(plan.items.get('new')?.action).toEqual({ kind: 'move', on: 'local', from: 'old' });
      expect(plan.items.get('enlarged')?.action).toMatchObject({ kind: 'copy', to: 'remote' });
      const report = await pair.run(plan);
      expect(report).toMatchObject({ bytes: 300_000, counts: { done: 5, failed: 0, skipped: 0 } });
      expect(await pair.tree('remote')).toEqual(await pair.tree('local'));
      expect(await pair.planned()).toEqual({});
    });
  });
}

const WHY_NO_PROFTPD = await whyUnavailable('proftpd');

describe('a move of a large file, on a server that gives hashes', () => {
  it.skipIf(WHY_NO_PROFTPD !== undefined)('is proven without a transfer', async () => {
    const server = await startServer('proftpd', { hashes: true });
    pair = await Pair.inSync(
      { a: 'x'.repeat(300_000) },
      {
        root: server.root,
        open: () => targetOf(server),
        own: () => server.own(),
        stop: () => server.stop(),
      },
    );
    await moveAnew('local', 'a', 'b');
    await syncWithoutTransfer(1);
    expect(await server.log()).not.toMatch(/^RETR a$/m);
  });
});
