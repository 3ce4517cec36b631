import type { Tally } from '../../../shared/plan/plan.js';
import type {
  HistoryPage,
  OutcomePage,
  OutcomeRequest,
  PastRun,
  PathHit,
  PathQuery,
} from '../../../shared/run/history.js';
import type { ItemOutcome, RunId, RunPurpose, RunReport, RunSummary } from '../../../shared/run/run.js';

/** What is known of a run when it begins. */
export interface RunStart
  extends Pick<RunSummary, 'runId' | 'profileId' | 'trigger' | 'startedMs' | 'joint'>, RunPurpose {
  /** What it sets out to do, so that one that is killed can be told how far it had come. */
  readonly planned?: Tally | undefined;
}

/** The runs of a pair, and what became of their items. */
export interface HistoryStore {
  beginRun(run: RunStart): Promise<void>;
  addOutcome(runId: RunId, item: ItemOutcome): Promise<void>;
  endRun(summary: RunSummary): Promise<void>;
  /** The last run that ended, with at most `items` of its items. */
  lastRun(items: number): Promise<RunReport | undefined>;

  /**
   * The runs on record, newest first, those that were cut off included. The newest fifty that did something are kept, and more of them for 90
   * days; the newest fifty that did nothing; and older ones as long as their versions are kept.
   */
  history(page: HistoryPage): Promise<readonly PastRun[]>;
  /** One run on record; `undefined` where there is none of that name (any more). */
  runOf(runId: RunId): Promise<PastRun | undefined>;
  /** Part of what became of the items of a run; nothing where there is no such run. */
  outcomesOf(runId: RunId, request: OutcomeRequest): Promise<OutcomePage>;
  /** What the runs on record did with items of certain paths, newest first. */
  findItems(request: PathQuery): Promise<readonly PathHit[]>;
}
