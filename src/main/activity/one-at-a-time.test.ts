import { describe, expect, it } from 'vitest';
import { OneAtATime } from './one-at-a-time.js';

/** Tasks whose steps are recorded. */
function recorded(): {
  readonly tasks: OneAtATime;
  readonly steps: string[];
  readonly note: (step: string) => () => number;
} {
  const steps: string[] = [];
  const tasks = new OneAtATime((error) => steps.push(String(error)));
  return { tasks, steps, note: (step) => () => steps.push(step) };
}

describe('tasks, one at a time', () => {
  it('let the next one be asked for once they have come to their result, and begin it when they have tidied up', async () => {
    const { tasks, steps, note } = recorded();
    const tidied = Promise.withResolvers<undefined>();
    const first = tasks.do(async (_signal, release) => {
      release();
      note('result')();
      await tidied.promise;
      return note('tidied');
    });
    await Promise.resolve();
    await expect.poll(() => tasks.atWork).toBe(false);
    const second = tasks.do(() => {
      note('second')();
      return Promise.resolve(note('second ended'));
    });
    expect(tasks.atWork).toBe(true);
    await new Promise(setImmediate);
    expect(steps).toEqual(['result']);
    tidied.resolve(undefined);
    await Promise.all([first, second]);
    expect(steps).toEqual(['result', 'tidied', 'second', 'second ended']);
    expect(tasks.atWork).toBe(false);
  });

  it('are not stopped while they only tidy up, but waited for', async () => {
    const { tasks, steps, note } = recorded();
    const tidied = Promise.withResolvers<undefined>();
    let aborted = false;
    void tasks.do(async (signal, release) => {
      release();
      await tidied.promise;
      aborted = signal.aborted;
      return note('tidied');
    });
    await expect.poll(() => tasks.atWork).toBe(false);
    const stopped = tasks.stop().then(note('stopped'));
    await new Promise(setImmediate);
    expect(steps).toEqual([]);
    tidied.resolve(undefined);
    await stopped;
    expect(steps).toEqual(['tidied', 'stopped']);
    expect(aborted).toBe(false);
  });

  it('go on after one that failed, also where it failed while it tidied up', async () => {
    const { tasks, steps, note } = recorded();
    await tasks.do((_signal, release) => {
      release();
      return Promise.reject(new Error('Too late.'));
    });
    await tasks.do(() => Promise.reject(new Error('At work.')));
    await tasks.do(() => Promise.resolve(note('third')));
    expect(steps).toEqual(['Error: Too late.', 'Error: At work.', 'third']);
  });
});
