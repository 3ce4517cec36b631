import type { Stats } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import type { Readable } from 'node:stream';
import { lstat, mkdir, opendir, readdir, rmdir, stat, statfs, unlink } from './original-fs.js';
import type { Entry, FileEntry, ItemPath, Side } from '../../../shared/entry/entry.js';
import { nameOf, parentOf } from '../../../shared/entry/path.js';
import type { Finding } from '../finding.js';
import { printable } from '../item-path.js';
import { ProblemError, throwIfStopped } from '../../../shared/problem-error.js';
import type { Features, Listed, PlaceOptions, ReadOptions, Target, WriteOptions } from '../target.js';
import { DiskThread, NoDiskThread } from './worker/disk-thread.js';
import { fileSystemOf } from './volume/file-system.js';
import { FolderFlush } from './flush/folder-flush.js';
import { fromColumns, listFolder } from './ops/list.js';
import { entryAt, fileEntryOf, EXACTLY, toEntry, type ItemOptions } from './ops/stat.js';
import { named } from './ops/names.js';
import { OwnPlaces } from './own-places.js';
import { errorCode, rootProblem } from './errors.js';
import { openForReading } from './ops/read.js';
import { linkWhole } from './ops/link.js';
import { linkOrMove, moveWithoutReplacing } from './ops/move.js';
import { shareFile } from './ops/reflink.js';
import { findTraits, traitsOf, type FolderTraits } from './volume/traits.js';
import { writeWhole } from './ops/write.js';
import { codedError, RootFolder, withinTime } from './root-folder.js';

const CONNECT_MS = 15_000;

/** Entries after which a thread of its own is worth beginning for the listings that follow. */
const MANY = 2000;

