import { setTimeout as sleep } from 'node:timers/promises';
import type { FileEntry, ItemPath, Side } from '../../../shared/entry/entry.js';
import { ProblemError } from '../../../shared/problem-error.js';
import { problemOf } from '../../../shared/problem-error.js';
import type { Problem } from '../../../shared/problem.js';
import type { Target } from '../../targets/target.js';
import type { RunControl } from '../base/flow/run-control.js';
import {
  isStillThere,
  isThisFile,
  lockAge,
  readLock,
  readLockAgain,
  writeLock,
  type Lock,
  type LockPlace,
} from './lock-file.js';
import { LockRenewal } from './lock-renewal.js';
import { cannotLockProblem, lockedProblem, lockLeftProblem } from './lock-messages.js';
import { isOurs, ownerMark } from './lock-owner.js';
import { OwnNames } from '../base/own-names.js';
import type { OwnFiles } from '../base/policy.js';
import { isFatal } from '../../../shared/problem-traits.js';
import { withRetries } from '../base/flow/retry.js';

export interface LockInput {
  readonly target: Target;
  /** Named in problems. */
  readonly side: Side;
  /** Names the run; no two runs have the same. */
  readonly id: string;
  /** The token of the state, from which one run at a time is made. */
  readonly stateToken: string;
  readonly startedMs: number;
  /** Takes the place of whoever holds the lock: the user's answer to the problem that told of them. */
  readonly breakLock: boolean;
  readonly own: OwnFiles;
  /** Told of a lock that could not be removed when the run had ended. */
  readonly onLeft?: ((problem: Problem) => Promise<void>) | undefined;
  readonly control: RunControl;
  readonly signal: AbortSignal;
}

/**
 * Does `work` while holding the locks of the sides that it changes, one after the other: of a side that is only read, nothing is asked,
 * for it may allow nothing. As `withLock` otherwise; where the profile wants no locks, none is taken.
 */
export function withLocks<T>(
  inputs: readonly LockInput[],
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const [first, ...others] = inputs.filter(({ own }) => own.lock === 'on');
  if (first === undefined) return work(signal);
  return withLock({ ...first, signal }, (held) => withLocks(others, held, work));
}

/**
 * Does `work` while holding the lock of a folder, so that no two runs change it at once, from whichever computers. A lock that a killed
 * run of this computer left behind is no obstacle, nor one that an earlier run could not give back because its line was cut. Rejects with
 * a `ProblemError` of kind `locked` where somebody else holds it, before any work.
 *
 * The signal that `work` gets is aborted as well when somebody breaks the lock meanwhile, which shows at the next renewal; its reason is
 * a `ProblemError` that says so then.
 */
export async function withLock<T>(input: LockInput, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { target, side, signal, control } = input;
  const { lock, written } = await withRetries(() => take(input), signal, control);
  const renewal = new LockRenewal({
    target,
    side,
    file: namesOf(input).lockFile,
    lock,
    temporaryPath: temporaryPath(input, 0),
  });
  try {
    return await work(AbortSignal.any([signal, renewal.lost]));
  } finally {
    await renewal.end();
    await releaseLock(input, lock.id, written);
  }
}

/** A lock that this run holds, with what its side reported of it when it was taken. */
interface Taken {
  readonly lock: Lock;
  readonly written: FileEntry;
}

/**
 * How long whoever breaks a lock waits until they look whether theirs has stayed, in milliseconds: longer than the run that held it takes
 * from looking at its lock for the last time to having renewed it.
 */
const SETTLE_MS = 2_000;

/**
 * Not every server can refuse to replace a file, so the lock is read back once it is written: of two runs that begin within the
 * same round trip, the one whose lock was replaced gives way. So does one that broke a lock which was being renewed at that moment: that
 * run goes on and knows nothing of it.
 */
