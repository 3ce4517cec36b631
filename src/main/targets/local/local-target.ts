import type { Stats } from 'node:fs';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import type { Readable } from 'node:stream';
import { lstat, mkdir, opendir, readdir, rmdir, stat, statfs, unlink } from './original-fs.js';
import type { Entry, FileEntry, ItemPath, Side } from '../../../shared/entry/entry.js';
import type { NameRules } from '../../../shared/entry/names.js';
import { nameOf, parentOf } from '../../../shared/entry/path.js';
import type { Doing } from '../doing.js';
import type { Finding } from '../finding.js';
import { isKeptOutside, printable, safeNames } from '../item-path.js';
import { stoppedError, TargetError, throwIfStopped } from '../target-error.js';
import type { Capabilities, Listed, PlaceOptions, ReadOptions, Target, WriteOptions } from '../target.js';
import { foldersAbove } from '../link-loops.js';
import { DiskThread, NoDiskThread } from './worker/disk-thread.js';
import { fileSystemOf } from './volume/file-system.js';
import { FolderFlush } from './flush/folder-flush.js';
import { fromColumns, listFolder } from './ops/list.js';
import {
  entryAt,
  fileEntryOf,
  EXACTLY,
  lookWith,
  realAbove,
  toEntry,
  type Above,
  type Sight,
} from './ops/stat.js';
import { named } from './ops/names.js';
import { OwnPlaces } from './ops/own-places.js';
import { errorCode, localError, rootProblem } from './ops/errors.js';
import { openForReading } from './ops/read.js';
import { linkWhole } from './ops/link.js';
import { linkOrMove, moveWithoutReplacing } from './ops/move.js';
import { shareFile } from './ops/reflink.js';
import { findTraits, traitsOf, type FolderTraits } from './volume/traits.js';
import { writeWhole } from './ops/write.js';

const CONNECT_MS = 15_000;

/** Entries after which a thread of its own is worth beginning for the listings that follow. */
const MANY = 2000;

const PLAIN_SIGHT: Sight = { links: 'skip', permissions: 'leave' };

/**
 * A folder of this computer, or of a drive that it has mounted. Unless it is told to follow them, symbolic links below the root are
 * shown as such and never gone through, not even where one takes a folder's place between two operations.
 *
 * Followed, a link to a file is read as that file; but what replaces or removes it does so to the link, so that what it leads to stays
 * as it is. A link to a folder is that folder: what is done in it is done there.
 */
export class LocalTarget implements Target {
  /** What can be said before anybody has looked. */
  #traits: FolderTraits = traitsOf(process.platform, undefined);
  readonly #flushing = new FolderFlush();
  readonly #root: string;
  readonly #side: Side;
  #sight: Sight;
  readonly #own: OwnPlaces;
  readonly #thread: DiskThread;
  /** Whether the disk may be able to share what is in files: it is asked until it says no. */
  #mayShare = true;
  /** Entries listed so far. */
  #seen = 0;
  /** Asks about an item, through a link at its end where links are followed. */
  readonly #look: (path: string) => Promise<Stats>;
  /** What a path has to be like to lie below the root: of what a disk can hold, the disk is asked. */
  readonly #rules: NameRules = process.platform === 'win32' ? 'windows' : 'posix';

  /** `root` is an absolute path; `side` is named in problems. */
  constructor(
    root: string,
    side: Side,
    sight: Sight & { readonly ownPlaces?: readonly string[] | undefined } = PLAIN_SIGHT,
    thread = new DiskThread(),
  ) {
    this.#own = new OwnPlaces(sight.ownPlaces ?? []);
    this.#thread = thread;
    this.#root = root;
    this.#side = side;
    this.#sight = sight;
    this.#look = lookWith(sight);
  }

  get capabilities(): Capabilities {
    const { setsTimesToMs, nameRules, foldsNames, localTimes } = this.#traits;
    return {
      setsTimesToMs,
      hashes: [],
      resumes: true,
      nameRules,
      foldsNames,
      localTimes,
      concurrency: 8,
      fileIds: 'lasting',
    };
  }