const PLAIN: ItemOptions = { links: 'skip', permissions: 'leave' };

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
  readonly #folder: RootFolder;
  #options: ItemOptions;
  readonly #own: OwnPlaces;
  readonly #thread: DiskThread;
  /** Whether the disk may be able to share what is in files: it is asked until it says no. */
  #mayShare = true;
  /** Entries listed so far. */
  #seen = 0;
  /** `root` is an absolute path; `side` is named in problems. */
  constructor(
    root: string,
    side: Side,
    itemOptions: ItemOptions & { readonly ownPlaces?: readonly string[] | undefined } = PLAIN,
    thread = new DiskThread(),
  ) {
    this.#own = new OwnPlaces(itemOptions.ownPlaces ?? []);
    this.#thread = thread;
    this.#folder = new RootFolder(root, side, itemOptions);
    this.#options = itemOptions;
  }

  get features(): Features {
    const { setsTimesToMs, nameRules, foldsNames, localTimes } = this.#traits;
    return {
      setsTimesToMs,
      hashes: [],
      resumes: true,
      nameRules,
      foldsNames,
      localTimes,
      concurrency: 8,
      tellsLinks: true,
      fileIds: 'lasting',
      otherVolumes: () => this.#folder.otherVolumes,
      volumeAt: (folder, signal) =>
        this.#folder.attempt(folder, 'checked', signal, () => this.#folder.volumeAt(folder)),
      hashHere: (path, signal) => this.#hash(path, signal),
      modeOf: (path, signal) => this.#modeOf(path, signal),
      share: (from, path, temporaryPath, signal) => this.#share(from, path, temporaryPath, signal),
      makeLink: (path, target, options) => this.#makeLink(path, target, options),
      describe: (signal) => this.#describe(signal),
    };
  }

  async connect(signal: AbortSignal): Promise<void> {
    throwIfStopped(signal);
    if (!isAbsolute(this.#folder.root)) {
      throw new ProblemError({
        kind: 'invalid',
        what: `“${printable(this.#folder.root)}” is not the full path of the ${this.#folder.side} folder.`,
        advice: 'Choose the folder again, with its full path.',
        side: this.#folder.side,
      });
    }
    try {
      await withinTime(this.#reach(), CONNECT_MS, signal);
    } catch (error) {
      if (error instanceof ProblemError) throw error;
      throw new ProblemError(rootProblem(errorCode(error), this.#folder.root, this.#folder.side), {
        cause: error,
      });
    }
  }

  async #reach(): Promise<void> {
    if (!(await stat(this.#folder.root)).isDirectory()) throw codedError('ENOTDIR');
    await (await opendir(this.#folder.root)).close();
    this.#traits = await findTraits(this.#folder.root);
    this.#options = { ...this.#options, stepMs: this.#traits.setsTimesToMs };
    if (!this.#traits.hasPermissions) this.#options = { ...this.#options, permissions: 'leave' };
  }

  async *list(folder: ItemPath, signal: AbortSignal): AsyncIterable<readonly Listed[]> {
    throwIfStopped(signal);
    try {
      for await (const listed of this.#listed(folder, signal)) {
        this.#seen += listed.length;
        yield listed;
      }
    } catch (error) {
      throw this.#folder.error(error, folder, 'listed');
    }
  }

  stat(path: ItemPath, signal: AbortSignal): Promise<Entry | undefined> {
    return this.#folder.attempt(path, 'checked', signal, async () => {
      try {
        const absolute = await this.#folder.inFolder(path);
        // The root may be a link in any case.
        return path === ''
          ? toEntry(await stat(absolute, EXACTLY), this.#options)
          : await entryAt(absolute, this.#options, this.#folder.above(parentOf(path)));
      } catch (error) {
        const code = errorCode(error);
        if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
        throw error;
      }
    });
  }

  read(path: ItemPath, { from = 0, signal }: ReadOptions): Promise<Readable> {
    return this.#folder.attempt(path, 'read', signal, async () =>
      openForReading(
        await this.#folder.inFolder(path),
        { follow: this.#options.links === 'follow', from },
        signal,
        (error) => this.#folder.error(error, path, 'read'),
      ),
    );
  }

  async write(path: ItemPath, source: Readable, options: WriteOptions): Promise<FileEntry> {
    // A source that fails before anybody listens would end the process; who reads it later is told all the same.
    source.on('error', () => undefined);
    try {
      return await this.#folder.attempt(path, 'written', options.signal, async () => {
        const facts = await writeWhole({
          ...options,
          path: await this.#folder.inFolder(path),
          temporaryPath: await this.#folder.inFolder(options.temporaryPath),
          source,
          from: options.resumeFrom ?? 0,
          keepsPart: options.keepsPart === true,
          permissions: this.#options.permissions === 'keep' ? options.permissions : undefined,
          grantsAtMost: options.grantsAtMost,
          look: this.#folder.look,
          mayReplace: this.#mayReplace,
          flush: this.#flush,
          beforeReplace: () => this.#keepBefore(path, options),
          wrongSize: (got) => this.#folder.wrongSize(path, options.size, got),
        });
        return fileEntryOf(facts, this.#options);
      });
    } finally {
      source.destroy();
    }
  }

  async #modeOf(path: ItemPath, signal: AbortSignal): Promise<number | undefined> {
    if (!this.#traits.hasPermissions) return undefined;
    return this.#folder.attempt(path, 'checked', signal, async () => {
      const { mode } = await this.#folder.look(await this.#folder.inFolder(path));
      return mode & 0o777;
    });
  }

  async #share(from: Target, path: ItemPath, temporaryPath: ItemPath, signal: AbortSignal): Promise<boolean> {
    // What somebody has put around a local target is no such folder itself: what it does to reading would be passed by.
    if (!(#mayShare in from) || !this.#mayShare) return false;
    return this.#folder.attempt(path, 'written', signal, async () => {
      const shared = await shareFile(
        await from.#folder.inFolder(path),
        await this.#folder.inFolder(temporaryPath),
      );
      if (shared === 'never') this.#mayShare = false;
      return shared === 'shared';
    });
  }

  #makeLink(path: ItemPath, target: string, options: PlaceOptions): Promise<void> {
    return this.#folder.attempt(path, 'created', options.signal, async () => {
      await linkWhole({
        path: await this.#folder.inFolder(path),
        temporaryPath: await this.#folder.inFolder(options.temporaryPath),
        target,
        look: this.#folder.look,
        mayReplace: this.#mayReplace,
        flush: this.#flush,
        beforeReplace: () => this.#keepBefore(path, options),
      });
    });
  }

  move(from: ItemPath, to: ItemPath, signal: AbortSignal, temporaryPath?: ItemPath): Promise<void> {
    return this.#folder.attempt(from, 'moved', signal, async () => {
      const part = temporaryPath === undefined ? undefined : await this.#folder.inFolder(temporaryPath);
      const there = await this.#folder.inFolder(to);
      await moveWithoutReplacing(await this.#folder.inFolder(from), there, part);
      await this.#flush(dirname(there));
    });
  }

  keep(path: ItemPath, as: ItemPath, signal: AbortSignal, temporaryPath?: ItemPath): Promise<void> {
    return this.#folder.attempt(path, 'kept as a version', signal, async () => {
      const part = temporaryPath === undefined ? undefined : await this.#folder.inFolder(temporaryPath);
      const there = await this.#folder.inFolder(as);
      await linkOrMove(await this.#folder.inFolder(path), there, part);
      await this.#flush(dirname(there));
    });
  }

  makeFolder(path: ItemPath, signal: AbortSignal): Promise<void> {
    return this.#folder.attempt(path, 'created', signal, async () => {
      const folder = await this.#folder.inFolder(path);
      try {
        await named(folder, () => mkdir(folder));
        await this.#flush(dirname(folder));
      } catch (error) {
        if (errorCode(error) !== 'EEXIST' || !(await this.#folder.look(folder)).isDirectory()) throw error;
      }
    });
  }

  removeFile(path: ItemPath, signal: AbortSignal): Promise<void> {
    return this.#folder.attempt(path, 'deleted', signal, async () => {
      try {
        const file = await this.#folder.inFolder(path);
        const stats = await lstat(file);
        const isLink = this.#options.links !== 'skip' && stats.isSymbolicLink();
        if (!isLink && !stats.isFile()) throw codedError('EISDIR');
        await unlink(file);
      } catch (error) {
        const code = errorCode(error);
        if (code !== 'ENOENT') throw error;
      }
    });
  }

  removeFolder(path: ItemPath, signal: AbortSignal): Promise<void> {
    return this.#folder.attempt(path, 'deleted', signal, async () => {
      try {
        const folder = await this.#folder.throughFolders(path, path);
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

  #hash(path: ItemPath, signal: AbortSignal): Promise<string | undefined> {
    return this.#folder.attempt(path, 'read', signal, async () => {
      try {
        return await this.#thread.hash(
          await this.#folder.inFolder(path),
          this.#options.links === 'follow',
          signal,
        );
      } catch (error) {
        if (error instanceof NoDiskThread) return undefined;
        throw error;
      }
    });
  }

  freeSpace(signal: AbortSignal): Promise<number | undefined> {
    return this.#folder.attempt('', 'checked', signal, async () => {
      const { bavail, bsize, blocks } = await statfs(this.#folder.root);
      // Some network drives tell nothing, and say so with noughts.
      return bsize === 0 || blocks === 0 ? undefined : bavail * bsize;
    });
  }

  #describe(signal: AbortSignal): Promise<readonly Finding[]> {
    return this.#folder.attempt('', 'checked', signal, async () => {
      // Elsewhere the number means something else.
      const known =
        process.platform === 'linux' ? fileSystemOf((await statfs(this.#folder.root)).type) : undefined;
      return known === undefined ? [] : [known];
    });
  }

  close(): Promise<void> {
    return this.#thread.close();
  }

  async *#listed(folder: ItemPath, signal: AbortSignal): AsyncGenerator<readonly Listed[]> {
    const above = this.#folder.above(folder);
    let begun = false;
    try {
      if (this.#seen >= MANY) {
        const way = { ...this.#folder.wayTo(folder), follow: this.#options.links === 'follow' };
        const absolute = join(way.root, ...way.folders);
        for await (const found of this.#thread.list(way, signal)) {
          begun = true;
          const isLast = 'devices' in found;
          if (isLast) await this.#folder.passed(folder, found.devices);
          const columns = isLast ? found.columns : found;
          yield await this.#own.mark(absolute, await fromColumns(absolute, columns, this.#options, above));
        }
        return;
      }
    } catch (error) {
      if (begun || !(error instanceof NoDiskThread)) throw error;
    }
    const absolute = await this.#folder.throughFolders(folder, folder);
    for await (const listed of listFolder(absolute, this.#options, above, signal))
      yield await this.#own.mark(absolute, listed);
  }

  /** Links are replaced only where they are copied or followed. */
  readonly #mayReplace = (stats: Stats): boolean =>
    stats.isFile() || (this.#options.links === 'copy' && stats.isSymbolicLink());

  async #keepBefore(path: ItemPath, { beforeReplace, temporaryPath, signal }: PlaceOptions): Promise<void> {
    const keepAs = await beforeReplace();
    if (keepAs !== undefined) await this.keep(path, keepAs, signal, besideRoot(temporaryPath));
    throwIfStopped(signal);
  }

  readonly #flush = (folder: string): Promise<void> => this.#flushing.flush(folder);
}

/**
 * A second temporary name of whoever chose the first: in the root, where it is looked for after a kill, and on the disk that what is put
 * away goes to.
 */
function besideRoot(temporaryPath: ItemPath): ItemPath {
  return nameOf(temporaryPath).replace(/(?=\.[^.]*$|$)/, 'k');
}
