import type { ItemPath, Side } from '../../../shared/entry/entry.js';
import type { Problem } from '../../../shared/problem.js';
import { shown } from '../../../shared/format/shown.js';
import type { Lock } from './lock-file.js';
import { ON_SIDE } from '../base/side-words.js';

/** A lock that was not renewed for so long, in milliseconds, is one whose run was probably cut off: it missed this five times. */
export const QUIET_MS = 5 * 60_000;

/** What is known of a lock that somebody else holds. */
export interface HeldBy {
  readonly lock: Lock;
  readonly side: Side;
  /** By the clock of this computer, milliseconds since 1970 in UTC. */
  readonly nowMs: number;
  /** How long ago it was written last, by the clock of the side that it lies on; absent where nobody knows. */
  readonly ageMs?: number | undefined;
  /** Whether it was taken on this computer by this user. */
  readonly ours?: boolean | undefined;
}

/** That somebody else synchronizes the folder, and whether their run still goes on, as far as anybody can tell. */
export function lockedProblem({ lock, side, nowMs, ageMs, ours }: HeldBy): Problem {
  const began = `it started ${ago(nowMs - lock.startedMs)} by its own clock`;
  if (lock.renewals !== undefined && ageMs !== undefined && ageMs > QUIET_MS) {
    return {
      kind: 'locked',
      what: `${whose(lock, ours)} locked this folder for a run that hasn’t reported for ${minutes(ageMs)} by the clock ${ON_SIDE[side]}; ${began}. Nothing was changed.`,
      advice:
        'A run reports every minute, so this one probably crashed, or its computer is asleep. If it is no longer running, break its lock and sync again.',
      side,
    };
  }
  const heard = lock.renewals === undefined || ageMs === undefined ? '' : `, and last reported ${ago(ageMs)}`;
  return {
    kind: 'locked',
    what: `${whose(lock, ours)} is already syncing this folder; ${began}${heard}. Nothing was changed.`,
    advice:
      'Wait until it has finished. If you know that it is no longer running, break its lock and sync again.',
    side,
  };
}

/** That a run which went on has lost its lock to somebody else, or that somebody has deleted it. */
export function lockLostProblem(by: Lock | undefined, side: Side): Problem {
  return {
    kind: 'changed-meanwhile',
    what:
      by === undefined
        ? `Somebody broke this run’s lock on the folder ${ON_SIDE[side]}. The run was stopped, so that two runs don’t change the folder at once.`
        : `${whose(by)} broke this run’s lock and is syncing the folder ${ON_SIDE[side]} now. This run was stopped, so that two runs don’t change it at once.`,
    advice: 'Wait until nobody else is syncing the folder, then compare again.',
    side,
  };
}

/** A lock of ours names nobody: it may lie where a web server shows it to everybody. */
function whose({ user, host, owner }: Lock, ours = false): string {
  if (ours) return 'Another run of yours on this computer';
  if (owner !== undefined) return 'Another computer or user';
  return `${named(user, 'Somebody')} on ${named(host, 'an unnamed computer')}`;
}

/** That a run cannot begin because the folder takes nothing of what it needs; `cause` is what the side said. */
export function cannotLockProblem(side: Side, step: 'create' | 'rename', cause: Problem): Problem {
  const what =
    step === 'create'
      ? `Couldn’t start: Evenkeel may not create files in the folder ${ON_SIDE[side]}.`
      : `Couldn’t start: Evenkeel may create files in the folder ${ON_SIDE[side]}, but not rename them.`;
  return {
    kind: cause.kind,
    what: `${what} ${cause.what} Nothing was changed.`,
    advice:
      step === 'create'
        ? 'Check that you may write there. If only a folder in it can be changed, sync that one. If names that begin with a dot or some endings are forbidden, choose other names for Evenkeel’s own files in the profile (--own-names).'
        : 'Choose in the profile to write in place (--in-place), or other names for Evenkeel’s own files (--own-names) if only some names may be renamed.',
    side,
  };
}

/** That the lock of a run which has ended is still there. */
export function lockLeftProblem(file: ItemPath, side: Side, cause: Problem): Problem {
  return {
    kind: cause.kind,
    what: `The lock of this run, “${file}”, could not be removed ${ON_SIDE[side]}: ${cause.what}`,
    advice:
      'Your own syncs of this folder still work, but others have to wait until it is gone. Delete it there.',
    side,
    path: file,
  };
}

function ago(ms: number): string {
  return ms < 30_000 ? 'just now' : ms < 90_000 ? 'a minute ago' : `${minutes(ms)} ago`;
}

function minutes(ms: number): string {
  const count = Math.max(1, Math.round(ms / 60_000));
  if (count < 120) return count === 1 ? 'a minute' : `${count} minutes`;
  const hours = Math.round(count / 60);
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}

/** Text from a file that anybody may have written. */
function named(words: string, unnamed: string): string {
  const plain = words.trim().slice(0, 60);
  return plain === '' ? unnamed : `“${shown(plain)}”`;
}