  async connect(signal: AbortSignal): Promise<void> {
    throwIfStopped(signal);
    if (!isAbsolute(this.#root)) {
      throw new TargetError({
        kind: 'invalid',
        what: `“${printable(this.#root)}” is not the full path of the ${this.#side} folder.`,
        advice: 'Choose the folder again, with its full path.',
        side: this.#side,
      });
    }
    try {
      await withinTime(this.#reach(), CONNECT_MS, signal);
    } catch (error) {
      if (error instanceof TargetError) throw error;
      throw new TargetError(rootProblem(errorCode(error), this.#root, this.#side), { cause: error });
    }
  }

  async #reach(): Promise<void> {
    if (!(await stat(this.#root)).isDirectory()) throw codedError('ENOTDIR');
    await (await opendir(this.#root)).close();
    this.#traits = await findTraits(this.#root);
    this.#sight = { ...this.#sight, stepMs: this.#traits.setsTimesToMs };
    if (!this.#traits.hasPermissions) this.#sight = { ...this.#sight, permissions: 'leave' };
  }

  async *list(folder: ItemPath, signal: AbortSignal): AsyncIterable<readonly Listed[]> {
    throwIfStopped(signal);
    try {
      const absolute = await this.#throughFolders(folder, folder);
      for await (const listed of this.#listed(absolute, this.#above(folder), signal)) {
        this.#seen += listed.length;
        yield await this.#own.mark(absolute, listed);
      }
    } catch (error) {
      throw this.#error(error, folder, 'listed');
    }
  }

  stat(path: ItemPath, signal: AbortSignal): Promise<Entry | undefined> {
    return this.#attempt(path, 'checked', signal, async () => {
      try {
        const absolute = await this.#inFolder(path);
        // The root may be a link in any case.
        return path === ''
          ? toEntry(await stat(absolute, EXACTLY), this.#sight)
          : await entryAt(absolute, this.#sight, this.#above(parentOf(path)));
      } catch (error) {
        const code = errorCode(error);
        if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
        throw error;
      }
    });
  }

  read(path: ItemPath, { from = 0, signal }: ReadOptions): Promise<Readable> {
    return this.#attempt(path, 'read', signal, async () =>
      openForReading(
        await this.#inFolder(path),
        { follow: this.#sight.links === 'follow', from },
        signal,
        (error) => this.#error(error, path, 'read'),
      ),
    );
  }

  async write(path: ItemPath, source: Readable, options: WriteOptions): Promise<FileEntry> {
    // A source that fails before anybody listens would end the process; who reads it later is told all the same.
    source.on('error', () => undefined);
    try {
      return await this.#attempt(path, 'written', options.signal, async () => {
        const facts = await writeWhole({
          ...options,
          path: await this.#inFolder(path),
          temporaryPath: await this.#inFolder(options.temporaryPath),
          source,
          from: options.resumeFrom ?? 0,
          keepsPart: options.keepsPart === true,
          permissions: this.#sight.permissions === 'keep' ? options.permissions : undefined,
          grantsAtMost: options.grantsAtMost,
          look: this.#look,
          mayReplace: this.#mayReplace,
          flush: this.#flush,
          beforeReplace: () => this.#keepBefore(path, options),
          wrongSize: (got) => this.#wrongSize(path, options.size, got),
        });
        return fileEntryOf(facts, this.#sight);
      });
    } finally {
      source.destroy();
    }
  }

  async modeOf(path: ItemPath, signal: AbortSignal): Promise<number | undefined> {
    if (!this.#traits.hasPermissions) return undefined;
    return this.#attempt(path, 'checked', signal, async () => {
      const { mode } = await this.#look(await this.#inFolder(path));
      return mode & 0o777;
    });
  }

  async share(from: Target, path: ItemPath, temporaryPath: ItemPath, signal: AbortSignal): Promise<boolean> {
    // What somebody has put around a local target is no such folder itself: what it does to reading would be passed by.
    if (!(#mayShare in from) || !this.#mayShare) return false;
    return this.#attempt(path, 'written', signal, async () => {
      const shared = await shareFile(await from.#inFolder(path), await this.#inFolder(temporaryPath));
      if (shared === 'never') this.#mayShare = false;
      return shared === 'shared';
    });
  }

  makeLink(path: ItemPath, target: string, options: PlaceOptions): Promise<void> {
    return this.#attempt(path, 'created', options.signal, async () => {
      await linkWhole({
        path: await this.#inFolder(path),
        temporaryPath: await this.#inFolder(options.temporaryPath),
        target,
        look: this.#look,
        mayReplace: this.#mayReplace,
        flush: this.#flush,
        beforeReplace: () => this.#keepBefore(path, options),
      });
    });
  }

  move(from: ItemPath, to: ItemPath, signal: AbortSignal, temporaryPath?: ItemPath): Promise<void> {
    return this.#attempt(from, 'moved', signal, async () => {
      const part = temporaryPath === undefined ? undefined : await this.#inFolder(temporaryPath);
      const there = await this.#inFolder(to);
      await moveWithoutReplacing(await this.#inFolder(from), there, part);
      await this.#flush(dirname(there));
    });
  }

  keep(path: ItemPath, as: ItemPath, signal: AbortSignal, temporaryPath?: ItemPath): Promise<void> {
    return this.#attempt(path, 'kept as a version', signal, async () => {
      const part = temporaryPath === undefined ? undefined : await this.#inFolder(temporaryPath);
      const there = await this.#inFolder(as);
      await linkOrMove(await this.#inFolder(path), there, part);
      await this.#flush(dirname(there));
    });
  }

  makeFolder(path: ItemPath, signal: AbortSignal): Promise<void> {
    return this.#attempt(path, 'created', signal, async () => {
      const folder = await this.#inFolder(path);
      try {
        await named(folder, () => mkdir(folder));
        await this.#flush(dirname(folder));
      } catch (error) {
        if (errorCode(error) !== 'EEXIST' || !(await this.#look(folder)).isDirectory()) throw error;
      }
    });
  }

  removeFile(path: ItemPath, signal: AbortSignal): Promise<void> {
    return this.#attempt(path, 'deleted', signal, async () => {
      try {
        const file = await this.#inFolder(path);
        const stats = await lstat(file);
        const isLink = this.#sight.links !== 'skip' && stats.isSymbolicLink();
        if (!isLink && !stats.isFile()) throw codedError('EISDIR');
        await unlink(file);
      } catch (error) {
        const code = errorCode(error);
        if (code !== 'ENOENT') throw error;
      }
    });
  }

  removeFolder(path: ItemPath, signal: AbortSignal): Promise<void> {
    return this.#attempt(path, 'deleted', signal, async () => {
      try {
        const folder = await this.#throughFolders(path, path);
        if ((await lstat(folder)).isSymbolicLink()) {
          // The folder itself lies elsewhere, and nobody asked for it to go from there.
          if ((await readdir(folder)).length > 0) throw codedError('ENOTEMPTY');
          await unlink(folder);
        } else {
          await rmdir(folder);
        }
      } catch (error) {
        const code = errorCode(error);
        if (code === 'ENOENT') return;
        // POSIX lets rmdir say EEXIST for a folder that is not empty.
        throw code === 'EEXIST' ? codedError('ENOTEMPTY') : error;
      }
    });
  }

