import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DialoguePage } from '../../../shared/connection/dialogue.js';
import type { Answer } from '../../../shared/ipc.js';
import { followDialogue, type Followed } from './follow-dialogue.js';

const REFUSED: Answer<DialoguePage> = {
  kind: 'refused',
  problem: { kind: 'other', what: 'Not now.', advice: 'Later.' },
};

function page(
  dialogue: number,
  ...texts: readonly (readonly [seq: number, text: string])[]
): Answer<DialoguePage> {
  return {
    kind: 'ok',
    value: { dialogue, beganMs: 1, lines: texts.map(([seq, text]) => ({ seq, ms: 1, text })) },
  };
}

/** Follows a dialogue whose answers are these, one after the other, and none after them. */
function follow(...answers: readonly (Answer<DialoguePage> | 'lost')[]) {
  const asked: (readonly [dialogue: number, after: number])[] = [];
  const told: Followed[] = [];
  const stop = followDialogue(
    (dialogue, after) => {
      const answer = answers[asked.length];
      asked.push([dialogue, after]);
      if (answer === 'lost') return Promise.reject(new Error('no answer'));
      return Promise.resolve(answer ?? page(dialogue));
    },
    (followed) => told.push(followed),
  );
  return { asked, stop, shown: () => told.at(-1)?.lines.map(({ text }) => text) ?? [] };
}

describe('a dialogue that is followed', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('grows by what is new', async () => {
    const { asked, shown, stop } = follow(page(7, [1, '> USER'], [2, '< 331']), page(7, [3, '> PASS ***']));
    await vi.advanceTimersByTimeAsync(5000);
    stop();
    expect(shown()).toEqual(['> USER', '< 331', '> PASS ***']);
    expect(asked.slice(0, 3)).toEqual([
      [0, 0],
      [7, 2],
      [7, 3],
    ]);
  });

  it('begins anew with another connection', async () => {
    const { shown, stop } = follow(page(7, [1, 'first']), page(8, [1, 'second']));
    await vi.advanceTimersByTimeAsync(5000);
    stop();
    expect(shown()).toEqual(['second']);
  });

  it.each([
    ['was refused', REFUSED],
    ['got lost', 'lost'],
  ] as const)('goes on after an answer that %s', async (_what, first) => {
    const { shown, stop } = follow(first, page(7, [1, '> USER']));
    await vi.advanceTimersByTimeAsync(5000);
    stop();
    expect(shown()).toEqual(['> USER']);
  });

  it('is asked for no longer once nobody looks', async () => {
    const { asked, stop } = follow(page(7, [1, '> USER']));
    await vi.advanceTimersByTimeAsync(5000);
    stop();
    const before = asked.length;
    await vi.advanceTimersByTimeAsync(5000);
    expect(asked).toHaveLength(before);
  });
});