async function take(input: LockInput): Promise<Taken> {
  const { id, stateToken, startedMs, signal } = input;
  const lock: Lock = {
    version: 1,
    id,
    host: '',
    user: '',
    owner: await ownerMark(),
    memory: stateToken,
    pid: process.pid,
    startedMs,
    renewals: 0,
  };
  // Asked while the lock is on its way to its temporary name, which harms nobody.
  const looking = checkHolder(input).catch((error: unknown) => {
    throw cannotLock(error, input, 'create');
  });
  looking.catch(() => undefined);
  const inPlace = temporaryPath(input, 0) === namesOf(input).lockFile;
  // Written in place, the first byte already replaces somebody else’s lock.
  if (inPlace) await looking;
  // Asked once more just before it gets its name: what was seen at the beginning is several round trips old by then.
  let lookedAgain: Promise<unknown> = looking;
  let written: FileEntry;
  const step: { now: 'create' | 'rename' } = { now: 'create' };
  try {
    written = await writeLock(placeOf(input), lock, temporaryPath(input, 0), async () => {
      step.now = 'rename';
      if ((await looking) === 'nobody' && !inPlace) lookedAgain = checkHolder(input);
      await lookedAgain;
    });
  } catch (error) {
    await looking;
    await lookedAgain;
    throw cannotLock(error, input, step.now);
  }
  try {
    // Its number proves that it is ours, without a read back over a data connection. Two locks that are written in place are one file.
    if (inPlace || !(await isThisFile(placeOf(input), written))) await expectTaken(input);
    if ((await looking) === 'other') {
      await sleep(SETTLE_MS, undefined, { signal });
      await expectTaken(input);
    }
    return { lock, written };
  } catch (error) {
    const isTheirs = problemOf(error).kind === 'locked';
    if (signal.aborted || (!isTheirs && !isFatal(error))) await releaseLock(input, id, written);
    throw error;
  }
}

/** Rejects where somebody else holds the lock, unless it is to be broken. */
async function checkHolder(input: LockInput): Promise<'nobody' | 'other'> {
  const held = await readLock(placeOf(input));
  if (held === undefined || (await isLeftBehind(held, input.stateToken))) return 'nobody';
  if (!input.breakLock) throw await locked(held, input);
  return 'other';
}

async function expectTaken(input: LockInput): Promise<void> {
  const held = await readLockAgain(placeOf(input));
  if (held !== undefined && held.id !== input.id) throw await locked(held, input);
}

/** How long releasing a lock may take, even after the run was stopped. */
const RELEASE_MS = 5_000;

async function releaseLock(input: LockInput, id: string, written: FileEntry): Promise<void> {
  const place = placeOf(input, AbortSignal.timeout(RELEASE_MS));
  try {
    // It is read even where no listing shows it: some servers hide names that begin with a dot.
    const isOwn = (await isStillThere(place, written)) || (await readLockAgain(place))?.id === id;
    if (isOwn) await place.target.removeFile(place.file, place.signal);
  } catch (error) {
    // The next run from this state knows it for its own, or finds that its owner is gone. A line that is lost is what the run ends with.
    const problem = problemOf(error);
    if (!isFatal(error)) await input.onLeft?.(lockLeftProblem(place.file, input.side, problem));
  }
}

/**
 * Whether the run that took the lock, on this computer, has ended. One from the state that we have locked has: nobody else runs
 * from it. Its process number may be another program's by now, or that of one which is gone and not yet cleared away.
 */
async function isLeftBehind(held: Lock, stateToken: string): Promise<boolean> {
  const { pid } = held;
  if (!(await isOurs(held))) return false;
  if (held.memory === stateToken) return true;
  if (pid === process.pid) return false;
  try {
    // Signal 0 asks whether the process is there, and sends nothing.
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

async function locked(lock: Lock, input: LockInput): Promise<ProblemError> {
  const { side, startedMs: nowMs } = input;
  const [ageMs, ours] = [await ageOf(input), await isOurs(lock)];
  return new ProblemError(lockedProblem({ lock, side, nowMs, ageMs, ours }));
}

async function ageOf(input: LockInput): Promise<number | undefined> {
  try {
    return await lockAge(placeOf(input), [temporaryPath(input, 1), temporaryPath(input, 2)]);
  } catch {
    // A folder in which nothing can be written gives no age away. Whose the lock is can be said all the same.
    return undefined;
  }
}

/** Problems of a folder in which no lock can be put; all others are told as they are. */
const ABOUT_FOLDER: ReadonlySet<Problem['kind']> = new Set<Problem['kind']>([
  'permission-denied',
  'name-refused',
  'not-found',
  'unsupported',
  'other',
]);

/** What people did is to sync a folder; of a lock they know nothing. */
function cannotLock(error: unknown, { side, signal }: LockInput, step: 'create' | 'rename'): unknown {
  if (signal.aborted || !(error instanceof ProblemError) || !ABOUT_FOLDER.has(error.problem.kind))
    return error;
  return new ProblemError(cannotLockProblem(side, step, error.problem), { cause: error });
}

function namesOf({ own }: LockInput): OwnNames {
  return new OwnNames(own.names);
}

function placeOf(input: LockInput, signal = input.signal): LockPlace {
  return { target: input.target, file: namesOf(input).lockFile, signal };
}

/** Where a server forbids renaming, a lock is written in its place as well. */
function temporaryPath(input: LockInput, count: number): ItemPath {
  const names = namesOf(input);
  if (input.own.writing === 'in-place' && input.side === 'remote' && count === 0) return names.lockFile;
  return names.temporaryPath(names.lockFile, input.stateToken, input.startedMs, count);
}
