import type { PastRun } from '../../../shared/run/history.js';
import { pairsOf } from '../../../shared/profile/pairs.js';
import type { Profile } from '../../../shared/profile/profile.js';
import { readHistory } from '../../session/past-runs.js';
import { stateFileOf } from '../../state/state-folder.js';
import type { CommandInput } from '../command.js';
import { compareSides } from '../sync/compare-sides.js';
import { checkPlaces, runAndReport } from '../sync/sync.js';
import { openSession } from '../sync/open-session.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { longName, readOptions, type Options } from '../options/read-options.js';
import { withReporter } from '../output/with-reporter.js';
import type { Reporter } from '../output/reporter.js';
import { stateFolderOf } from '../target-arguments/state-folder.js';
import { requestsOf } from '../target-arguments/pair-argument.js';
import { forEachPair } from '../target-arguments/profile-pairs.js';
import type { CliContext } from '../cli-context.js';
import { UsageError } from '../usage-error.js';
import { briefLines, fullLines, type PairAndRun } from './profile-lines.js';
import { findProfile, readSavedProfiles } from './saved-profiles.js';
import { usageText } from '../text/usage.js';
import { recordsText } from '../text/records.js';

const ACTIONS = ['list', 'show', 'run'] as const;
type ProfilesAction = (typeof ACTIONS)[number];

/** Runs `profiles`. */
export async function profilesCommand(
  { operands, options: given }: CommandInput,
  context: CliContext,
): Promise<ExitCode> {
  const { pair, ...rest } = given;
  const options = readOptions(rest);
  const [word = 'list', name] = operands;
  const action = readAction(word, name, options);
  if (action !== 'run' && pair !== undefined)
    throw new UsageError(usageText.onlyForProfilesRun(longName('pair'), action));
  return withReporter(options, context, async (reporter) => {
    const { profiles, unfit } = await readSavedProfiles(stateFolderOf(options, context));
    if (unfit > 0) {
      reporter.remark('warning', usageText.damagedProfiles(unfit));
    }
    switch (action) {
      case 'list':
        for (const profile of profiles) {
          const pairs: PairAndRun[] = [];
          for (const one of pairsOf(profile))
            pairs.push({ pair: one, last: await lastRun(one, options, context, reporter) });
          reporter.report({ kind: 'profile', profile }, (paint) =>
            [...briefLines(profile, pairs, paint)].join('\n'),
          );
        }
        if (profiles.length === 0) reporter.remark('note', recordsText.noProfiles);
        return EXIT.fine;
      case 'show': {
        const profile = findProfile(profiles, name ?? '');
        reporter.report({ kind: 'profile', profile }, (paint) => [...fullLines(profile, paint)].join('\n'));
        return EXIT.fine;
      }
      case 'run':
        return runProfile(
          findProfile(profiles, name ?? ''),
          typeof pair === 'string' ? pair : undefined,
          options,
          context,
          reporter,
        );
    }
  });
}

/** Runs a profile as it runs unattended: conflicts are skipped, and only `--yes` passes the deletion limit (S7). */
function runProfile(
  profile: Profile,
  pair: string | undefined,
  options: Options,
  context: CliContext,
  reporter: Reporter,
): Promise<ExitCode> {
  const requests = requestsOf(profile, pair, options, context);
  return forEachPair(requests, context, reporter, async (request, asking) => {
    await checkPlaces(request, asking, reporter);
    return openSession(request, asking, reporter, 'sync', async (session) => {
      const unattended = { ...options, prompt: false };
      const { plan } = await compareSides(session, unattended, asking, reporter);
      return runAndReport(plan, session, unattended, asking, reporter);
    });
  });
}

async function lastRun(
  profile: Profile,
  options: Options,
  context: CliContext,
  reporter: Reporter,
): Promise<PastRun | undefined> {
  const file = stateFileOf(stateFolderOf(options, context), profile.id, context.platform);
  const answer = await readHistory(file, profile, { limit: 1 });
  if (answer.kind === 'ok') return answer.value[0];
  reporter.remark('warning', answer.problem.what);
  return undefined;
}

function readAction(word: string, name: string | undefined, options: Options): ProfilesAction {
  const action = ACTIONS.find((each) => each === word);
  if (action === undefined) throw new UsageError(usageText.noProfilesAction(word, ACTIONS));
  if (action === 'list' && name !== undefined) throw new UsageError(usageText.listTakesNoName(name));
  if (action !== 'list' && name === undefined) throw new UsageError(usageText.whichProfile(action));
  const running = (['dryRun', 'progress', 'reportProblems', 'yes'] as const).find(
    (each) => options[each] !== undefined,
  );
  if (action !== 'run' && running !== undefined)
    throw new UsageError(usageText.onlyForProfilesRun(longName(running), action));
  return action;
}
