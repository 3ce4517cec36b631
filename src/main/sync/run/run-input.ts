import type { RunnablePlan } from '../plan/runnable-plan.js';
import type { Policy } from '../base/policy.js';
import type { FrameInput } from './frame.js';

/** What a sync needs. */
export interface RunInput extends Omit<FrameInput, 'own' | 'versions'> {
  readonly plan: RunnablePlan;
  readonly policy: Policy;
  /** Go on although the deletion limit (S7) would stop the run. */
  readonly exceedDeletionLimit: boolean;
}
