import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Side } from '../../../src/shared/entry/entry.js';
import { explain } from '../../../src/shared/plan/explain.js';
import { DEFAULT_POLICY, type Policy } from '../../../src/main/sync/base/policy.js';
import { planFrom } from '../../../src/main/sync/saved-plan/read.js';
import { bindingFor } from '../../../src/main/sync/saved-plan/refusal.js';
import { linesOf } from '../../../src/main/sync/saved-plan/write.js';
import { lookAtVersion, restoreVersion } from '../../../src/main/sync/undo/restore-version.js';
import { Pair, type Tree } from '../support/pair.js';

let pair: Pair;
beforeEach(async () => {
  pair = await Pair.create();
  pair.policy = MERGING;
});
afterEach(() => pair.remove());

const MERGING: Policy = { ...DEFAULT_POLICY, resolve: 'merge' };

/** Ten lines, of which some are others. */
const text = (changed: Readonly<Record<number, string>> = {}): string =>
  Array.from({ length: 10 }, (_, index) => `${changed[index] ?? `line ${index}`}\n`).join('');

async function both(tree: Tree): Promise<void> {
  for (const side of ['local', 'remote'] as const) expect(await pair.tree(side)).toEqual(tree);
}

describe('a profile that merges', () => {
  it('merges texts whose changes do not overlap, again and again', async () => {
    await pair.put('local', { a: text() });
    await pair.sync();
    await pair.put('local', { a: text({ 1: 'mine' }) });
    await pair.put('remote', { a: text({ 8: 'theirs' }) });
    const plan = await pair.compare();
    const item = plan.items.get('a');
    expect(item).toMatchObject({ resolved: 'merge', action: { kind: 'merge' } });
    expect(item && explain(item)).toBe(
      'Both sides changed it in different places since the last sync, so their changes are merged. The result is written to both sides, and both old versions are kept.',
    );
    expect(plan.totals.conflict.items).toBe(0);
    await pair.run(plan);
    await both({ a: text({ 1: 'mine', 8: 'theirs' }) });

    // What was merged is what the next versions are made from.
    await pair.put('local', { a: text({ 1: 'mine', 5: 'mine too', 8: 'theirs' }) });
    await pair.put('remote', { a: text({ 1: 'mine', 8: 'theirs again' }) });
    await pair.sync();
    await both({ a: text({ 1: 'mine', 5: 'mine too', 8: 'theirs again' }) });
    expect(await pair.planned()).toEqual({});
  });

  it('leaves and counts what overlaps, what is no text, and what it never saw in sync', async () => {
    const before = { a: text(), b: 'x\0y', big: 'x\n'.repeat(150_000) };
    await pair.put('local', before);
    await pair.sync();
    await pair.put('local', { a: text({ 1: 'mine' }), b: 'x\0y1', big: `mine\n${before.big}`, new: 'one\n' });
    await pair.put('remote', { a: text({ 2: 'theirs' }), b: '2x\0y', big: `${before.big}t\n`, new: 'two\n' });
    const report = await pair.sync();
    expect(report.counts).toMatchObject({ done: 0, conflicts: 4 });
  });

  it('merges nothing where it was told to ask before, for then nothing was kept', async () => {
    pair.policy = DEFAULT_POLICY;
    await pair.put('local', { a: text() });
    await pair.sync();
    pair.policy = MERGING;
    await pair.put('local', { a: text({ 1: 'mine' }) });
    await pair.put('remote', { a: text({ 8: 'theirs' }) });
    expect(await pair.planned()).toEqual({ a: 'conflict: edited-on-both-sides' });
  });

  it('keeps no texts any more once it asks again', async () => {
    await pair.put('local', { a: text() });
    await pair.sync();
    expect(await pair.state.textOf('a')).toBeDefined();
    pair.policy = DEFAULT_POLICY;
    await pair.sync();
    expect(await pair.state.textOf('a')).toBeUndefined();
  });

  it('lets anybody choose otherwise, and undoes that', async () => {
    await pair.put('local', { a: text() });
    await pair.sync();
    await pair.put('local', { a: text({ 1: 'mine' }) });
    await pair.put('remote', { a: text({ 8: 'theirs' }) });
    const plan = await pair.compare();
    plan.settle(['a'], 'local');
    expect(plan.items.get('a')?.action).toEqual({ kind: 'copy', to: 'remote', replaces: true });
    plan.settleMerge('a', new TextEncoder().encode('by hand'));
    expect(plan.items.get('a')?.action).toEqual({ kind: 'merge', size: 7 });
    plan.settle(['a'], null);
    await pair.run(plan);
    await both({ a: text({ 1: 'mine', 8: 'theirs' }) });
  });

  it('S2: saves what it merged with the plan', async () => {
    await pair.put('local', { a: text() });
    await pair.sync();
    await pair.put('local', { a: text({ 1: 'mine' }) });
    await pair.put('remote', { a: text({ 8: 'theirs' }) });
    const binding = await bindingFor(pair.state, 'local|remote', pair.policy);
    const head = { ...binding, savedMs: Date.now(), places: { local: 'l', remote: 'r' } };
    const lines = [...linesOf(head, await pair.compare())];
    await pair.run(await planFrom(asLines(lines)));
    await both({ a: text({ 1: 'mine', 8: 'theirs' }) });
  });

  it.each<Side>(['local', 'remote'])(
    'merges with the version of the last sync that the %s side still keeps',
    async (side) => {
      // Two runs that asked: the second one replaced the first text on this side.
      pair.policy = DEFAULT_POLICY;
      const other = side === 'local' ? 'remote' : 'local';
      await pair.put(other, { a: 'an older text\n' });
      await pair.sync();
      await pair.put(other, { a: text() });
      await pair.sync();
      // Somebody had the older text back on this side, and mended it there.
      const [kept] = await pair.state.keptFiles({ limit: 1 });
      if (kept === undefined) throw new Error('nothing was kept');
      const sides = await pair.targets();
      const found = await lookAtVersion(kept, sides, pair.state, new AbortController().signal);
      await restoreVersion(await pair.undoInput(), found);
      await pair.put(side, { a: text({ 1: 'here' }) });
      await pair.put(other, { a: text({ 8: 'there' }) });
      expect(await pair.planned()).toEqual({ a: 'conflict: edited-on-both-sides' });
      pair.policy = MERGING;
      await pair.sync();
      await both({ a: text({ 1: 'here', 8: 'there' }) });
    },
  );
});

// eslint-disable-next-line @typescript-eslint/require-await -- nothing has to be waited for to have them
async function* asLines(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}
