import { randomUUID } from 'node:crypto';
import type { Problem } from '../../../shared/problem.js';
import type { RunId, RunSummary } from '../../../shared/run/run.js';
import { sumOfRuns } from '../../../shared/run/sum.js';
import type { FolderPair } from '../folder-pair.js';
import { AroundRun, type AroundRunOptions, type CommandsAround } from './around-run.js';

/** The records of a run, and who may be named in them. */
type Recorded = readonly [Pick<FolderPair, 'place' | 'former' | 'secret'>, RunId];

/**
 * The runs of several pairs of folders that are one run of their profile: they are on record as such, and the commands of the profile run once, before
 * the first of them and after the last.
 */
export class JointRun {
  /** What all of them have on record. */
  readonly id: string = randomUUID();
  #around: AroundRun | undefined;
  #before: Promise<Problem | undefined> | undefined;
  #refused = false;
  readonly #ended: RunSummary[] = [];
  readonly #recorded: Recorded[] = [];

  /** Whether the command before them failed, so that none of the runs begins. */
  get refused(): boolean {
    return this.#refused;
  }

  /** The commands as one of the runs meets them: the first that begins has the one before it run, on its account; the others only learn how that ended. */
  around(options: AroundRunOptions): CommandsAround {
    return {
      before: () => {
        this.#around ??= new AroundRun(options);
        this.#before ??= this.#around.before().then((problem) => {
          this.#refused = problem !== undefined;
          return problem;
        });
        return this.#before;
      },
      after: (result) => {
        if (result !== undefined) this.#ended.push(result);
        return Promise.resolve();
      },
      record: (pair, runId) => {
        this.#recorded.push([pair, runId]);
        return Promise.resolve([]);
      },
    };
  }

  /**
   * All pairs have had their turn: runs the command after them, with what they came to together, and enters what came of the commands into the record of each
   * run. Rejects where a record cannot be written.
   */
  async conclude(): Promise<void> {
    const around = this.#around;
    if (around === undefined) return;
    await around.after(sumOfRuns(this.#ended.map((summary) => ({ ...summary, items: [] }))));
    for (const [pair, runId] of this.#recorded) await around.record(pair, runId);
  }
}
