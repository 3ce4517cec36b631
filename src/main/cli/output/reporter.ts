import type { Problem } from '../../../shared/problem.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import type { ItemPath } from '../../../shared/entry/entry.js';
import type { EngineEvent } from '../../../shared/run/run.js';
import type { Paint } from './terminal-text.js';
import type { CommandEvent } from './reported.js';

/** How much a remark matters: warnings are for everybody, the dialogue with the server is for who asks for it twice. */
export type RemarkKind = 'warning' | 'note' | 'detail' | 'dialogue';

/** Reports what happens: to people, to a program, or to a log file. */
export interface Reporter {
  /** Says what a comparison found, before anything is done about it. */
  planned(items: ReadonlyMap<ItemPath, PlanItem>): void;
  /** Reports an event of the engine. */
  event(event: EngineEvent): void;
  /** Says something that is no event. */
  remark(kind: RemarkKind, text: string): void;
  /** Tells something that was asked for: programs get it as an event, people in words, coloured where they want it. */
  report(told: CommandEvent, words: (paint: Paint) => string): void;
  /** Says why it cannot go on. `advice` says what to do; both hold no secret. */
  failure(problem: Pick<Problem, 'what' | 'advice'> & Partial<Problem>): void;
  /** Gives the terminal back for a question, or for good. */
  pause(): void;
  /** Resolves when all has been written. */
  close(): Promise<void>;
}

/** Several reporters as one. */
export function combined(reporters: readonly Reporter[]): Reporter {
  const each = (report: (reporter: Reporter) => void): void => {
    for (const reporter of reporters) report(reporter);
  };
  return {
    planned: (items) => each((reporter) => reporter.planned(items)),
    event: (event) => each((reporter) => reporter.event(event)),
    remark: (kind, text) => each((reporter) => reporter.remark(kind, text)),
    report: (told, words) => each((reporter) => reporter.report(told, words)),
    failure: (problem) => each((reporter) => reporter.failure(problem)),
    pause: () => each((reporter) => reporter.pause()),
    close: async () => {
      await Promise.all(reporters.map((reporter) => reporter.close()));
    },
  };
}
