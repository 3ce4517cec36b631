import { posix, win32 } from 'node:path';
import { problemOf } from '../../../shared/problem-error.js';
import { exitCodeOfProblem, needsPerson } from '../../../shared/problem-traits.js';
import type { Profile } from '../../../shared/profile/profile.js';
import { pairsOf } from '../../../shared/profile/pairs.js';
import { parseRemote } from '../../../shared/profile/remote.js';
import { JointRun } from '../../session/commands/joint-run.js';
import { shown } from '../../../shared/format/shown.js';
import type { CliContext } from '../cli-context.js';
import type { Asker } from '../conflict-prompt/asker.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { hintFor } from '../output/hints.js';
import type { Reporter } from '../output/reporter.js';
import type { SyncRequest } from '../sync/request.js';
import { concludeJointRun } from '../sync/run-commands.js';
import { usageText } from '../text/usage.js';
import { UsageError } from '../usage-error.js';

/** From the best end to the worst. */
const ENDS: readonly ExitCode[] = [EXIT.fine, EXIT.unresolved, EXIT.failed, EXIT.usage, EXIT.stopped];

/** The worse of two ends. */
export function worse(one: ExitCode, other: ExitCode): ExitCode {
  return ENDS.indexOf(one) >= ENDS.indexOf(other) ? one : other;
}

/**
 * The pair of a profile that has this folder: by its path, by its address, or by the last name in either. Throws a `UsageError` that names those
 * that there are.
 */
export function findPair(
  profile: Profile,
  wanted: string,
  { folder, platform }: Pick<CliContext, 'folder' | 'platform'>,
): Profile {
  const pairs = pairsOf(profile);
  const paths = platform === 'win32' ? win32 : posix;
  const bare = wanted.length > 1 ? wanted.replace(/[/\\]+$/, '') : wanted;
  const ways: readonly ((pair: Profile) => boolean)[] = [
    ({ localFolder }) => paths.resolve(localFolder) === paths.resolve(folder, wanted),
    ({ remoteFolder }) => remoteFolder === wanted || remotePath(remoteFolder) === bare,
    ({ localFolder, remoteFolder }) =>
      paths.basename(localFolder) === bare || posix.basename(remotePath(remoteFolder)) === bare,
  ];
  for (const fits of ways) {
    const [first, ...more] = pairs.filter(fits);
    if (first === undefined) continue;
    if (more.length > 0) throw new UsageError(usageText.severalPairs(wanted, foldersOf([first, ...more])));
    return first;
  }
  throw new UsageError(usageText.noPair(wanted, foldersOf(pairs)));
}

/** The local folders of some pairs, as they are named to choose from. */
export function foldersOf(pairs: readonly Pick<Profile, 'localFolder'>[]): readonly string[] {
  return pairs.map(({ localFolder }) => shown(localFolder));
}

/**
 * Does something with each pair of folders, one after another, and returns the worst exit code. Where there is only one, just that. Of several, each is
 * told of before, and one that fails is told of and keeps none of the others; only what would meet each of them alike, such as a refused password,
 * ends it. What they run is one run of the profile. Rejects with a `UsageError`, and where the user stops it.
 */
export async function forEachPair(
  requests: readonly SyncRequest[],
  context: CliContext,
  reporter: Reporter,
  work: (request: SyncRequest, context: CliContext) => Promise<ExitCode>,
): Promise<ExitCode> {
  const [only, ...others] = requests;
  if (only !== undefined && others.length === 0) return work(only, context);
  const joint = new JointRun();
  try {
    const joined = requests.map((request) => ({ ...request, joint }));
    return await oneByOne(joined, context, reporter, work);
  } finally {
    await concludeJointRun(joint, reporter);
  }
}

async function oneByOne(
  requests: readonly SyncRequest[],
  context: CliContext,
  reporter: Reporter,
  work: (request: SyncRequest, context: CliContext) => Promise<ExitCode>,
): Promise<ExitCode> {
  const remembered = new Map<string, string>();
  let end: ExitCode = EXIT.fine;
  for (const [at, request] of requests.entries()) {
    announcePair(request, reporter);
    try {
      end = worse(end, await work(request, withRememberedAnswers(context, remembered)));
    } catch (error) {
      const problem = problemOf(error);
      if (error instanceof UsageError || context.signal.aborted || problem.kind === 'stopped') throw error;
      reporter.failure({ ...problem, advice: hintFor(problem) });
      end = worse(end, exitCodeOfProblem(problem));
      const left = requests.length - at - 1;
      const meetsAll = needsPerson(problem) || problem.kind === 'command-failed';
      if (!meetsAll || left === 0) continue;
      reporter.remark('warning', usageText.pairsNotReached(left));
      return end;
    }
    if (end === EXIT.stopped) return end;
  }
  return end;
}

/** Says which of several pairs of folders what follows is about. */
export function announcePair({ local, remote, application, records }: SyncRequest, reporter: Reporter): void {
  const pair = {
    profileId: application ?? '',
    id: records ?? application ?? '',
    localFolder: local,
    remoteFolder: remote.text,
  };
  reporter.report({ kind: 'pair', pair }, (paint) =>
    paint('change', `${shown(local)}  ${shown(remote.text)}`),
  );
}

/** All pairs are on one server: what was asked for the first need not be asked for each of them, unless it was wrong. */
function withRememberedAnswers(context: CliContext, remembered: Map<string, string>): CliContext {
  const { asker } = context;
  if (asker === undefined) return context;
  const given = new Set<string>();
  const remembering: Asker = {
    line: (question) => asker.line(question),
    secret: async (question) => {
      const known = given.has(question) ? undefined : remembered.get(question);
      given.add(question);
      const answer = known ?? (await asker.secret(question));
      remembered.set(question, answer);
      return answer;
    },
  };
  return { ...context, asker: remembering };
}

function remotePath(address: string): string {
  const parsed = parseRemote(address);
  return parsed.kind === 'valid' ? parsed.address.path : address;
}
