import type { BigIntStats, Stats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { lstat, open, rename, unlink } from '../original-fs.js';
import { returnBuffer } from '../../buffer-pool.js';
import { throwIfStopped } from '../../../../shared/problem-error.js';
import { EarlySync } from '../flush/early-sync.js';
import { errorCode } from '../errors.js';
import { EXACTLY } from './stat.js';
import { named } from './names.js';
import { timeToSet } from './times.js';

/** What a write needs to know; the paths are absolute. */
export interface FileWrite {
  readonly path: string;
  readonly temporaryPath: string;
  readonly source: Readable;
  /** Bytes of the whole content. */
  readonly size: number;
  /** How many of them are under the temporary name already, and good. */
  readonly from: number;
  /** Whether what has arrived stays under the temporary name after a failure. */
  readonly keepsPart: boolean;
  readonly modifiedMs: number | undefined;
  readonly beforeReplace: () => Promise<unknown>;
  /** The nine lower bits of the mode that the file gets; where absent, those of the file that it replaces. */
  readonly permissions: number | undefined;
  /** The bits of the mode that a new file gets at most; absent where they are for the system to choose. */
  readonly grantsAtMost: number | undefined;
  /** Asks the system about an item; rejects as `lstat` does. */
  readonly look: (path: string) => Promise<Stats>;
  /** Whether what has the name may be replaced. */
  readonly mayReplace: (stats: Stats) => boolean;
  /** The error for a source that delivered `got` bytes instead of `size`. */
  readonly wrongSize: (got: number) => Error;
  /** Puts the names in a folder on the disk. */
  readonly flush: (folder: string) => Promise<void>;
  readonly signal: AbortSignal;
}

/**
 * S3: writes all of `source` under the temporary name, checks it, and renames it over `path`. Rejects with the system's
 * error, `EEXIST` where something that is not a file has the name; the temporary file is gone then, unless it is to be kept.
 */
export async function writeWhole(write: FileWrite): Promise<BigIntStats> {
  throwIfStopped(write.signal);
  const handle = await (write.from === 0 ? openExclusive(write) : openPart(write));
  try {
    const facts = await fill(handle, write);
    throwIfStopped(write.signal);
    await write.beforeReplace();
    throwIfStopped(write.signal);
    await refuseInTheWay(write);
    await renameWhole(write);
    return facts;
  } catch (error) {
    if (!write.keepsPart) await unlink(write.temporaryPath).catch(() => undefined);
    throw error;
  }
}

/** Gives what lies under the temporary name its own: on the disk, too, when it resolves. */
export async function renameWhole({
  path,
  temporaryPath,
  flush,
}: Pick<FileWrite, 'path' | 'temporaryPath' | 'flush'>): Promise<void> {
  await named(path, () => rename(temporaryPath, path), temporaryPath);
  await flush(dirname(path));
}

/** Opens what an earlier try has left, and cuts off what is not known to be good. */
async function openPart({ temporaryPath, from, keepsPart, wrongSize }: FileWrite): Promise<FileHandle> {
  const handle = await open(temporaryPath, 'r+');
  try {
    const stats = await handle.stat();
    if (stats.size < from) throw wrongSize(stats.size);
    await handle.truncate(from);
    return handle;
  } catch (error) {
    await handle.close();
    if (!keepsPart) await unlink(temporaryPath).catch(() => undefined);
    throw error;
  }
}

/** Opens a file that must not exist. What lies under a temporary name is ours: left over from a run that was killed. */
async function openExclusive({ temporaryPath: path, grantsAtMost = 0o777 }: FileWrite): Promise<FileHandle> {
  const mode = 0o666 & grantsAtMost;
  try {
    return await open(path, 'wx', mode);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
    // A link that has taken its place goes, and not what it leads to.
    await unlink(path);
    return await open(path, 'wx', mode);
  }
}

async function fill(handle: FileHandle, write: FileWrite): Promise<BigIntStats> {
  const stop = (): void => void write.source.destroy();
  const early = new EarlySync(handle);
  write.signal.addEventListener('abort', stop, { once: true });
  try {
    // Ahead of the content, so that a private file is never public.
    const mode = write.permissions ?? (await modeOf(write)) ?? (await lessened(handle, write));
    if (mode !== undefined) await giveMode(handle, mode);
    const written = await writeContent(handle, early, write);
    if (written !== write.size) throw write.wrongSize(written);
    if (write.modifiedMs !== undefined) await handle.utimes(new Date(), timeToSet(write.modifiedMs));
    await early.settled();
    await handle.sync();
    early.throwIfFailed();
  } finally {
    write.signal.removeEventListener('abort', stop);
    await early.settled();
    await handle.close();
  }
  // Asked before the rename: afterwards it could be somebody's newer file already.
  return await lstat(write.temporaryPath, EXACTLY);
}

/** The mode that a new file has already, without what its source does not grant; `undefined` where that is nothing. */
async function lessened(handle: FileHandle, { grantsAtMost }: FileWrite): Promise<number | undefined> {
  if (grantsAtMost === undefined) return undefined;
  const mode = (await handle.stat()).mode & 0o777;
  return (mode & ~grantsAtMost) === 0 ? undefined : mode & grantsAtMost;
}

/** What disks say that keep no permissions, to whoever owns the file. */
const NO_MODES = new Set(['ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EPERM']);

async function giveMode(handle: FileHandle, mode: number): Promise<void> {
  try {
    await handle.chmod(mode);
  } catch (error) {
    if (!NO_MODES.has(errorCode(error))) throw error;
  }
}

async function writeContent(handle: FileHandle, early: EarlySync, write: FileWrite): Promise<number> {
  let written = write.from;
  try {
    // The loop takes the next chunk only when the last one is written, and destroys the source if it is left early.
    for await (const chunk of write.source as AsyncIterable<unknown>) {
      throwIfStopped(write.signal);
      if (!(chunk instanceof Uint8Array))
        throw new TypeError('The source delivered something other than bytes.');
      if (written + chunk.length > write.size) throw write.wrongSize(written + chunk.length);
      for (let at = 0; at < chunk.length;) {
        at += (await handle.write(chunk, at, chunk.length - at, written + at)).bytesWritten;
      }
      written += chunk.length;
      returnBuffer(chunk);
      early.wrote(chunk.length);
    }
  } catch (error) {
    throwIfStopped(write.signal);
    throw error;
  }
  return written;
}

/** The permission bits of the file that will be replaced, which its successor inherits. */
async function modeOf({ path, look }: FileWrite): Promise<number | undefined> {
  try {
    const old = await look(path);
    return old.isFile() ? old.mode & 0o777 : undefined;
  } catch {
    return undefined;
  }
}

/** A rename would silently replace a link that nobody knows of, or a device. Rejects with `EEXIST` for those. */
export async function refuseInTheWay({
  path,
  look,
  mayReplace,
}: Pick<FileWrite, 'path' | 'look' | 'mayReplace'>): Promise<void> {
  try {
    if (mayReplace(await look(path))) return;
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    // A link that leads nowhere is there all the same.
    if (await isVacant(path)) return;
  }
  throw Object.assign(new Error('Something that is not a file has the name'), { code: 'EEXIST' });
}

async function isVacant(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return false;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return true;
    throw error;
  }
}
