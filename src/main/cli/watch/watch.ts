import { problemOf, throwIfStopped } from '../../../shared/problem-error.js';
import { needsPerson } from '../../../shared/problem-traits.js';
import type { Mode } from '../../../shared/profile/profile.js';
import { DEFAULT_SCHEDULE, type Schedule } from '../../../shared/profile/schedule.js';
import { ANYTHING, type Changes } from '../../schedule/changes.js';
import { FolderWatcher } from '../../schedule/folder-watcher.js';
import { Scheduler } from '../../schedule/scheduler.js';
import { byPair, inPair } from '../../schedule/pair-changes.js';
import { worstAttempt, type Attempt, type Cause } from '../../schedule/upcoming.js';
import { isOwnChange } from '../../session/profile/own-change.js';
import { JointRun } from '../../session/commands/joint-run.js';
import { compareByItself } from '../../session/compare-by-itself.js';
import type { CliContext } from '../cli-context.js';
import type { CommandInput } from '../command.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { readOptions, type Options } from '../options/read-options.js';
import { hintFor } from '../output/hints.js';
import type { Reporter } from '../output/reporter.js';
import { withReporter } from '../output/with-reporter.js';
import { compareSides, refuseClashes } from '../sync/compare-sides.js';
import { openSession, ownPlacesOf } from '../sync/open-session.js';
import { checkRequest, MODES, profileOptionsOf, type SyncRequest } from '../sync/request.js';
import { concludeJointRun } from '../sync/run-commands.js';
import { checkPlaces, runAndReport } from '../sync/sync.js';
import { watchText } from '../text/watch.js';
import { UsageError } from '../usage-error.js';
import { installWatch, nameOfUnit } from './install.js';
import { readPairArgument, requestsFor } from '../target-arguments/pair-argument.js';
import { forEachPair, announcePair } from '../target-arguments/profile-pairs.js';

/** How often to sync where nobody says: REMOTE tells nobody that something there has changed. */
const USUAL_MINUTES = 15;

/** The scheduler’s name for what is watched. */
const WATCHED = 'watch';

/** Does `watch`: syncs, and goes on until a signal ends it. */
export async function watchCommand(
  { operands, options: given }: CommandInput,
  context: CliContext,
): Promise<ExitCode> {
  const { profile, pair, mode = 'sync', every, install, ...rest } = given;
  const options = readOptions(rest);
  const minutes = readMinutes(every);
  if (profile !== undefined && given['mode'] !== undefined) throw new UsageError(watchText.modeOfProfile);
  const argument = readPairArgument(operands, { profile, pair }, '');
  return withReporter(options, context, async (reporter) => {
    const found = await requestsFor(argument, options, context);
    const requests = profile === undefined ? [{ ...found[0], mode: readMode(mode) }] : found;
    const [first = found[0]] = requests;
    for (const request of requests) checkRequest(request);
    if (install === true) {
      const withPassword = first.remote.password !== '';
      return installWatch({ name: nameOfUnit(profile, first.local), withPassword }, context);
    }
    if (!(await hasStarted(requests, options, context, reporter))) return EXIT.failed;
    const folders = requests.map(({ local }) => local);
    reporter.remark('note', watchText.watching(folders, minutes));
    const stopped = await stay(requests, options, minutes, context, reporter);
    return stopped ? EXIT.stopped : EXIT.fine;
  });
}

/**
 * The first sync. Rejects as it does; of several pairs of folders, resolves with false where one failed for what would keep all of them from syncing, which
 * has been told.
 */
async function hasStarted(
  requests: readonly SyncRequest[],
  options: Options,
  context: CliContext,
  reporter: Reporter,
): Promise<boolean> {
  let refused = false;
  await forEachPair(requests, context, reporter, async (request, asking) => {
    try {
      await checkPlaces(request, asking, reporter);
      return await syncOnce(request, options, asking, reporter, 'start');
    } catch (error) {
      refused = needsPerson(problemOf(error));
      throw error;
    }
  });
  return !refused;
}

