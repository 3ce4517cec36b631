import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { answerOver, type Answers } from './answerer.js';
import { Asker, type AskerHandlers } from './asker.js';
import { answeringHere, startWorker } from './host.js';

interface Counting {
  readonly questions: {
    readonly double: { readonly about: number; readonly part: never; readonly answer: number };
    readonly upTo: { readonly about: number; readonly part: number; readonly answer: string };
    readonly wait: { readonly about: string; readonly part: never; readonly answer: string };
  };
  readonly note: string;
  readonly report: string;
  readonly failure: string;
}

const LOST = new Error('lost');

/** Somebody who counts, and waits until told to go on. */
function counting(hearing: Partial<AskerHandlers<Counting>> = {}) {
  let lose = (): void => undefined;
  const waiting = new Map<string, () => void>();
  const dropped: string[] = [];
  const answers: Answers<Counting> = {
    double: (number) => {
      if (Number.isNaN(number)) throw new Error('that is no number');
      return 2 * number;
    },
    upTo: (last, { part }) => {
      for (let number = 1; number <= last; number += 1) part(number);
      return 'that is all';
    },
    wait: async (name, { isDropped }) => {
      await new Promise<void>((resolve) => waiting.set(name, resolve));
      if (isDropped()) dropped.push(name);
      return name;
    },
  };
  const keepAlive = vi.fn();
  const host = answeringHere<Counting>((channel) => {
    const report = answerOver(channel, answers, {
      failure: (error) => (error instanceof Error ? error.message : ''),
      note: (name) => {
        waiting.get(name)?.();
        report(`${name} may go on`);
      },
    });
  });
  const asker = new Asker<Counting>(
    { ...host, keepAlive, onLost: (lost) => (lose = lost) },
    { failed: (failure) => new Error(failure), lost: () => LOST, ...hearing },
  );
  return { asker, dropped, keepAlive, lose: () => lose() };
}

describe('questions to a thread', () => {
  it('are answered each with its own answer, in whichever order', async () => {
    const { asker } = counting();
    const answered: string[] = [];
    const ask = (name: string): Promise<unknown> => asker.ask('wait', name).then((it) => answered.push(it));
    const all = [ask('first'), ask('second')];
    expect(await asker.ask('double', 4)).toBe(8);
    asker.tell('second');
    asker.tell('first');
    await Promise.all(all);
    expect(answered).toEqual(['second', 'first']);
    await asker.end(LOST);
  });

  it('may have parts, which come before the answer', async () => {
    const { asker } = counting();
    const parts: number[] = [];
    expect(await asker.ask('upTo', 3, { part: (number) => parts.push(number) })).toBe('that is all');
    expect(parts).toEqual([1, 2, 3]);
    await asker.end(LOST);
  });

  it('that cannot be answered reject alone', async () => {
    const { asker } = counting();
    const [bad, good] = await Promise.allSettled([asker.ask('double', NaN), asker.ask('double', 1)]);
    expect(bad).toMatchObject({ status: 'rejected', reason: { message: 'that is no number' } });
    expect(good).toMatchObject({ status: 'fulfilled', value: 2 });
    await asker.end(LOST);
  });

  it('that are dropped reject at once, and the one who answers is told', async () => {
    const { asker, dropped } = counting();
    const stop = new AbortController();
    const reason = new Error('stopped');
    const waits = asker.ask('wait', 'it', { signal: stop.signal });
    stop.abort(reason);
    await expect(waits).rejects.toBe(reason);
    asker.tell('it');
    await expect(asker.ask('double', 1, { signal: stop.signal })).rejects.toBe(reason);
    await expect.poll(() => dropped).toEqual(['it']);
    await asker.end(LOST);
  });

  it('reject, open and later ones, when the thread is lost', async () => {
    const lost = vi.fn(() => LOST);
    const { asker, lose } = counting({ lost });
    const open = asker.ask('wait', 'it');
    lose();
    lose();
    await expect(open).rejects.toBe(LOST);
    await expect(asker.ask('double', 1)).rejects.toBe(LOST);
    expect(lost).toHaveBeenCalledOnce();
    await asker.end(LOST);
  });

  it('reject when the thread is ended, which is no loss', async () => {
    const lost = vi.fn(() => LOST);
    const { asker, lose } = counting({ lost });
    const ended = new Error('ended');
    const open = asker.ask('wait', 'it');
    await Promise.all([expect(open).rejects.toBe(ended), asker.end(ended)]);
    lose();
    asker.tell('it');
    await expect(asker.ask('double', 1)).rejects.toBe(ended);
    expect(lost).not.toHaveBeenCalled();
  });

  it('keep the program alive only while they are open, where the thread is to rest otherwise', async () => {
    const { asker, keepAlive } = counting({ restsWhenIdle: true });
    const open = asker.ask('wait', 'it');
    await asker.ask('double', 1);
    expect(keepAlive).toHaveBeenLastCalledWith(true);
    asker.tell('it');
    await open;
    expect(keepAlive).toHaveBeenLastCalledWith(false);
    await asker.end(LOST);
  });

  it('hear what is told unasked', async () => {
    const heard: string[] = [];
    const { asker } = counting({ report: (report) => heard.push(report) });
    asker.tell('nobody');
    await asker.ask('double', 1);
    expect(heard).toEqual(['nobody may go on']);
    await asker.end(LOST);
  });
});

it('a thread that cannot begin is lost, with why', async () => {
  const lost = vi.fn<(cause: unknown) => Error>(() => LOST);
  const host = startWorker<Counting>(new URL('./there-is-none.js', import.meta.url));
  const asker = new Asker(host, { failed: () => LOST, lost });
  await expect(asker.ask('double', 1)).rejects.toBe(LOST);
  await turn();
  expect(lost).toHaveBeenCalledOnce();
  expect(lost.mock.calls[0]?.[0]).toBeInstanceOf(Error);
});
