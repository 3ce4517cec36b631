import { describe, expect, it } from 'vitest';
import type { ProblemKind } from '../../shared/problem.js';
import { ProblemError } from '../../shared/problem-error.js';
import { withRetries } from './retry.js';

const never = new AbortController().signal;

/** Work that fails with these problems, one a try, and then succeeds. */
function failing(...kinds: readonly ProblemKind[]): { readonly work: () => Promise<string>; tries: number } {
  const state = {
    tries: 0,
    work: (): Promise<string> => {
      const kind = kinds[state.tries++];
      return kind === undefined
        ? Promise.resolve('done')
        : Promise.reject(new ProblemError({ kind, what: `${kind}.`, advice: 'Wait.' }));
    },
  };
  return state;
}

describe('work that fails', () => {
  it('for a reason that may pass is tried again', async () => {
    const work = failing('connection-lost', 'busy');
    expect(await withRetries(work.work, never, [1, 1])).toBe('done');
    expect(work.tries).toBe(3);
  });

  it.each<ProblemKind>(['no-space', 'name-refused', 'permission-denied', 'changed-meanwhile'])(
    'with %s is not tried again',
    async (kind) => {
      const work = failing(kind);
      await expect(withRetries(work.work, never, [1, 1])).rejects.toThrow(`${kind}.`);
      expect(work.tries).toBe(1);
    },
  );

  it('is given up after the last try', async () => {
    const work = failing('timed-out', 'timed-out', 'timed-out', 'timed-out');
    await expect(withRetries(work.work, never, [1, 1])).rejects.toThrow('timed-out.');
    expect(work.tries).toBe(3);
  });

  it('does not wait once it is stopped', async () => {
    const stop = new AbortController();
    const work = failing('connection-lost', 'connection-lost');
    const outcome = withRetries(work.work, stop.signal, [60_000]);
    stop.abort();
    await expect(outcome).rejects.toThrow('connection-lost.');
    expect(work.tries).toBe(1);
  });
});
