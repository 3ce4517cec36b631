import type { Problem } from '../../../shared/problem.js';
import type { EngineEvent } from '../../../shared/run/run.js';
import type { Output } from '../cli-context.js';
import type { Reporter, RemarkKind } from './reporter.js';
import type { CommandEvent } from './reported.js';

/** The version of what `--json` writes: raised when something that was there means something else, or is gone. */
const JSON_VERSION = 1;

/** Reports to a program: one event a line, the same events as the window gets. */
export class JsonReporter implements Reporter {
  readonly #out: Output;
  readonly #now: () => number;

  constructor(out: Output, now: () => number) {
    this.#out = out;
    this.#now = now;
  }

  planned(): void {
    // The events have told all of it.
  }

  event(event: EngineEvent): void {
    this.#write(event);
  }

  remark(remark: RemarkKind, text: string): void {
    this.#write({ kind: 'remark', remark, text });
  }

  report(told: CommandEvent): void {
    this.#write(told);
  }

  failure({ what, advice, ...more }: Pick<Problem, 'what' | 'advice'> & Partial<Problem>): void {
    this.#write({ kind: 'failure', problem: { kind: 'other', ...more, what, advice } });
  }

  pause(): void {
    // Nobody is asked.
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #write(event: object): void {
    this.#out.write(`${JSON.stringify({ version: JSON_VERSION, timeMs: this.#now(), ...event })}\n`);
  }
}
