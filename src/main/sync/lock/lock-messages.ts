import type { ItemPath, Side } from '../../../shared/entry/entry.js';
import type { Problem } from '../../../shared/problem.js';
import { shown } from '../../../shared/format/shown.js';
import type { Lock } from './lock-file.js';
import { lockText } from './text.js';

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

/** That somebody else syncs the folder, and whether their run still goes on, as far as anybody can tell. */
export function lockedProblem({ lock, side, nowMs, ageMs, ours }: HeldBy): Problem {
  const who = whose(lock, ours);
  const began = ago(nowMs - lock.startedMs);
  const heardMs = lock.renewals === undefined ? undefined : ageMs;
  const words =
    heardMs !== undefined && heardMs > QUIET_MS
      ? lockText.silent(who, span(heardMs), began, side)
      : lockText.syncing(who, began, heardMs === undefined ? undefined : ago(heardMs));
  return { kind: 'locked', ...words, side };
}

/** That a run which went on has lost its lock to somebody else, or that somebody has deleted it. */
export function lockLostProblem(by: Lock | undefined, side: Side): Problem {
  const words = by === undefined ? lockText.broken(side) : lockText.brokenBy(whose(by), side);
  return { kind: 'changed-meanwhile', ...words, side };
}

/** A lock of ours names nobody: it may lie where a web server shows it to everybody. */
function whose({ user, host, owner }: Lock, ours = false): string {
  if (ours) return lockText.ourOther;
  if (owner !== undefined) return lockText.otherOwner;
  return lockText.userOn(named(user, lockText.noUser), named(host, lockText.noHost));
}

/** That a run cannot begin because the folder takes nothing of what it needs; `cause` is what the side said. */
export function cannotLockProblem(side: Side, step: 'create' | 'rename', cause: Problem): Problem {
  const words = step === 'create' ? lockText.notCreated : lockText.notRenamed;
  return { kind: cause.kind, ...words(side, cause.what), side };
}

/** That the lock of a run which has ended is still there. */
export function lockLeftProblem(file: ItemPath, side: Side, cause: Problem): Problem {
  return { kind: cause.kind, ...lockText.left(file, side, cause.what), side, path: file };
}

function ago(ms: number): string {
  if (ms < 30_000) return lockText.justNow;
  return ms < 90_000 ? lockText.aMinuteAgo : lockText.ago(span(ms));
}

/** A span of time in the largest unit that fits. */
function span(ms: number): string {
  const count = Math.max(1, Math.round(ms / 60_000));
  if (count < 120) return count === 1 ? lockText.aMinute : lockText.minutes(count);
  const hours = Math.round(count / 60);
  return hours < 48 ? lockText.hours(hours) : lockText.days(Math.round(hours / 24));
}

/** Text from a file that anybody may have written. */
function named(words: string, unnamed: string): string {
  const plain = words.trim().slice(0, 60);
  return plain === '' ? unnamed : `“${shown(plain)}”`;
}
