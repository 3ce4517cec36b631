import type { Sides } from '../../shared/entry.js';
import type { ProfileId } from '../../shared/profile.js';
import type { EngineEvent, RunId, RunReport, RunTrigger } from '../../shared/run.js';
import type { StateStore } from '../state/state-store.js';
import type { Target } from '../targets/target.js';
import type { Plan } from './plan.js';
import type { Policy } from './policy.js';

export interface RunInput {
  readonly runId: RunId;
  readonly profileId: ProfileId;
  readonly trigger: RunTrigger;
  readonly plan: Plan;
  /** Connected already. */
  readonly targets: Sides<Target>;
  readonly state: StateStore;
  readonly policy: Policy;
  readonly dryRun: boolean;
  /** Go on although the brakes (S7) would stop the run. */
  readonly passBrakes: boolean;
  readonly signal: AbortSignal;
  /** Gets `run-started`, `transfer-progress`, `item-finished` and `run-finished`. */
  readonly emit: (event: EngineEvent) => void;
  /** Milliseconds since 1970 in UTC. */
  readonly now: () => number;
}

/**
 * Carries out a plan, or with `dryRun` says what it would do and touches nothing (S1). Never rejects for what
 * happens to single items or to the connection: the report accounts for it. The report is stored, except a dry run's.
 */
export function run(_input: RunInput): Promise<RunReport> {
  throw new Error('not written yet');
}
