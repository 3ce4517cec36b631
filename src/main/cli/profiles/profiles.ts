import type { PastRun } from '../../../shared/run/history.js';
import type { Profile } from '../../../shared/profile/profile.js';
import { readHistory } from '../../session/past-runs.js';
import { stateFileOf } from '../../state/state-folder.js';
import type { Given } from '../command.js';
import { compareSides } from '../sync/compare-sides.js';
import { checkPlaces, runAndTell } from '../sync/sync.js';
import { openSession } from '../sync/open-session.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { longName, readOptions, type Options } from '../options/read-options.js';
import { withReporter } from '../output/with-reporter.js';
import type { Reporter } from '../output/reporter.js';
import { memoryFolder } from '../target-arguments/state-folder.js';
import { requestOf } from '../target-arguments/profile-request.js';
import type { CliContext } from '../cli-context.js';
import { UsageError } from '../usage-error.js';
import { briefLines, fullLines } from './profile-lines.js';
import { findProfile, readSavedProfiles } from './saved-profiles.js';

const ACTIONS = ['list', 'show', 'run'] as const;
type ProfilesAction = (typeof ACTIONS)[number];

/** Does `profiles` as the command line asks for it. */
export async function profilesAsGiven(
  { operands, options: given }: Given,
  shell: CliContext,
): Promise<ExitCode> {
  const options = readOptions(given);
  const [word = 'list', name] = operands;
  const action = readAction(word, name, options);
  return withReporter(options, shell, async (reporter) => {
    const { profiles, unfit } = await readSavedProfiles(memoryFolder(options, shell));
    if (unfit > 0) {
      reporter.remark(
        'warning',
        `${unfit === 1 ? 'One profile is' : `${unfit} profiles are`} damaged and skipped. Start the application: it sets damaged profiles aside.`,
      );
    }
    switch (action) {
      case 'list':
        for (const profile of profiles) {
          const last = await lastRun(profile, options, shell, reporter);
          reporter.tell({ kind: 'profile', profile }, (paint) =>
            [...briefLines(profile, last, paint)].join('\n'),
          );
        }
        if (profiles.length === 0) reporter.remark('note', 'The application has no profiles yet.');
        return EXIT.fine;
      case 'show': {
        const profile = findProfile(profiles, name ?? '');
        reporter.tell({ kind: 'profile', profile }, (paint) => [...fullLines(profile, paint)].join('\n'));
        return EXIT.fine;
      }
      case 'run':
        return runProfile(findProfile(profiles, name ?? ''), options, shell, reporter);
    }
  });
}

/** Runs a profile as it runs unattended: conflicts are left, and only `--yes` passes the brakes (S7). */
async function runProfile(
  profile: Profile,
  options: Options,
  shell: CliContext,
  reporter: Reporter,
): Promise<ExitCode> {
  const request = requestOf(profile, options, shell);
  await checkPlaces(request, shell, reporter);
  return openSession(request, shell, reporter, 'run', async (session) => {
    const unattended = { ...options, prompt: false };
    const { plan } = await compareSides(session, unattended, shell, reporter);
    return runAndTell(plan, session, unattended, shell, reporter);
  });
}

async function lastRun(
  profile: Profile,
  options: Options,
  shell: CliContext,
  reporter: Reporter,
): Promise<PastRun | undefined> {
  const file = stateFileOf(memoryFolder(options, shell), profile.id, shell.platform);
  const answer = await readHistory(file, profile, { limit: 1 });
  if (answer.kind === 'ok') return answer.value[0];
  reporter.remark('warning', answer.problem.what);
  return undefined;
}

function readAction(word: string, name: string | undefined, options: Options): ProfilesAction {
  const action = ACTIONS.find((each) => each === word);
  if (action === undefined)
    throw new UsageError(`There is no profiles ${word}.`, `Use one of ${ACTIONS.join(', ')}.`);
  if (action === 'list' && name !== undefined)
    throw new UsageError('profiles list takes no name.', `To see one, use evenkeel profiles show ${name}.`);
  if (action !== 'list' && name === undefined)
    throw new UsageError(
      `Which profile should be ${action === 'run' ? 'run' : 'shown'}?`,
      'See evenkeel profiles for a list.',
    );
  const running = (['dryRun', 'progress', 'reportProblems', 'yes'] as const).find(
    (each) => options[each] !== undefined,
  );
  if (action !== 'run' && running !== undefined)
    throw new UsageError(
      `There is no ${longName(running)} in profiles ${action}.`,
      'It is for profiles run.',
    );
  return action;
}
