import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Entry, FileEntry, ItemPath } from '../../../shared/entry/entry.js';
import { ProblemError } from '../../../shared/problem-error.js';
import type { ProblemKind } from '../../../shared/problem.js';
import type { Listed, ListOptions, Target, WriteOptions } from '../../targets/target.js';

/** A signal that nobody aborts. */
export const NEVER: AbortSignal = new AbortController().signal;

/** 12 May 2024, 13:14:15 UTC. */
export const A_TIME = Date.UTC(2024, 4, 12, 13, 14, 15);

let temporaries = 0;

/** A name for a temporary file beside `path`. */
export function temporaryFor(path: ItemPath): ItemPath {
  temporaries += 1;
  return path.replace(/[^/]*$/, `.evenkeel-0123abcd-${temporaries.toString(36)}.part`);
}

/** Writes `content` as the engine would. */
export function put(
  target: Target,
  path: ItemPath,
  content: string | Buffer | Readable,
  options: Partial<WriteOptions> = {},
): Promise<FileEntry> {
  const data = typeof content === 'string' ? Buffer.from(content) : content;
  return target.write(path, data instanceof Readable ? data : Readable.from(chunks(data)), {
    temporaryPath: temporaryFor(path),
    size: data instanceof Readable ? 0 : data.length,
    modifiedMs: A_TIME,
    beforeReplace: () => Promise.resolve(undefined),
    signal: NEVER,
    ...options,
  });
}

function* chunks(data: Buffer): Generator<Buffer> {
  for (let start = 0; start < data.length; start += 65_536) yield data.subarray(start, start + 65_536);
}

/** The whole content of a file. */
export async function get(target: Target, path: ItemPath): Promise<Buffer> {
  return buffer(await target.read(path, { signal: NEVER }));
}

/** A folder's listing by name. */
export async function list(
  target: Target,
  folder: ItemPath,
  options?: ListOptions,
): Promise<ReadonlyMap<string, Entry>> {
  const listed: Listed[] = [];
  for await (const chunk of target.list(folder, NEVER, options)) listed.push(...chunk);
  const byName = new Map(listed.map(({ name, entry }) => [name, entry]));
  assert.equal(byName.size, listed.length, 'A name was listed twice.');
  return byName;
}

/** The kind of problem that `work` rejects with; fails unless it is a `ProblemError` fit to be shown. */
export async function problemOf(work: Promise<unknown>): Promise<ProblemKind> {
  const error = await work.then(
    () => new Error('It did not fail.'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof ProblemError)) throw error;
  assert.match(error.problem.what, /^[^\n]+[.!]$/);
  assert.match(error.problem.advice, /^[^\n]+[.!]$/);
  return error.problem.kind;
}

/** A stream that delivers `first` and then waits until it is destroyed. */
export function stalling(first: Buffer): Readable {
  let sent = false;
  return new Readable({
    read() {
      if (!sent) this.push(first);
      sent = true;
    },
  });
}

/** What a folder is filled with: the name of one of many files, and how long it is. */
export function nameOfFilling(n: number): string {
  return `file ${n}`;
}

export function sizeOfFilling(n: number): number {
  return n % 7;
}

/** Bytes that do not compress and differ everywhere. */
export function noise(size: number): Buffer {
  const bytes = Buffer.alloc(size);
  for (let at = 0, state = 12345; at < size; at += 1) {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    bytes[at] = state >> 16;
  }
  return bytes;
}
