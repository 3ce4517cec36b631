import { problemOf } from '../../../shared/problem-error.js';
import type { Profile } from '../../../shared/profile/profile.js';
import { pairsOf } from '../../../shared/profile/pairs.js';
import { pairOf } from '../../session/profile/pair.js';
import { placeOf, withStore } from '../../session/past-runs.js';
import { stateFileOf } from '../../state/state-folder.js';
import type { PlanBinding } from '../../sync/saved-plan/format.js';
import type { Options } from '../options/read-options.js';
import type { Reporter } from '../output/reporter.js';
import { stateFolderOf } from '../target-arguments/state-folder.js';
import { readSavedProfiles } from '../profiles/saved-profiles.js';
import type { CliContext } from '../cli-context.js';
import { cliRunText } from '../text/run.js';

/** A profile, and which of its pairs of folders a plan is of. */
export interface ProfileOfPlan {
  readonly profile: Profile;
  readonly pair: Profile;
}

/**
 * The profile of the application from whose state a plan was made; `undefined` where it was made on the command line, or by a profile
 * that is not there any more. Never rejects: what is in the way here shows when the plan is checked against the state.
 */
export async function profileOfPlan(
  { pair, memory }: PlanBinding,
  options: Options,
  context: CliContext,
  reporter: Reporter,
): Promise<ProfileOfPlan | undefined> {
  const folder = stateFolderOf(options, context);
  try {
    const { profiles } = await readSavedProfiles(folder);
    for (const profile of profiles) {
      for (const one of pairsOf(profile)) {
        if (pairOf(one) !== pair) continue;
        const file = stateFileOf(folder, one.id, context.platform);
        const token = await withStore(placeOf(file, one), (state) => state.token(), '');
        if (token.kind === 'refused') reporter.remark('detail', token.problem.what);
        else if (token.value === memory) {
          reporter.remark('detail', cliRunText.planOfProfile(profile.name));
          return { profile, pair: one };
        }
      }
    }
  } catch (error) {
    reporter.remark('detail', problemOf(error).what);
  }
  return undefined;
}
