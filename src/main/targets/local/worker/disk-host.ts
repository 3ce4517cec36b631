import type { Dirent } from 'node:fs';
import { sep } from 'node:path';
import { constants, lstatSync, open, opendirSync, statSync } from '../original-fs.js';
import { answerOver } from '../../../worker/answerer.js';
import type { Channel } from '../../../worker/channel.js';
import type { FromAnswerer, ToAnswerer } from '../../../worker/talk.js';
import {
  BETWEEN_NAMES,
  NUMBERS_EACH,
  type Columns,
  type DiskTalk,
  type Last,
  type Way,
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
 * Answers what is asked over a channel, in a thread of its own. Listing waits for the disk as it goes: a call that comes back by itself
 * costs a fifth of one that is waited for in turns, and nobody else is held up here.
 */
export function serveDisk(channel: Channel<FromAnswerer<DiskTalk>, ToAnswerer<DiskTalk>>): void {
  answerOver<DiskTalk>(
    channel,
    {
      list: (way, { part }) => list(way, part),
      hash: ({ path, follow }, { isDropped }) => hash(path, follow, isDropped),
    },
    { failure: codeOf },
  );
}

function list({ root, folders, follow }: Way, tell: (entries: Columns) => void): Last {
  let folder = root;
  const devices = folders.map((name) => {
    folder = withSeparator(folder) + name;
    const stats = follow ? statSync(folder) : lstatSync(folder);
    if (!stats.isDirectory()) throw Object.assign(new Error('Not a folder.'), { code: 'ENOTDIR' });
    return stats.dev;
  });
  const names = opendirSync(folder, { bufferSize: CHUNK });
  try {
    for (;;) {
      const chunk: Dirent[] = [];
      let next: Dirent | null = null;
      while (chunk.length < CHUNK && (next = names.readSync()) !== null) chunk.push(next);
      const columns = columnsOf(folder, chunk);
      if (next === null) return { columns, devices };
      tell(columns);
    }
  } finally {
    names.closeSync();
  }
}

function withSeparator(folder: string): string {
  return folder.endsWith(sep) ? folder : folder + sep;
}

function columnsOf(folder: string, chunk: readonly Dirent[]): Columns {
  const above = withSeparator(folder);
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
        // One by one: a list of them for each of a million files would cost more than to find them out.
        numbers[at] = size;
        numbers[at + 1] = ms;
        numbers[at + 2] = ns;
        numbers[at + 3] = Number(stats.mode);
        numbers[at + 4] = disk;
        numbers[at + 5] = numberHigh;
        numbers[at + 6] = numberLow;
        numbers[at + 7] = bornS;
        numbers[at + 8] = bornNs;
      }
    }
    at += NUMBERS_EACH;
  }
  return { names: chunk.map(({ name }) => name).join(BETWEEN_NAMES), kinds, numbers };
}

async function hash(path: string, follow: boolean, isDropped: () => boolean): Promise<string> {
  // A comparison rarely needs it, and it takes longer to load than a thousand files to look at.
  const { createHash } = await import('node:crypto');
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
    return '';
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
