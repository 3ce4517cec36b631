import type { Sides } from '../../shared/entry.js';
import type { EngineEvent } from '../../shared/run.js';
import type { StateStore } from '../state/state-store.js';
import type { Target } from '../targets/target.js';
import type { Plan } from './plan.js';
import type { Policy } from './policy.js';

export interface CompareInput {
  /** Connected already. */
  readonly targets: Sides<Target>;
  readonly state: StateStore;
  readonly policy: Policy;
  readonly signal: AbortSignal;
  /** Gets `plan-items` and `scan-progress` while the listings arrive. */
  readonly emit: (event: EngineEvent) => void;
}

/** Compares both sides and decides what is to happen. Changes nothing. Rejects with a `TargetError`. */
export function compare(_input: CompareInput): Promise<Plan> {
  throw new Error('not written yet');
}
