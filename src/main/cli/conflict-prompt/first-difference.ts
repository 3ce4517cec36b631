import type { Readable } from 'node:stream';

/** Where two files begin to differ. */
export interface FirstDifference {
  /** In bytes from the beginning. */
  readonly offset: number;
  /** Counted from 1; absent where the files are not text up to there. */
  readonly line: number | undefined;
}

const NEWLINE = 10;

/** As `firstDifference`, of two files that are still being opened. Where one of them cannot be, the other is closed again. */
export async function firstDifferenceOf(
  one: Promise<Readable>,
  other: Promise<Readable>,
): Promise<FirstDifference | undefined> {
  const opened = await Promise.allSettled([one, other]);
  const [a, b] = opened;
  try {
    if (a.status === 'rejected') throw a.reason;
    if (b.status === 'rejected') throw b.reason;
    return await firstDifference(a.value, b.value);
  } finally {
    for (const result of opened) if (result.status === 'fulfilled') result.value.destroy();
  }
}

/** Finds the first difference of two files without holding more than a chunk of each; `undefined` where they are the same. */
export async function firstDifference(
  one: AsyncIterable<Uint8Array>,
  other: AsyncIterable<Uint8Array>,
): Promise<FirstDifference | undefined> {
  const readers = [one[Symbol.asyncIterator](), other[Symbol.asyncIterator]()] as const;
  let offset = 0;
  let line = 1;
  let isText = true;
  try {
    let [a, b] = await Promise.all([next(readers[0]), next(readers[1])]);
    while (a !== undefined && b !== undefined) {
      const length = Math.min(a.length, b.length);
      for (let at = 0; at < length; at += 1) {
        const byte = a[at];
        if (byte !== b[at]) return { offset: offset + at, line: isText ? line : undefined };
        if (byte === NEWLINE) line += 1;
        else if (byte === 0) isText = false;
      }
      offset += length;
      const [restA, restB]: readonly Uint8Array[] = [a.subarray(length), b.subarray(length)];
      [a, b] = await Promise.all([
        restA?.length ? restA : next(readers[0]),
        restB?.length ? restB : next(readers[1]),
      ]);
    }
    return a === b ? undefined : { offset, line: isText ? line : undefined };
  } finally {
    for (const reader of readers) await reader.return?.();
  }
}

/** The next chunk that is not empty; `undefined` at the end. */
async function next(reader: AsyncIterator<Uint8Array, unknown>): Promise<Uint8Array | undefined> {
  for (;;) {
    const result = await reader.next();
    if (result.done === true) return undefined;
    if (result.value.length > 0) return result.value;
  }
}
