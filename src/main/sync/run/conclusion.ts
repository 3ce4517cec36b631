import type { Side, Sides } from '../../../shared/entry/entry.js';
import type { Problem } from '../../../shared/problem.js';
import type { ProfileId } from '../../../shared/profile/profile.js';
import type {
  EngineEvent,
  RunEnd,
  RunId,
  RunPurpose,
  RunReport,
  RunSummary,
  RunTrigger,
} from '../../../shared/run/run.js';
import type { StateStore } from '../../state/state-store.js';
import type { Target } from '../../targets/target.js';
import type { ReportBuilder } from './run-report.js';

/** What is needed to put the end of a run on record, and to tell it. */
export interface ConclusionInput {
  readonly runId: RunId;
  readonly profileId: ProfileId;
  readonly trigger: RunTrigger;
  /** See `RunSummary`. */
  readonly joint?: string | undefined;
  /** Connected already. */
  readonly targets: Sides<Target>;
  readonly state: StateStore;
  readonly dryRun: boolean;
  /** Gets `run-started`, `run-pace`, `transfer-progress`, `item-finished` and `run-finished`. */
  readonly emit: (event: EngineEvent) => void;
  /** Gets the report of the run as soon as it is on record, before the locks are released. */
  readonly onResult?: ((report: RunReport) => void) | undefined;
  /** Milliseconds since 1970 in UTC. */
  readonly now: () => number;
}

/** What the end of a run says of its work. */
export interface ConcludedWork {
  /** What the summary says of it besides what every run has. */
  readonly about: RunPurpose & Pick<RunSummary, 'differing' | 'planSavedMs' | 'only'>;
  /** Reports what was never to be tried; called however the run ended, before that is told. */
  readonly reportRest?: ((report: ReportBuilder) => Promise<void>) | undefined;
}

/** The end of a run: put on record and told as soon as the work is done, and amended by what goes wrong with unlocking after that. */
export class Conclusion {
  readonly #input: ConclusionInput;
  readonly #work: ConcludedWork;
  readonly #report: ReportBuilder;
  readonly #startedMs: number;
  #begun = false;
  #summary: RunSummary | undefined;

  constructor(input: ConclusionInput, work: ConcludedWork, report: ReportBuilder, startedMs: number) {
    this.#input = input;
    this.#work = work;
    this.#report = report;
    this.#startedMs = startedMs;
  }

  /** Whether the run is being concluded, or has been: it has no other end. */
  get begun(): boolean {
    return this.#begun;
  }

  /** The report of the run. Throws before there is one. */
  get report(): RunReport {
    if (this.#summary === undefined) throw new Error('The run has not ended.');
    return { ...this.#summary, items: this.#report.items };
  }

  /** The run has ended: that is on record before anybody is told. */
  async tell(end: RunEnd): Promise<void> {
    this.#begun = true;
    const { runId, profileId, trigger, joint, state, targets, dryRun, emit, now } = this.#input;
    await this.#work.reportRest?.(this.#report);
    const { counts, bytes, unreached } = this.#report;
    const summary: RunSummary = {
      runId,
      profileId,
      trigger,
      dryRun,
      joint,
      ...this.#work.about,
      connections: targets.remote.features.connections,
      startedMs: this.#startedMs,
      finishedMs: now(),
      end,
      counts,
      bytes,
      unreached,
    };
    if (!dryRun) await state.endRun(summary);
    this.#summary = summary;
    emit({ kind: 'run-finished', summary });
    // What is added later is not to appear in what was given away.
    this.#input.onResult?.({ ...summary, items: [...this.#report.items] });
  }

  /** A lock could not be removed, which people have to know of, however the run ended. */
  async lockLeft(side: Side, problem: Problem): Promise<void> {
    const { runId, state, emit } = this.#input;
    const item = { path: problem.path ?? '', action: { kind: 'delete', on: side } } as const;
    const event = this.#report.close(item, { kind: 'failed', problem }, { bytes: 0, of: 0 }, 'besides');
    await state.addOutcome(runId, event.item);
    if (this.#summary !== undefined) {
      this.#summary = { ...this.#summary, counts: this.#report.counts };
      await state.endRun(this.#summary);
    }
    emit(event);
  }
}