  hash(): Promise<string | undefined> {
    return Promise.resolve(undefined);
  }

  hashHere(path: ItemPath, signal: AbortSignal): Promise<string | undefined> {
    return this.#attempt(path, 'read', signal, async () => {
      try {
        return await this.#thread.hash(await this.#inFolder(path), this.#sight.links === 'follow', signal);
      } catch (error) {
        if (error instanceof NoDiskThread) return undefined;
        throw error;
      }
    });
  }

  freeSpace(signal: AbortSignal): Promise<number | undefined> {
    return this.#attempt('', 'checked', signal, async () => {
      const { bavail, bsize, blocks } = await statfs(this.#root);
      // Some network drives tell nothing, and say so with noughts.
      return bsize === 0 || blocks === 0 ? undefined : bavail * bsize;
    });
  }

  describe(signal: AbortSignal): Promise<readonly Finding[]> {
    return this.#attempt('', 'checked', signal, async () => {
      // Elsewhere the number means something else.
      const known = process.platform === 'linux' ? fileSystemOf((await statfs(this.#root)).type) : undefined;
      return known === undefined ? [] : [known];
    });
  }

  close(): Promise<void> {
    return this.#thread.close();
  }

  async *#listed(folder: string, above: Above, signal: AbortSignal): AsyncGenerator<readonly Listed[]> {
    let begun = false;
    try {
      if (this.#seen >= MANY) {
        for await (const columns of this.#thread.list(folder, signal)) {
          begun = true;
          yield await fromColumns(folder, columns, this.#sight, above);
        }
        return;
      }
    } catch (error) {
      if (begun || !(error instanceof NoDiskThread)) throw error;
    }
    yield* listFolder(folder, this.#sight, above, signal);
  }

  /** The absolute path of an item, after a look at every folder above it. */
  async #inFolder(path: ItemPath): Promise<string> {
    return this.#throughFolders(path, parentOf(path));
  }

  /** Links are replaced only where they are brought over or followed. */
  readonly #mayReplace = (stats: Stats): boolean =>
    stats.isFile() || (this.#sight.links === 'copy' && stats.isSymbolicLink());

  async #keepBefore(path: ItemPath, { beforeReplace, temporaryPath, signal }: PlaceOptions): Promise<void> {
    const keepAs = await beforeReplace();
    if (keepAs !== undefined) await this.keep(path, keepAs, signal, besideRoot(temporaryPath));
    throwIfStopped(signal);
  }

  readonly #flush = (folder: string): Promise<void> => this.#flushing.flush(folder);

  #above(folder: ItemPath): Above {
    return realAbove(foldersAbove(folder).map((path) => join(this.#root, path)));
  }

  /**
   * The absolute path of `path`. Rejects with `ENOTDIR` unless `folder`, which is `path` or its parent, and every folder above
   * it is a folder; a real one unless links are followed, because a symbolic link among them could lead out of the root.
   */
  async #throughFolders(path: ItemPath, folder: ItemPath): Promise<string> {
    if (isKeptOutside(path)) return normalize(path);
    const absolute = join(this.#root, ...safeNames(path, this.#rules, this.#side));
    let above = this.#root;
    for (const name of folder === '' ? [] : folder.split('/')) {
      above = join(above, name);
      if (!(await this.#look(above)).isDirectory()) throw codedError('ENOTDIR');
    }
    return absolute;
  }

  async #attempt<T>(path: ItemPath, doing: Doing, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    throwIfStopped(signal);
    try {
      return await work();
    } catch (error) {
      throw this.#error(error, path, doing);
    }
  }

  #error(error: unknown, path: ItemPath, doing: Doing): TargetError {
    return localError(error, { side: this.#side, root: this.#root, path, doing });
  }

  #wrongSize(path: ItemPath, size: number, got: number): TargetError {
    return new TargetError({
      kind: 'transfer-incomplete',
      what: `“${printable(path)}” should have ${size} bytes, but ${got < size ? `only ${got}` : 'more'} arrived.`,
      advice: 'It probably changed while it was read. Compare again.',
      side: this.#side,
      path,
    });
  }
}

/**
 * A second temporary name of whoever chose the first: in the root, where it is looked for after a kill, and on the disk that what is put
 * away goes to.
 */
function besideRoot(temporaryPath: ItemPath): ItemPath {
  return nameOf(temporaryPath).replace(/(?=\.[^.]*$|$)/, 'k');
}

function codedError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** Rejects with `ETIMEDOUT` when `work` takes longer, and with `stopped` on abort; `work` itself goes on unheeded. */
async function withinTime(work: Promise<void>, ms: number, signal: AbortSignal): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(codedError('ETIMEDOUT')), ms);
  const stop = (): void => reject(stoppedError());
  signal.addEventListener('abort', stop, { once: true });
  try {
    await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}
