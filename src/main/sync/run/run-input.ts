import type { Sides } from '../../../shared/entry/entry.js';
import type { ProfileId } from '../../../shared/profile/profile.js';
import type { EngineEvent, RunId, RunTrigger } from '../../../shared/run/run.js';
import type { RunControl } from '../base/flow/run-control.js';
import type { StateStore } from '../../state/state-store.js';
import type { Target } from '../../targets/target.js';
import type { Policy } from '../base/policy.js';
import type { RunnablePlan } from '../plan/runnable-plan.js';

/** What a run needs. */
export interface RunInput {
  readonly runId: RunId;
  readonly profileId: ProfileId;
  readonly trigger: RunTrigger;
  readonly plan: RunnablePlan;
  /** Connected already. */
  readonly targets: Sides<Target>;
  readonly state: StateStore;
  readonly policy: Policy;
  readonly dryRun: boolean;
  /** Go on although the brakes (S7) would stop the run. */
  readonly passBrakes: boolean;
  /** Take the place of whoever is synchronizing the folder already. */
  readonly breakLock?: boolean | undefined;
  readonly signal: AbortSignal;
  /** Pauses the run and sets its limits; full pace where nobody holds the reins. */
  readonly control?: RunControl | undefined;
  /** Gets `run-started`, `run-pace`, `transfer-progress`, `item-finished` and `run-finished`. */
  readonly emit: (event: EngineEvent) => void;
  /** Milliseconds since 1970 in UTC. */
  readonly now: () => number;
}