/** Syncs whenever it is time to, until the signal. Resolves with whether that stopped a run. */
async function stay(
  requests: readonly SyncRequest[],
  options: Options,
  minutes: number,
  context: CliContext,
  reporter: Reporter,
): Promise<boolean> {
  const { signal, now } = context;
  let underWay: Promise<unknown> = Promise.resolve();
  let stopped = false;
  const refused = new AbortController();
  const attempt = async (request: SyncRequest, cause: Cause, changes: Changes): Promise<Attempt> => {
    try {
      const code = await syncOnce(request, options, context, reporter, cause, changes);
      if (code === EXIT.fine) return 'done';
      return code === EXIT.failed ? 'failed' : 'partly';
    } catch (error) {
      const problem = problemOf(error);
      if (signal.aborted) stopped = true;
      else if (needsPerson(problem)) {
        refused.abort(error);
        return 'refused';
      } else reporter.remark('warning', `${problem.what} ${hintFor(problem)}`);
      return 'failed';
    }
  };
  const attemptAll = async (cause: Cause, changes: Changes): Promise<Attempt> => {
    const [only, ...others] = requests;
    if (only !== undefined && others.length === 0) return attempt(only, cause, changes);
    const changed = byPair(requests.map(nameIn), changes);
    const attempts: Attempt[] = [];
    const joint = changed.size > 1 ? new JointRun() : undefined;
    for (const request of requests) {
      const own = changed.get(nameIn(request));
      if (own === undefined) continue;
      announcePair(request, reporter);
      const came = await attempt({ ...request, joint }, cause, own);
      attempts.push(came);
      if (came === 'refused' || joint?.refused === true || signal.aborted) break;
    }
    if (joint !== undefined) await concludeJointRun(joint, reporter);
    return worstAttempt(attempts);
  };
  const run = (_id: string, cause: Cause, changes: Changes): Promise<Attempt> => {
    const attempted = attemptAll(cause, changes);
    underWay = attempted;
    return attempted;
  };
  const schedule: Schedule = {
    ...DEFAULT_SCHEDULE,
    regular: { kind: 'every', minutes },
    onChange: true,
  };
  const scheduler = new Scheduler({
    now,
    later: (ms, call) => {
      const timer = setTimeout(call, ms);
      return () => clearTimeout(timer);
    },
    run,
    watch: ({ ownNames }, changed) => {
      const watchers = requests.map(
        (request) =>
          new FolderWatcher(request.local, {
            changed: (changes) => changed(requests.length === 1 ? changes : inPair(nameIn(request), changes)),
            ignored: isOwnChange(request.local, ownNames, ownPlacesOf(request, context)),
            failed: (error) =>
              reporter.remark('warning', watchText.unwatchable(request.local, problemOf(error).what)),
          }),
      );
      return () => {
        for (const watcher of watchers) void watcher.end();
      };
    },
    conditions: () => ({ onBattery: false, metered: false }),
    onStatus: () => undefined,
  });
  const [first] = requests;
  const { ownNames } = first?.saved?.options ?? profileOptionsOf(options);
  scheduler.update([{ id: WATCHED, schedule, localFolder: first?.local ?? '', ownNames, version: '' }]);
  await aborted(AbortSignal.any([signal, refused.signal]));
  scheduler.end();
  // A run that the signal stops records how far it came.
  await underWay;
  // Nobody is there to enter another password: it ends as the first sync would have.
  if (refused.signal.aborted) throw refused.signal.reason;
  return stopped;
}

async function syncOnce(
  request: SyncRequest,
  options: Options,
  context: CliContext,
  reporter: Reporter,
  cause: Cause,
  changes = ANYTHING,
): Promise<ExitCode> {
  const only = changes.kind === 'items' ? changes.paths : undefined;
  const unattended = cause === 'start' ? options : { ...options, prompt: false };
  const trigger = cause === 'start' ? 'command-line' : cause;
  const code = await openSession(
    request,
    context,
    reporter,
    'sync',
    async (session) => {
      const { plan } = await compareByItself(only, (paths) =>
        compareSides(session, { ...unattended, only: paths && [...paths] }, context, reporter),
      );
      refuseClashes(plan, session.profile);
      return runAndReport(plan, session, { ...unattended, prompt: false }, context, reporter);
    },
    trigger,
  );
  throwIfStopped(context.signal);
  return code;
}

/** What a pair of folders is called among what has changed. */
function nameIn({ records, application }: SyncRequest): string {
  return records ?? application ?? WATCHED;
}

function readMode(word: unknown): Mode {
  const mode = typeof word === 'string' ? MODES[word] : undefined;
  if (mode === undefined) throw new UsageError(watchText.mode);
  return mode;
}

function readMinutes(given: unknown): number {
  if (given === undefined) return USUAL_MINUTES;
  const minutes = Number(given);
  if (Number.isInteger(minutes) && minutes >= 1 && minutes <= 10_080) return minutes;
  throw new UsageError(watchText.minutes);
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
