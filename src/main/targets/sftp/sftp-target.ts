import type { Readable } from 'node:stream';
import type { Entry, FileEntry, ItemPath } from '../../../shared/entry/entry.js';
import type { ProblemKind } from '../../../shared/problem.js';
import { connectionRange } from '../../../shared/profile/connection-range.js';
import type { Doing } from '../text.js';
import { isKeptOutside, printable, safeNames } from '../item-path.js';
import { stoppedError, ProblemError, throwIfStopped } from '../../../shared/problem-error.js';
import type { Features, Listed, ReadOptions, Target, WriteOptions } from '../target.js';
import type { SftpChannel } from './session/channel.js';
import { describeSession } from './session/describe.js';
import { entryOf, isLink, TIME_STEP_MS, type Attributes } from './data/entry.js';
import { ReconnectingSession } from './session/reconnect.js';
import { ChannelLimit } from './session/channel-limit.js';
import { OpenFile } from './data/open-file.js';
import { unlessStopped, watched } from './session/promises.js';
import { reopenToRead, SftpReadStream } from './data/read-stream.js';
import { SftpSession } from './session/session.js';
import { listFolder, type ListingOptions } from './ops/list.js';
import { aboveOf, attributesOf, attributesThere, entryAt, followed, type ItemOptions } from './ops/stat.js';
import {
  connectError,
  isStatus,
  itemError,
  ConnectionLost,
  operationError,
  SftpStatus,
  STATUS,
} from './session/errors.js';
import { CONNECT_MS, type SftpSettings } from './config/settings.js';
import { keepOn, moveOn } from './ops/move.js';
import { freeSpaceAt } from './ops/free-space.js';
import { rootOf } from './sftp-root.js';
import { writeWhole } from './ops/write.js';

/** How many operations may be under way on the one connection. Little files wait for nothing but round trips, five times each. */
const CONCURRENCY = 48;

/** A folder on a server that is reached by SFTP, over one connection with many requests under way. */
export class SftpTarget implements Target {
  readonly #settings: SftpSettings;
  readonly #session: ReconnectingSession;
  /** Absolute, without a slash at the end. */
  #root: string | undefined;
  /** Where the server put the user; asked only where the settings name its root. */
  #signedIn: string | undefined;
  #setsTimes = true;
  readonly #options: ItemOptions;
  readonly #channelLimit: ChannelLimit;
  /** Of files that were left unfinished, up to where they have no holes: what goes over several channels arrives in any order. */
  readonly #fronts = new Map<ItemPath, number>();

