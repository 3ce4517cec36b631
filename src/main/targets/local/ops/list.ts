import type { Dirent } from 'node:fs';
import { join } from 'node:path';
import { opendir } from '../original-fs.js';
import type { Entry } from '../../../../shared/entry/entry.js';
import { throwIfStopped } from '../../../../shared/problem-error.js';
import type { Listed } from '../../target.js';
import { BETWEEN_NAMES, NUMBERS_EACH, type Columns } from '../worker/disk-protocol.js';
import { entryAt, fileEntry, type Above, type ItemOptions } from './stat.js';
import { errorCode } from '../errors.js';

/** Entries in a chunk, and files looked at in parallel. */
const CHUNK = 64;

/** Yields what the folder at the absolute path `folder` holds. Rejects with the system's error. */
export async function* listFolder(
  folder: string,
  itemOptions: ItemOptions,
  above: Above,
  signal: AbortSignal,
): AsyncIterable<readonly Listed[]> {
  const names = await opendir(folder, { bufferSize: CHUNK });
  const lookAt = async (dirents: readonly Dirent[]): Promise<readonly Listed[]> => {
    const found = await Promise.all(
      dirents.map(async (dirent): Promise<Listed | undefined> => {
        const entry = await entryOf(folder, dirent, itemOptions, above);
        return entry && { name: dirent.name, entry };
      }),
    );
    return found.filter((listed) => listed !== undefined);
  };
  let chunk: Dirent[] = [];
  // Leaving the loop early closes the folder.
  for await (const name of names) {
    chunk.push(name);
    if (chunk.length < CHUNK) continue;
    throwIfStopped(signal);
    yield await lookAt(chunk);
    chunk = [];
  }
  throwIfStopped(signal);
  if (chunk.length > 0) yield await lookAt(chunk);
}

/** The same from what another thread has found out. */
export async function fromColumns(
  folder: string,
  { names, kinds, numbers }: Columns,
  itemOptions: ItemOptions,
  above: Above,
): Promise<readonly Listed[]> {
  const listed: Listed[] = [];
  if (kinds === '') return listed;
  let index = -1;
  for (const name of names.split(BETWEEN_NAMES)) {
    index += 1;
    const found = entryFrom(folder, name, kinds[index], numbers, index, itemOptions, above);
    // Nothing is waited for where nothing has to be: that would cost more than all the rest.
    const entry = found instanceof Promise ? await found : found;
    if (entry !== undefined) listed.push({ name, entry });
  }
  return listed;
}

function entryFrom(
  folder: string,
  name: string,
  kind: string | undefined,
  numbers: Float64Array,
  index: number,
  itemOptions: ItemOptions,
  above: Above,
): Entry | Promise<Entry | undefined> {
  switch (isDoubtful(name) ? 'x' : kind) {
    case 'd':
      return { kind: 'folder' };
    case 'f': {
      const at = index * NUMBERS_EACH;
      // A view of them would cost more than the entry itself.
      const [size, ms, ns] = [numbers[at] ?? 0, numbers[at + 1] ?? 0, numbers[at + 2] ?? 0];
      const marks = {
        disk: numbers[at + 4] ?? 0,
        numberHigh: numbers[at + 5] ?? 0,
        numberLow: numbers[at + 6] ?? 0,
        bornS: numbers[at + 7] ?? 0,
        bornNs: numbers[at + 8] ?? 0,
      };
      return fileEntry({ size, ms, ns, mode: numbers[at + 3] ?? 0, marks }, itemOptions);
    }
    case 'l':
      if (itemOptions.links === 'skip') return { kind: 'other', what: 'symbolic-link' };
      return lookedAt(folder, name, itemOptions, above);
    default:
      return lookedAt(folder, name, itemOptions, above);
  }
}

async function entryOf(
  folder: string,
  dirent: Dirent,
  itemOptions: ItemOptions,
  above: Above,
): Promise<Entry | undefined> {
  if (isDoubtful(dirent.name)) return lookedAt(folder, dirent.name, itemOptions, above);
  if (dirent.isDirectory()) return { kind: 'folder' };
  if (dirent.isSymbolicLink() && itemOptions.links === 'skip')
    return { kind: 'other', what: 'symbolic-link' };
  return lookedAt(folder, dirent.name, itemOptions, above);
}

async function lookedAt(
  folder: string,
  name: string,
  itemOptions: ItemOptions,
  above: Above,
): Promise<Entry | undefined> {
  try {
    return await entryAt(join(folder, name), itemOptions, above);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    return isDoubtful(name) ? { kind: 'other', what: 'unreadable-name' } : undefined;
  }
}

/** A name that is not valid UTF-8 comes with replacement characters, and nothing is found by it: what has it is seen, and skipped (S9). */
function isDoubtful(name: string): boolean {
  return name.includes('\uFFFD');
}
