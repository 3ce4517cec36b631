import { hostname, userInfo } from 'node:os';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import * as v from 'valibot';
import type { Side } from '../../shared/entry.js';
import { ProblemError, problemOf } from '../../shared/problem-error.js';
import type { Mode } from '../../shared/profile.js';
import type { Target } from '../targets/target.js';

/** The file that says that a run is under way. It lies in the root and is never content, on no side. */
export const LOCK_FILE = '.evenkeel-lock.json';

/** More than such a file can be; what is larger is something else of that name. */
const MAX_BYTES = 10_000;

const LockSchema = v.object({
  version: v.literal(1),
  /** Names the run. */
  id: v.pipe(v.string(), v.maxLength(100)),
  host: v.pipe(v.string(), v.maxLength(300)),
  user: v.pipe(v.string(), v.maxLength(300)),
  /** Names the memory of the profile that it runs from; a lock of an earlier make has none. */
  memory: v.optional(v.pipe(v.string(), v.maxLength(100))),
  pid: v.pipe(v.number(), v.safeInteger()),
  /** Milliseconds since 1970 in UTC, by the clock of that computer. */
  startedMs: v.pipe(v.number(), v.safeInteger()),
});
type Lock = Readonly<v.InferOutput<typeof LockSchema>>;

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
  readonly temporaryPath: string;
  readonly signal: AbortSignal;
}

/** The side whose root holds the lock: one that the run changes. */
export function lockedSide(mode: Mode): Side {
  return mode === 'download' ? 'local' : 'remote';
}

/**
 * Takes the lock of a folder, so that no two runs change it at once, from whichever computers. One that a killed run of this computer
 * left behind is no obstacle, nor one that an earlier run could not give back because its line was cut. Resolves with what gives it back, which never rejects. Rejects with a `ProblemError` of
 * kind `locked` where somebody else holds it.
 *
 * Not every server can refuse to replace a file, so the lock is read back once it is written: of two runs that begin within the
 * same round trip, the one whose lock was replaced gives way.
 */
export async function takeLock(input: LockInput): Promise<() => Promise<void>> {
  const { target, id, startedMs, signal } = input;
  const held = await readLock(target, signal);
  if (held !== undefined && !input.breakLock && !isLeftBehind(held, input.memory)) throw locked(held, input);
  const lock: Lock = {
    version: 1,
    id,
    host: hostname(),
    user: userInfo().username,
    memory: input.memory,
    pid: process.pid,
    startedMs,
  };
  const content = Buffer.from(`${JSON.stringify(lock)}\n`);
  await target.write(LOCK_FILE, Readable.from([content]), {
    temporaryPath: input.temporaryPath,
    size: content.length,
    modifiedMs: undefined,
    beforeReplace: () => Promise.resolve(undefined),
    signal,
  });
  const now = await readLock(target, signal);
  if (now !== undefined && now.id !== id) throw locked(now, input);
  return () => giveBack(target, id);
}

/** How long giving a lock back may take, even after the run was stopped. */
const GIVE_BACK_MS = 5_000;

async function giveBack(target: Target, id: string): Promise<void> {
  const signal = AbortSignal.timeout(GIVE_BACK_MS);
  try {
    const held = await readLock(target, signal);
    if (held?.id === id) await target.removeFile(LOCK_FILE, signal);
  } catch {
    // Out of reach: the next run from this memory knows it for its own, or finds that its owner is gone.
  }
}

/** The lock that lies there; `undefined` for none, or for something that only has its name. */
async function readLock(target: Target, signal: AbortSignal): Promise<Lock | undefined> {
  const entry = await target.stat(LOCK_FILE, signal);
  if (entry?.kind !== 'file' || entry.size > MAX_BYTES) return undefined;
  let content: string;
  try {
    content = await text(await target.read(LOCK_FILE, { signal }));
  } catch (error) {
    // It was given back between the two looks.
    if (problemOf(error).kind === 'not-found') return undefined;
    throw error;
  }
  try {
    const parsed = v.safeParse(LockSchema, JSON.parse(content));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the run that took the lock, on this computer, has ended: its process is gone, or it is this one, which does another. */
function isLeftBehind({ host, user, pid, ...held }: Lock, memory: string): boolean {
  if (host !== hostname() || user !== userInfo().username) return false;
  if (pid === process.pid) return held.memory === memory;
  try {
    // Signal 0 asks whether the process is there, and sends nothing.
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

function locked({ host, user, startedMs }: Lock, { side, startedMs: nowMs }: LockInput): ProblemError {
  const minutes = Math.max(0, Math.round((nowMs - startedMs) / 60_000));
  const ago = minutes === 0 ? 'just now' : minutes === 1 ? 'a minute ago' : `${minutes} minutes ago`;
  return new ProblemError({
    kind: 'locked',
    what: `${shown(user)} on ${shown(host)} is synchronizing this folder already; it began ${ago} by its own clock. Nothing was changed.`,
    advice:
      'Wait until that has ended. If you know that it is not running any more, break its lock and run again.',
    side,
  });
}

/** Text from a file that anybody may have written. */
function shown(words: string): string {
  const plain = words.replaceAll(/\p{C}/gu, '').slice(0, 60);
  return plain === '' ? 'Somebody' : `“${plain}”`;
}
