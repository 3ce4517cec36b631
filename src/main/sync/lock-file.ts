import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import * as v from 'valibot';
import type { ItemPath } from '../../shared/entry.js';
import { problemOf } from '../../shared/problem-error.js';
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
  /** How often the run has said that it goes on; runs of an earlier make never do. */
  renewals: v.optional(v.pipe(v.number(), v.safeInteger())),
});

/** What a lock says of the run that holds it. */
export type Lock = Readonly<v.InferOutput<typeof LockSchema>>;

/** The lock that lies there; `undefined` for none, or for something that only has its name. */
export async function readLock(target: Target, signal: AbortSignal): Promise<Lock | undefined> {
  const entry = await target.stat(LOCK_FILE, signal);
  if (entry?.kind !== 'file' || entry.size > MAX_BYTES) return undefined;
  let content: string;
  try {
    content = await text(await target.read(LOCK_FILE, { size: entry.size, signal }));
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

/**
 * Writes a lock, in the place of whatever has its name. Its time is the one of the side that it lies on. `beforeReplace` is called just
 * before it gets its name; where that rejects, nothing has changed.
 */
export async function writeLock(
  target: Target,
  lock: Lock,
  temporaryPath: ItemPath,
  signal: AbortSignal,
  beforeReplace?: () => Promise<void>,
): Promise<void> {
  await writeNow(target, LOCK_FILE, `${JSON.stringify(lock)}\n`, temporaryPath, signal, beforeReplace);
}

/**
 * How long ago a lock was written, in milliseconds by the clock of the side that it lies on; `undefined` where that side does not tell
 * times finely enough. Two computers' clocks are never compared: the side is shown a new file, and asked for the times of both.
 */
export async function lockAge(
  target: Target,
  [path, temporaryPath]: readonly [ItemPath, ItemPath],
  signal: AbortSignal,
): Promise<number | undefined> {
  const [before, now] = [
    await target.stat(LOCK_FILE, signal),
    await timeOfNew(target, path, temporaryPath, signal),
  ];
  if (before?.kind !== 'file' || before.modified === undefined || now === undefined) return undefined;
  if (Math.max(before.modified.precisionMs, now.precisionMs) > COARSE_MS) return undefined;
  return Math.max(0, now.ms - before.modified.ms);
}

/** A side that tells times in larger steps cannot say whether a lock is renewed. */
const COARSE_MS = 60_000;

async function timeOfNew(target: Target, path: ItemPath, temporaryPath: ItemPath, signal: AbortSignal) {
  try {
    await writeNow(target, path, '\n', temporaryPath, signal);
    const entry = await target.stat(path, signal);
    return entry?.kind === 'file' ? entry.modified : undefined;
  } finally {
    await target.removeFile(path, signal);
  }
}

async function writeNow(
  target: Target,
  path: ItemPath,
  words: string,
  temporaryPath: ItemPath,
  signal: AbortSignal,
  beforeReplace?: () => Promise<void>,
): Promise<void> {
  const content = Buffer.from(words);
  await target.write(path, Readable.from([content]), {
    temporaryPath,
    size: content.length,
    modifiedMs: undefined,
    beforeReplace: async () => {
      await beforeReplace?.();
      return undefined;
    },
    signal,
  });
}
