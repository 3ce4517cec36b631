import { hostname, userInfo } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FileEntry, ItemPath, Side } from '../../../shared/entry/entry.js';
import { ProblemError } from '../../../shared/problem-error.js';
import type { Mode } from '../../../shared/profile/profile.js';
import type { Target } from '../../targets/target.js';
import type { RunControl } from '../base/run-control.js';
import {
  isStillThere,
  LOCK_FILE,
  lockAge,
  readLock,
  readLockAgain,
  writeLock,
  type Lock,
} from './lock-file.js';
import { LockRenewal } from './lock-renewal.js';
import { lockedProblem } from './lock-messages.js';
import { withRetries } from '../base/retry.js';
import { temporaryPathFor } from '../base/temporary-names.js';

export interface LockInput {
  readonly target: Target;
  /** Named in problems. */
  readonly side: Side;
  /** Names the run; no two runs have the same. */
  readonly id: string;
  /** Names the memory of the profile, from which this process does one run at a time. */
  readonly memory: string;
  readonly startedMs: number;
  /** Takes the place of whoever holds the lock: the user's answer to the problem that told of them. */
  readonly breakLock: boolean;
  readonly control: RunControl;
  readonly signal: AbortSignal;
}

/** The side whose root holds the lock: one that the run changes. */
export function lockedSide(mode: Mode): Side {
  return mode === 'download' ? 'local' : 'remote';
}

/**
 * Does `work` while holding the lock of a folder, so that no two runs change it at once, from whichever computers. A lock that a killed
 * run of this computer left behind is no obstacle, nor one that an earlier run could not give back because its line was cut. Rejects with
 * a `ProblemError` of kind `locked` where somebody else holds it, before any work.
 *
 * The signal that `work` gets is aborted as well when somebody breaks the lock meanwhile, which shows at the next renewal; once the work
 * has ended by that, this rejects with a `ProblemError` that says so.
 */
export async function underLock<T>(input: LockInput, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { target, side, signal, control } = input;
  const { lock, written } = await withRetries(() => take(input), signal, control);
  const renewal = new LockRenewal({ target, side, lock, temporaryPath: temporaryPath(input, 0) });
  try {
    const result = await work(AbortSignal.any([signal, renewal.lost]));
    if (!signal.aborted) renewal.lost.throwIfAborted();
    return result;
  } catch (error) {
    // What the work says of having been stopped is not why it was.
    if (!signal.aborted) renewal.lost.throwIfAborted();
    throw error;
  } finally {
    await renewal.end();
    await giveBack(target, lock.id, written);
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
  const { target, id, memory, startedMs, signal } = input;
  const lock: Lock = {
    version: 1,
    id,
    host: hostname(),
    user: userInfo().username,
    memory,
    pid: process.pid,
    startedMs,
    renewals: 0,
  };
  // Asked while the lock is on its way to its temporary name, which harms nobody.
  const looking = lookWhoHolds(input);
  looking.catch(() => undefined);
  let written: FileEntry;
  try {
    written = await writeLock(target, lock, temporaryPath(input, 0), signal, async () => {
      await looking;
    });
  } catch (error) {
    await looking;
    throw error;
  }
  try {
    await expectTaken(input);
    if ((await looking) === 'other') {
      await sleep(SETTLE_MS, undefined, { signal });
      await expectTaken(input);
    }
    return { lock, written };
  } catch (error) {
    if (signal.aborted) await giveBack(target, id, written);
    throw error;
  }
}

/** Rejects where somebody else holds the lock, unless it is to be broken. */
async function lookWhoHolds(input: LockInput): Promise<'nobody' | 'other'> {
  const held = await readLock(input.target, input.signal);
  if (held === undefined || isLeftBehind(held, input.memory)) return 'nobody';
  if (!input.breakLock) throw await locked(held, input);
  return 'other';
}

async function expectTaken(input: LockInput): Promise<void> {
  const held = await readLockAgain(input.target, input.signal);
  if (held !== undefined && held.id !== input.id) throw await locked(held, input);
}

/** How long giving a lock back may take, even after the run was stopped. */
const GIVE_BACK_MS = 5_000;

async function giveBack(target: Target, id: string, written: FileEntry): Promise<void> {
  const signal = AbortSignal.timeout(GIVE_BACK_MS);
  try {
    const isOurs =
      (await isStillThere(target, written, signal)) || (await readLock(target, signal))?.id === id;
    if (isOurs) await target.removeFile(LOCK_FILE, signal);
  } catch {
    // Out of reach: the next run from this memory knows it for its own, or finds that its owner is gone.
  }
}

/**
 * Whether the run that took the lock, on this computer, has ended. One from the memory that we have claimed has: nobody else runs
 * from it. Its process number may be another program's by now, or that of one which is gone and not yet cleared away.
 */
function isLeftBehind({ host, user, pid, ...held }: Lock, memory: string): boolean {
  if (host !== hostname() || user !== userInfo().username) return false;
  if (held.memory === memory) return true;
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
  const { target, side, startedMs: nowMs, signal } = input;
  return new ProblemError(lockedProblem({ lock, side, nowMs, ageMs: await ageOf(target, input, signal) }));
}

async function ageOf(target: Target, input: LockInput, signal: AbortSignal): Promise<number | undefined> {
  try {
    return await lockAge(target, [temporaryPath(input, 1), temporaryPath(input, 2)], signal);
  } catch {
    // A folder in which nothing can be written gives no age away. Whose the lock is can be said all the same.
    return undefined;
  }
}

function temporaryPath({ memory, startedMs }: LockInput, count: number): ItemPath {
  return temporaryPathFor(LOCK_FILE, memory, startedMs, count);
}