  constructor(settings: SftpSettings) {
    this.#settings = settings;
    this.#channelLimit = new ChannelLimit(connectionRange(settings.connections).start);
    this.#options = {
      followLinks: settings.followLinks === true,
      tellPermissions: settings.keepPermissions === true,
      absolute: (path) => this.#absolute(path),
    };
    this.#session = new ReconnectingSession((signal) => this.#openSession(signal));
  }

  get features(): Features {
    return {
      setsTimesToMs: this.#setsTimes ? TIME_STEP_MS : undefined,
      foldsNames: false,
      hashes: [],
      resumes: true,
      nameRules: 'posix',
      concurrency: CONCURRENCY,
      tellsLinks: true,
      modeOf: (path, signal) => this.#modeOf(path, signal),
      describe: (signal) => this.#attempt('', 'checked', signal, describeSession),
    };
  }

  get rootFolder(): string | undefined {
    return this.#root === undefined ? undefined : printable(this.#root) || '/';
  }

  get signInFolder(): string | undefined {
    return this.#signedIn === undefined ? undefined : printable(this.#signedIn);
  }

  async connect(signal: AbortSignal): Promise<void> {
    const deadline = AbortSignal.timeout(CONNECT_MS);
    try {
      await this.#session.use(AbortSignal.any([signal, deadline]), async (session) => {
        this.#root = await this.#findRoot(session);
      });
    } catch (error) {
      throwIfStopped(signal);
      throw connectError(error, this.#settings, deadline.aborted);
    }
  }

  async *list(folder: ItemPath, signal: AbortSignal): AsyncIterable<readonly Listed[]> {
    let yielded = false;
    for (let again = false; ; again = true) {
      try {
        const path = this.#absolute(folder) || '/';
        const session = await this.#session.take(signal);
        const chunks = listFolder(session, path, this.#listingOptions(session, folder));
        try {
          for (;;) {
            const next = await unlessStopped(chunks.next(), signal);
            if (next.done === true) return;
            yielded = true;
            yield next.value;
          }
        } finally {
          // Not waited for: on abort the generator may hang in a request.
          void chunks.return(undefined);
        }
      } catch (error) {
        throwIfStopped(signal);
        if (error instanceof ConnectionLost && !again && !yielded) continue;
        throw operationError(error, 'listed', folder, this.#settings);
      }
    }
  }

  stat(path: ItemPath, signal: AbortSignal): Promise<Entry | undefined> {
    return this.#attempt(path, 'checked', signal, async (session) => {
      if (path === '') return { kind: 'folder' };
      const entry = await entryAt(session, path, this.#options);
      const front = this.#fronts.get(path) ?? Infinity;
      return entry?.kind === 'file' && entry.size > front ? { ...entry, size: front } : entry;
    });
  }

  async read(path: ItemPath, { from = 0, signal }: ReadOptions): Promise<Readable> {
    const mapError = (error: unknown): Error =>
      signal.aborted ? stoppedError() : operationError(error, 'read', path, this.#settings);
    try {
      const absolute = this.#absolute(path);
      return await this.#session.use(
        signal,
        async (session) => {
          // Asked first, in the same round trip: a server that opens a pipe answers nothing more until somebody writes to it.
          const looking = watched(entryAt(session, path, this.#options));
          const opening = watched(session.request<Buffer>((sftp, done) => sftp.open(absolute, 'r', done)));
          try {
            const entry = await unlessStopped(looking, signal);
            // What is opened is followed if it is a link.
            if (entry !== undefined && entry.kind !== 'file') {
              if (entry.kind === 'other' && entry.what === 'device') session.close();
              throw this.#problem('changed-meanwhile', path, 'read', NOT_A_FILE);
            }
            const handle = await unlessStopped(opening, signal);
            if (entry === undefined) throw new SftpStatus(STATUS.noSuchFile, '');
            const changed = (got: number): ProblemError => this.#wrongSize(path, entry.size, got);
            const reopen = (channel: SftpChannel): Promise<Buffer> => reopenToRead(channel, absolute, entry);
            const { channels } = session;
            const file = new OpenFile({ channels, handle, bytes: entry.size - from, reopen });
            return new SftpReadStream({ file, path: absolute, entry, from, signal, mapError, changed });
          } catch (error) {
            opening.then((handle) => session.release(handle)).catch(() => undefined);
            throw error;
          }
        },
        { gentle: true },
      );
    } catch (error) {
      throw mapError(error);
    }
  }

  async write(path: ItemPath, source: Readable, options: WriteOptions): Promise<FileEntry> {
    // A source that fails before anybody listens would end the process; who reads it later is told all the same.
    source.on('error', () => undefined);
    try {
      throwIfStopped(options.signal);
      const written = await writeWhole(path, source, options, {
        session: this.#session,
        ...this.#options,
        setsTimes: () => this.#setsTimes,
        timesFailed: () => (this.#setsTimes = false),
        hasUpTo: (item, bytes) => this.#fronts.set(item, bytes),
        keep: (item, as) => this.keep(item, as, options.signal),
        wrongSize: (item, size, got) => this.#wrongSize(item, size, got),
        inTheWay: (item) =>
          this.#problem('already-exists', item, 'written', 'something that is not a file has its name'),
      });
      this.#fronts.delete(options.temporaryPath);
      return written;
    } catch (error) {
      throwIfStopped(options.signal);
      throw operationError(error, 'written', path, this.#settings);
    } finally {
      source.destroy();
    }
  }

  move(from: ItemPath, to: ItemPath, signal: AbortSignal): Promise<void> {
    return this.#rename(from, to, 'moved', signal, moveOn);
  }

  keep(path: ItemPath, as: ItemPath, signal: AbortSignal): Promise<void> {
    return this.#rename(path, as, 'kept as a version', signal, keepOn);
  }

  makeFolder(path: ItemPath, signal: AbortSignal): Promise<void> {
    return this.#attempt(path, 'created', signal, async (session, absolute) => {
      try {
        await session.command((sftp, done) => sftp.mkdir(absolute, done));
      } catch (error) {
        const there = await this.#afterRefusal(session, path, error);
        if (there === undefined) throw error;
        if (there.kind !== 'folder')
          throw this.#problem(
            'already-exists',
            path,
            'created',
            'something that is not a folder has its name',
          );
      }
    });
  }

  removeFile(path: ItemPath, signal: AbortSignal): Promise<void> {
    this.#fronts.delete(path);
    return this.#attempt(path, 'deleted', signal, async (session, absolute) => {
      try {
        await session.command((sftp, done) => sftp.unlink(absolute, done));
      } catch (error) {
        const there = await this.#afterRefusal(session, path, error);
        if (there === undefined) return;
        if (there.kind !== 'file') throw this.#problem('changed-meanwhile', path, 'deleted', NOT_A_FILE);
        throw error;
      }
    });
  }

  removeFolder(path: ItemPath, signal: AbortSignal): Promise<void> {
    return this.#attempt(path, 'deleted', signal, async (session, absolute) => {
      try {
        await session.command((sftp, done) => sftp.rmdir(absolute, done));
      } catch (error) {
        const there = await this.#afterRefusal(session, path, error);
        if (there === undefined) return;
        if (there.kind !== 'folder')
          throw this.#problem('not-a-folder', path, 'deleted', 'it is no longer a folder');
        // The protocol has no number for it.
        for await (const listed of listFolder(session, absolute)) {
          if (listed.length > 0) throw this.#problem('not-empty', path, 'deleted', 'it is not empty');
        }
        const attributes = await attributesOf(session, absolute);
        if (attributes === undefined || !isLink(attributes)) throw error;
        // The folder itself lies elsewhere, and nobody asked for it to go from there.
        await session.command((sftp, done) => sftp.unlink(absolute, done));
      }
    });
  }

  #modeOf(path: ItemPath, signal: AbortSignal): Promise<number | undefined> {
    return this.#attempt(path, 'checked', signal, async (session) => {
      const attributes = await attributesThere(session, path, this.#options);
      return attributes?.mode === undefined ? undefined : attributes.mode & 0o777;
    });
  }

  freeSpace(signal: AbortSignal): Promise<number | undefined> {
    return this.#attempt('', 'checked', signal, (session, root) => freeSpaceAt(session, root || '/'));
  }

  close(): Promise<void> {
    this.#session.close();
    return Promise.resolve();
  }

  async #openSession(signal: AbortSignal): Promise<SftpSession> {
    const deadline = AbortSignal.timeout(CONNECT_MS);
    try {
      return await SftpSession.open(this.#settings, this.#channelLimit, AbortSignal.any([signal, deadline]));
    } catch (error) {
      throwIfStopped(signal);
      throw connectError(error, this.#settings, deadline.aborted);
    }
  }

  async #findRoot(session: SftpSession): Promise<string> {
    const { path, host, side } = this.#settings;
    try {
      const asked = path === '' ? '.' : path;
      const [root, entry, signedIn] = await Promise.all([
        session.request<string>((sftp, done) => sftp.realpath(asked, done)),
        session.request<Attributes>((sftp, done) => sftp.stat(asked, done)),
        // A server that does not say it proves nothing, and serves its root all the same.
        path === '/'
          ? session.request<string>((sftp, done) => sftp.realpath('.', done)).catch(() => undefined)
          : undefined,
      ]);
      this.#signedIn = signedIn;
      if (entryOf(entry)?.kind === 'folder') return rootOf(path, root, this.#settings);
    } catch (error) {
      if (!isStatus(error, STATUS.noSuchFile, STATUS.failure))
        throw operationError(error, 'checked', '', this.#settings);
    }
    throw new ProblemError({
      kind: 'folder-missing',
      what: `The folder “${printable(path || '.')}” does not exist on the server “${host}”.`,
      advice: 'Check the folder in the address of the profile, or create it on the server.',
      side,
    });
  }

  /** The path of an item on the server. */
  #absolute(path: ItemPath): string {
    if (this.#root === undefined) throw new Error('The target is not connected.');
    const names = safeNames(path, 'posix', this.#settings.side);
    // What is not UTF-8 comes out of ssh2 so, and cannot be asked for.
    if (path.includes('\uFFFD')) {
      throw new ProblemError({
        kind: 'name-refused',
        what: `The name “${path}” can’t be used: on the server “${this.#settings.host}” it is not encoded in Unicode.`,
        advice: 'Rename it there.',
        side: this.#settings.side,
        path,
      });
    }
    return [isKeptOutside(path) ? '' : this.#root, ...names].join('/');
  }

  #rename(
    from: ItemPath,
    to: ItemPath,
    doing: Doing,
    signal: AbortSignal,
    work: typeof moveOn,
  ): Promise<void> {
    let tries = 0;
    return this.#attempt(from, doing, signal, async (session, absolute) => {
      tries += 1;
      await work(session, absolute, this.#absolute(to), tries > 1, () =>
        this.#problem('already-exists', from, doing, `“${printable(to)}” exists already`),
      );
    });
  }

  async #attempt<T>(
    path: ItemPath,
    doing: Doing,
    signal: AbortSignal,
    work: (session: SftpSession, absolute: string) => Promise<T>,
  ): Promise<T> {
    try {
      const absolute = this.#absolute(path);
      return await this.#session.use(signal, (session) => work(session, absolute));
    } catch (error) {
      throwIfStopped(signal);
      throw operationError(error, doing, path, this.#settings);
    }
  }

  /** What is there after all, where the server refused something; rejects with anything else than a refusal. */
  #afterRefusal(session: SftpSession, path: ItemPath, error: unknown): Promise<Entry | undefined> {
    if (!(error instanceof SftpStatus)) throw error;
    return entryAt(session, path, this.#options);
  }

  #listingOptions(session: SftpSession, folder: ItemPath): ListingOptions {
    const { followLinks, tellPermissions } = this.#options;
    const above = aboveOf(session, folder, this.#options);
    return {
      tellPermissions,
      readLink: (link) =>
        followLinks
          ? followed(session, link, above, this.#options)
          : Promise.resolve({ kind: 'other', what: 'symbolic-link' }),
    };
  }

  #wrongSize(path: ItemPath, size: number, got: number): ProblemError {
    return new ProblemError({
      kind: 'transfer-incomplete',
      what:
        got === size
          ? `“${printable(path)}” changed during the transfer.`
          : `“${printable(path)}” should have ${size} bytes, but ${got < size ? `only ${got}` : 'more'} arrived.`,
      advice: 'It probably changed during the transfer. Compare again.',
      side: this.#settings.side,
      path,
    });
  }

  #problem(kind: ProblemKind, path: ItemPath, doing: Doing, because: string): ProblemError {
    return itemError(kind, because, 'Compare again.', doing, path, this.#settings);
  }
}

const NOT_A_FILE = 'it is no longer a file';
