import { describe, expect, it } from 'vitest';
import { forEachBounded } from './bounded.js';
import { walk } from './walk.js';

/** A tree of numbers in which every node below 100 has three children. */
const childrenOf = (node: number): number[] => (node < 100 ? [node * 3 + 1, node * 3 + 2, node * 3 + 3] : []);

describe('a walk', () => {
  it('visits every node once, never more at a time than allowed', async () => {
    const seen: number[] = [];
    let underWay = 0;
    let most = 0;
    await walk(
      0,
      async (node) => {
        seen.push(node);
        most = Math.max(most, ++underWay);
        await new Promise((resolve) => setImmediate(resolve));
        underWay -= 1;
        return childrenOf(node);
      },
      4,
    );
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(301);
    expect(most).toBe(4);
  });

  it('ends with the first failure, once everything under way has ended', async () => {
    let underWay = 0;
    const walking = walk(
      0,
      async (node) => {
        underWay += 1;
        await new Promise((resolve) => setImmediate(resolve));
        underWay -= 1;
        if (node === 7) throw new Error('node 7');
        return childrenOf(node);
      },
      4,
    );
    await expect(walking).rejects.toThrow('node 7');
    expect(underWay).toBe(0);
  });
});

describe('a walk through one folder of very many', () => {
  it('visits them all', async () => {
    const many = 300_000;
    let visits = 0;
    const visit = (node: number): Promise<readonly number[]> => {
      visits += 1;
      return Promise.resolve(node === 0 ? new Array<number>(many).fill(1) : []);
    };
    await walk(0, visit, 4);
    expect(visits).toBe(many + 1);
  });
});

describe('bounded work', () => {
  it('begins nothing more once it is stopped', async () => {
    const stop = new AbortController();
    const done: number[] = [];
    await forEachBounded([1, 2, 3, 4, 5], 2, stop.signal, async (item) => {
      await Promise.resolve();
      done.push(item);
      if (item === 2) stop.abort();
    });
    expect(done).toEqual([1, 2]);
  });

  it('ends with the first failure, once everything under way has ended, and begins nothing more', async () => {
    let underWay = 0;
    let begun = 0;
    const working = forEachBounded([1, 2, 3, 4, 5], 2, new AbortController().signal, async (item) => {
      begun += 1;
      underWay += 1;
      if (item === 1) await Promise.resolve();
      else await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
      if (item === 1) throw new Error('item 1');
    });
    await expect(working).rejects.toThrow('item 1');
    expect(underWay).toBe(0);
    expect(begun).toBe(2);
  });
});
