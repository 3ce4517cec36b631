import type { Dirent } from 'node:fs';
import { createHash } from 'node:crypto';
import { sep } from 'node:path';
import { constants, lstatSync, open, opendirSync } from '../original-fs.js';
import {
  BETWEEN_NAMES,
  NUMBERS_EACH,
  type Columns,
  type DiskAnswer,
  type DiskLine,
  type DiskRequest,
} from './disk-protocol.js';
import { expectUnchanged, stateOf } from '../ops/read-state.js';
import { splitTime } from '../ops/times.js';
import { marksOf } from '../file-id.js';

/** Entries in an answer. */
const CHUNK = 1000;

const NO_THROW = { throwIfNoEntry: false, bigint: true } as const;

/** Bytes that are read at once to be hashed. */
const HASH_BYTES = 1024 * 1024;

/**
 * Answers what is asked over a line, in a thread of its own. Listing waits for the disk as it goes: a call that comes back by itself
 * costs a fifth of one that is waited for in turns, and nobody else is held up here.
 */
export function serveDisk({ post, listen }: DiskLine<DiskAnswer, DiskRequest>): void {
  const dropped = new Set<number>();
  listen((request) => {
    const { id } = request;
    const fail = (error: unknown): void => post({ kind: 'failed', id, code: codeOf(error) });
    switch (request.kind) {
      case 'list':
        try {
          list(request.folder, (entries, last) => post({ kind: 'entries', id, entries, last }));
        } catch (error) {
          fail(error);
        }
        break;
      case 'hash':
        hash(request.path, request.follow, () => dropped.has(id))
          .then((sha256) => {
            if (sha256 !== undefined) post({ kind: 'hashed', id, sha256 });
          }, fail)
          .finally(() => dropped.delete(id));
        break;
      case 'drop':
        dropped.add(id);
        break;
    }
  });
}

function list(folder: string, tell: (entries: Columns, last: boolean) => void): void {
  const names = opendirSync(folder, { bufferSize: CHUNK });
  try {
    for (;;) {
      const chunk: Dirent[] = [];
      let next: Dirent | null = null;
      while (chunk.length < CHUNK && (next = names.readSync()) !== null) chunk.push(next);
      tell(columnsOf(folder, chunk), next === null);
      if (next === null) return;
    }
  } finally {
    names.closeSync();
  }
}

function columnsOf(folder: string, chunk: readonly Dirent[]): Columns {
  const above = folder.endsWith(sep) ? folder : folder + sep;
  const numbers = new Float64Array(chunk.length * NUMBERS_EACH);
  let kinds = '';
  let at = 0;
  for (const dirent of chunk) {
    if (dirent.isDirectory()) kinds += 'd';
    else if (dirent.isSymbolicLink()) kinds += 'l';
    else {
      const stats = lstatSync(above + dirent.name, NO_THROW);
      // What cannot be asked for by its name, because that is not UTF-8, is left to a closer look, and so is what changed just now.
      kinds += stats?.isFile() === true ? 'f' : 'x';
      if (stats !== undefined) {
        const { ms, ns } = splitTime(stats.mtimeNs);
        const { disk, numberHigh, numberLow, bornS, bornNs } = marksOf(stats);
        const size = Number(stats.size);
        numbers.set([size, ms, ns, Number(stats.mode), disk, numberHigh, numberLow, bornS, bornNs], at);
      }
    }
    at += NUMBERS_EACH;
  }
  return { names: chunk.map(({ name }) => name).join(BETWEEN_NAMES), kinds, numbers };
}

async function hash(path: string, follow: boolean, isDropped: () => boolean): Promise<string | undefined> {
  // As for any other reading: no link that nobody follows, and no pipe that nobody writes to.
  const handle = await open(
    path,
    constants.O_RDONLY | (follow ? 0 : flag('O_NOFOLLOW')) | flag('O_NONBLOCK'),
  );
  try {
    const before = await stateOf(handle);
    const digest = createHash('sha256');
    const buffer = Buffer.allocUnsafe(HASH_BYTES);
    while (!isDropped()) {
      const { bytesRead } = await handle.read(buffer, 0, HASH_BYTES, null);
      if (bytesRead === 0) {
        await expectUnchanged(handle, before);
        return digest.digest('hex');
      }
      digest.update(buffer.subarray(0, bytesRead));
    }
    return undefined;
  } finally {
    await handle.close();
  }
}

function flag(name: 'O_NOFOLLOW' | 'O_NONBLOCK'): number {
  const flags: Readonly<Record<string, number | undefined>> = constants;
  return flags[name] ?? 0;
}

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return '';
}
