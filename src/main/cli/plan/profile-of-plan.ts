import { problemOf } from '../../../shared/problem-error.js';
import type { Profile } from '../../../shared/profile/profile.js';
import { pairOf } from '../../session/profile/pair.js';
import { placeOf, remembering } from '../../session/past-runs.js';
import { stateFileOf } from '../../state/state-folder.js';
import type { PlanBinding } from '../../sync/saved-plan/format.js';
import type { Options } from '../options/read-options.js';
import type { Reporter } from '../output/reporter.js';
import { memoryFolder } from '../target-arguments/state-folder.js';
import { readSavedProfiles } from '../profiles/saved-profiles.js';
import type { CliContext } from '../cli-context.js';

/**
 * The profile of the application from whose memory a plan was made; `undefined` where it was made on the command line, or by a profile
 * that is not there any more. Never rejects: what is in the way here shows when the plan is held against the memory.
 */
export async function profileOfPlan(
  { pair, memory }: PlanBinding,
  options: Options,
  shell: CliContext,
  reporter: Reporter,
): Promise<Profile | undefined> {
  const folder = memoryFolder(options, shell);
  try {
    const { profiles } = await readSavedProfiles(folder);
    for (const profile of profiles) {
      if (pairOf(profile) !== pair) continue;
      const file = stateFileOf(folder, profile.id, shell.platform);
      const token = await remembering(placeOf(file, profile), (state) => state.token(), '');
      if (token.kind === 'refused') reporter.remark('detail', token.problem.what);
      else if (token.value === memory) {
        reporter.remark('detail', `The plan was made for the profile “${profile.name}”.`);
        return profile;
      }
    }
  } catch (error) {
    reporter.remark('detail', problemOf(error).what);
  }
  return undefined;
}
