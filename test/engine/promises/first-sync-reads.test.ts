import { afterEach, describe, expect, it } from 'vitest';
import type { Target } from '../../../src/main/targets/target.js';
import { Pair, type Tree } from '../support/pair.js';

let pair: Pair;
afterEach(() => pair.remove());

/** Counts how many reads are under way at once; each goes on only when no other begins any more. */
function counted(target: Target, count: { now: number; most: number }): Target {
  return new Proxy(target, {
    get: (of, key): unknown => {
      if (key === 'features') return { ...of.features, hashHere: undefined };
      const value: unknown = Reflect.get(of, key);
      if (typeof value !== 'function') return value;
      if (key !== 'read') return value.bind(of) as unknown;
      return async (...args: readonly unknown[]): Promise<unknown> => {
        count.now += 1;
        count.most = Math.max(count.most, count.now);
        for (let turns = 0; turns < 50; turns += 1) await new Promise(setImmediate);
        count.now -= 1;
        return (await Reflect.apply(value, of, args)) as unknown;
      };
    },
  });
}

describe('the first comparison of files of one size and other times', () => {
  it('reads many at once, and no more than the sides bear, over all folders together', async () => {
    const tree: Tree = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [`d${index % 3}/file ${index}`, 'content']),
    );
    pair = await Pair.create(tree, tree);
    const count = { now: 0, most: 0 };
    pair.wrap = (target, side) => (side === 'remote' ? counted(target, count) : target);
    expect((await pair.compare()).totals.equal.items).toBeGreaterThanOrEqual(60);
    expect(count.most).toBe(8);
  });
});
