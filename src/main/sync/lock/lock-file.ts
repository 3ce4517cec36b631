import { randomInt } from 'node:crypto';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import * as v from 'valibot';
import type { FileEntry, ItemPath } from '../../../shared/entry/entry.js';
import { problemOf } from '../../../shared/problem-error.js';
import type { Target } from '../../targets/target.js';
import { OwnNames } from '../base/own-names.js';

/** The usual name of the file in the root that says that a run is under way. It is never content, on no side. */
export const LOCK_FILE = new OwnNames().lockFile;

/** More than such a file can be; what is larger is something else of that name. */
const MAX_BYTES = 10_000;

const LockSchema = v.object({
  version: v.literal(1),
  /** Names the run. */
  id: v.pipe(v.string(), v.maxLength(100)),
  /** A lock of an earlier version tells the computer and the user in clear; ours leaves both empty, for a web server may show it to anybody. */
  host: v.pipe(v.string(), v.maxLength(300)),
  user: v.pipe(v.string(), v.maxLength(300)),
  /** By which the computer and user know their own: see `ownerMark`. */
  owner: v.optional(v.pipe(v.string(), v.maxLength(100))),
  /** The token of the state that it runs from; a lock of an earlier version has none. */
  memory: v.optional(v.pipe(v.string(), v.maxLength(100))),
  pid: v.pipe(v.number(), v.safeInteger()),
  /** Milliseconds since 1970 in UTC, by the clock of that computer. */
  startedMs: v.pipe(v.number(), v.safeInteger()),
  /** How often the run has said that it goes on; runs of an earlier version never do. */
  renewals: v.optional(v.pipe(v.number(), v.safeInteger())),
});

/** What a lock says of the run that holds it. */
export type Lock = Readonly<v.InferOutput<typeof LockSchema>>;

/** Where a lock lies, or would. */
export interface LockPlace {
  readonly target: Target;
  /** Its name in the root. */
  readonly file: ItemPath;
  readonly signal: AbortSignal;
}

/** The lock that lies there; `undefined` for none, or for something that only has its name. */
export async function readLock(place: LockPlace, isSecondTry = false): Promise<Lock | undefined> {
  const { target, file, signal } = place;
  const entry = await target.stat(file, signal);
  if (entry?.kind !== 'file' || entry.size > MAX_BYTES) return undefined;
  try {
    return lockFrom(await text(await target.read(file, { size: entry.size, signal })));
  } catch (error) {
    const { kind } = problemOf(error);
    // It was given back between the two looks.
    if (kind === 'not-found') return undefined;
    // It was written while it was read, by somebody who writes in place.
    if (kind === 'transfer-incomplete' && !isSecondTry) return readLock(place, true);
    throw error;
  }
}

/** The same where one was seen or written a moment ago: without a look at what it is, unless it cannot be read. */
export async function readLockAgain(place: LockPlace): Promise<Lock | undefined> {
  const { target, file, signal } = place;
  let content = '';
  try {
    const words = await target.read(file, { size: MAX_BYTES, signal });
    for await (const chunk of words as AsyncIterable<Buffer>) {
      content += chunk.toString();
      if (content.length > MAX_BYTES) break;
    }
  } catch {
    return readLock(place);
  }
  return lockFrom(content);
}

function lockFrom(content: string): Lock | undefined {
  try {
    const parsed = v.safeParse(LockSchema, JSON.parse(content));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Writes a lock, in the place of whatever has its name. Its time is the one of the side that it lies on. `beforeReplace` is called just
 * before it gets its name; where that rejects, nothing has changed. Resolves with what the side reports of it.
 */
export async function writeLock(
  { target, file, signal }: LockPlace,
  lock: Lock,
  temporaryPath: ItemPath,
  beforeReplace?: () => Promise<void>,
): Promise<FileEntry> {
  const padding = ' '.repeat(randomInt(MOST_PADDING));
  return writeNow(target, file, `${JSON.stringify(lock)}${padding}\n`, temporaryPath, signal, beforeReplace);
}

/**
 * Whether what lies there is the very file that was just written, by the number that its side has for it, its time and its size. Some sides give
 * many files one number, and two locks may be written within the same second: their sizes are what tells them apart (see `MOST_PADDING`).
 */
export async function isThisFile(
  { target, file, signal }: Omit<LockPlace, 'target'> & { readonly target: Pick<Target, 'stat'> },
  written: FileEntry,
): Promise<boolean> {
  if (written.id === undefined || written.modified === undefined) return false;
  const entry = await target.stat(file, signal);
  return (
    entry?.kind === 'file' &&
    entry.id === written.id &&
    entry.size === written.size &&
    entry.modified?.ms === written.modified.ms
  );
}

/** Whether what lies there is, beyond doubt, the lock of which its side reported `written`. */
export async function isStillThere(
  { target, file, signal }: LockPlace,
  written: FileEntry,
): Promise<boolean> {
  const entry = await target.stat(file, signal);
  if (entry?.kind !== 'file' || entry.modified === undefined || written.modified === undefined) return false;
  const exact = Math.max(entry.modified.precisionMs, written.modified.precisionMs) <= EXACT_MS;
  return exact && entry.size === written.size && entry.modified.ms === written.modified.ms;
}

/** Blanks at the end of a lock, at random, so that hardly two locks have the same size. */
const MOST_PADDING = 4000;

/** Nobody sees a lock, and decides to break it, within the step of such a clock. */
const EXACT_MS = 1000;

/**
 * How long ago a lock was written, in milliseconds by the clock of the side that it lies on; `undefined` where that side does not tell
 * times finely enough. Two computers' clocks are never compared: the side is shown a new file, and asked for the times of both.
 */
export async function lockAge(
  { target, file, signal }: LockPlace,
  [path, temporaryPath]: readonly [ItemPath, ItemPath],
): Promise<number | undefined> {
  const [before, now] = [
    await target.stat(file, signal),
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
): Promise<FileEntry> {
  const content = Buffer.from(words);
  return target.write(path, Readable.from([content]), {
    temporaryPath,
    size: content.length,
    modifiedMs: undefined,
    // It holds nothing private, so the mode of what it replaces need not be asked for.
    grantsAtMost: 0o666,
    beforeReplace: async () => {
      await beforeReplace?.();
      return undefined;
    },
    signal,
  });
}
