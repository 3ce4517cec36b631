import type { Channel } from './channel.js';
import type { About, Answer, FromAnswerer, Kind, Part, Talk, ToAnswerer } from './talk.js';

/** A question that is being answered. */
export interface Asked<T extends Talk, K extends Kind<T>> {
  /** Says what has come of it so far. */
  readonly part: (part: Part<T, K>) => void;
  /** Whether nobody wants the answer any more. */
  readonly isDropped: () => boolean;
}

/** What answers each kind of question. What it throws, or rejects with, goes through `failure`. */
export type Answers<T extends Talk> = {
  readonly [K in Kind<T>]: (about: About<T, K>, asked: Asked<T, K>) => Answer<T, K> | Promise<Answer<T, K>>;
};

/** What is done with what comes from the end that asks, beside questions. */
export interface Answering<T extends Talk> {
  /** What to say of what an answer has thrown. */
  readonly failure: (error: unknown) => T['failure'];
  /** Takes what needs no answer. */
  readonly note?: (note: T['note']) => void;
}

/**
 * Answers what is asked over a channel, one question after the other as far as they are answered at once. Returns what tells something
 * unasked.
 */
export function answerOver<T extends Talk>(
  channel: Channel<FromAnswerer<T>, ToAnswerer<T>>,
  answers: Answers<T>,
  { failure, note }: Answering<T>,
): (report: T['report']) => void {
  /** The questions that take their time, and whether each was open. */
  const open = new Map<number, boolean>();
  const answer = <K extends Kind<T>>(id: number, asks: K, about: About<T, K>): void => {
    const fail = (error: unknown): void => channel.post({ kind: 'failed', id, failure: failure(error) });
    const done = (found: Answer<T>): void => channel.post({ kind: 'answer', id, answer: found });
    try {
      const found = answers[asks](about, {
        part: (part) => channel.post({ kind: 'part', id, part }),
        isDropped: () => open.get(id) === true,
      });
      if (!(found instanceof Promise)) {
        done(found);
        return;
      }
      open.set(id, false);
      void found.then(done, fail).finally(() => open.delete(id));
    } catch (error) {
      fail(error);
    }
  };
  channel.listen((message) => {
    switch (message.kind) {
      case 'question':
        answer(message.id, message.asks, message.about);
        break;
      case 'drop':
        // One that has been answered already is no longer known.
        if (open.has(message.id)) open.set(message.id, true);
        break;
      case 'note':
        note?.(message.note);
        break;
    }
  });
  return (report) => channel.post({ kind: 'report', report });
}
