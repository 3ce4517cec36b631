import type { Answer } from '../../shared/ipc.js';
import { problemOf } from '../../shared/problem-error.js';
import { draftOf, type Profile } from '../../shared/profile/profile.js';
import type { Plan } from '../sync/plan/plan.js';
import type { PlanBinding } from '../sync/saved-plan/format.js';
import { savePlan } from '../sync/saved-plan/write.js';

/** Saves a plan with the profile that it was made for, so that the command line can run it later. Never rejects. */
export async function savePlanTo(
  file: string,
  plan: Plan,
  binding: PlanBinding,
  profile: Profile,
  signal: AbortSignal,
): Promise<Answer<null>> {
  const places = { local: profile.localFolder, remote: profile.remoteFolder };
  try {
    await savePlan(
      file,
      { ...binding, savedMs: Date.now(), places, profile: draftOf(profile) },
      plan,
      signal,
    );
    return { kind: 'ok', value: null };
  } catch (error) {
    return { kind: 'refused', problem: problemOf(error) };
  }
}
