import { draftOf, type Profile } from '../../shared/profile/profile.js';
import { without } from '../../shared/without.js';
import type { EngineEvent } from '../../shared/run/run.js';
import type { Plan } from '../sync/plan/plan.js';
import type { PlanBinding, PlanHead } from '../sync/saved-plan/format.js';

/** What a plan is saved with, without the moment of saving. */
export type UnsavedHead = Omit<PlanHead, 'savedMs'>;

/** What is told once a comparison has come to a plan. */
export function comparedEvent({ totals, clockChanges, waitingFilters }: Plan): EngineEvent {
  return { kind: 'compare-finished', totals, clockChanges, waitingFilters };
}

/** What a plan that was made for a profile is saved with, so that anybody can run it later. */
export function planHead(binding: PlanBinding, profile: Profile): UnsavedHead {
  const places = { local: profile.localFolder, remote: profile.remoteFolder };
  // When a profile runs by itself says nothing of how a plan is run.
  return { ...binding, places, profile: without(draftOf(profile), 'schedule') };
}
