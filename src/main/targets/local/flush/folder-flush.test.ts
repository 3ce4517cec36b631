import { expect, test } from 'vitest';
import { FolderFlush } from './folder-flush.js';

/** A flush whose calls end when a test says so. */
function slowFlush(): {
  readonly flush: FolderFlush;
  readonly calls: string[];
  readonly end: () => Promise<void>;
} {
  const calls: string[] = [];
  const ends: (() => void)[] = [];
  const flush = new FolderFlush((folder) => {
    calls.push(folder);
    return new Promise((resolve) => ends.push(resolve));
  });
  return {
    flush,
    calls,
    end: async () => {
      ends.shift()?.();
      await new Promise(setImmediate);
    },
  };
}

test('who asks while names are put on the disk waits for another time that begins later, with all the others', async () => {
  const { flush, calls, end } = slowFlush();
  const over: string[] = [];
  const ask = (who: string): void => void flush.flush('/a').then(() => over.push(who));
  ask('first');
  ask('second');
  ask('third');
  expect(calls).toEqual(['/a']);
  await end();
  expect(over).toEqual(['first']);
  expect(calls).toEqual(['/a', '/a']);
  ask('fourth');
  await end();
  expect(over).toEqual(['first', 'second', 'third']);
  await end();
  expect(over).toEqual(['first', 'second', 'third', 'fourth']);
  expect(calls).toHaveLength(3);
});

test('folders do not wait for each other', () => {
  const { flush, calls } = slowFlush();
  void flush.flush('/a');
  void flush.flush('/b');
  expect(calls).toEqual(['/a', '/b']);
});

test('a failure is told to those who waited for it, and to nobody after them', async () => {
  let fails = true;
  const flush = new FolderFlush(() => (fails ? Promise.reject(new Error('EIO')) : Promise.resolve()));
  const first = flush.flush('/a');
  const second = flush.flush('/a');
  fails = false;
  await expect(first).rejects.toThrow('EIO');
  await second;
  await flush.flush('/a');
});
