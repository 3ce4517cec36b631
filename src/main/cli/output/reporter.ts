import type { Problem } from '../../../shared/problem.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import type { ItemPath } from '../../../shared/entry/entry.js';
import type { EngineEvent } from '../../../shared/run/run.js';
import type { Paint } from './style.js';
import type { Told } from './reported.js';

/** How much a remark matters: warnings are for everybody, the dialogue with the server is for who asks for it twice. */
export type RemarkKind = 'warning' | 'note' | 'detail' | 'dialogue';

/** Tells what happens, to whoever listens: people, a program, a file. */
export interface Reporter {
  /** Says what a comparison found, before anything is done about it. */
  planned(items: ReadonlyMap<ItemPath, PlanItem>): void;
  /** Takes what the engine tells. */
  event(event: EngineEvent): void;
  /** Says something that is no event. */
  remark(kind: RemarkKind, text: string): void;
  /** Tells something that was asked for: programs get it as an event, people in words, coloured where they want it. */
  tell(told: Told, words: (paint: Paint) => string): void;
  /** Says why it cannot go on. `advice` says what to do; both hold no secret. */
  failure(problem: Pick<Problem, 'what' | 'advice'> & Partial<Problem>): void;
  /** Gives the terminal back for a question, or for good. */
  pause(): void;
  /** Resolves when all has been written. */
  close(): Promise<void>;
}

/** Tells several at once. */
export function together(narrators: readonly Reporter[]): Reporter {
  const each = (tell: (reporter: Reporter) => void): void => {
    for (const reporter of narrators) tell(reporter);
  };
  return {
    planned: (items) => each((reporter) => reporter.planned(items)),
    event: (event) => each((reporter) => reporter.event(event)),
    remark: (kind, text) => each((reporter) => reporter.remark(kind, text)),
    tell: (told, words) => each((reporter) => reporter.tell(told, words)),
    failure: (problem) => each((reporter) => reporter.failure(problem)),
    pause: () => each((reporter) => reporter.pause()),
    close: async () => {
      await Promise.all(narrators.map((reporter) => reporter.close()));
    },
  };
}
