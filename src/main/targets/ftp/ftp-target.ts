import type { Readable } from 'node:stream';
import type { Entry, FileEntry, ItemPath } from '../../../shared/entry/entry.js';
import { nameOf, parentOf } from '../../../shared/entry/path.js';
import type { Doing } from '../doing.js';
import type { Finding } from '../finding.js';
import { isKeptOutside, printable, safeNames } from '../item-path.js';
import { stoppedError, throwIfStopped } from '../target-error.js';
import type {
  Capabilities,
  HashName,
  Listed,
  ListOptions,
  OnRecord,
  ReadOptions,
  Target,
  WriteOptions,
} from '../target.js';
import type { FtpConnection } from './session/connection.js';
import { describeServer } from './server/describe.js';
import { DownloadStream } from './data/download-stream.js';
import { Connector } from './server/connect.js';
import { showsModes } from './protocol/features.js';
import { ConfirmedList } from './ops/confirmed-list.js';
import { Confirmer } from './ops/confirmer.js';
import { FtpHasher } from './ops/hash.js';
import { folderUnlessBack } from './ops/links.js';
import { FileModes } from './ops/modes.js';
import { FtpLister } from './ops/list.js';
import { operationError } from './session/errors.js';
import type { FtpSettings } from './protocol/settings.js';
import { removeFolderOn } from './ops/remove.js';
import { sizeOf, statOn } from './ops/stat.js';
import { writeWhole, type WriteContext } from './ops/write.js';
import { ReceiveBuffer } from './data/receive-buffer.js';
import { notAsExpected, wrongSize } from './ops/item-problems.js';
import { NameGuard } from './server/name-guard.js';
import { encodingFor } from './protocol/encodings.js';
import { ConnectionPool, JOBS_EACH, type JobOptions } from './session/pool.js';
import { PROBE_MS, probeAhead } from './server/probe.js';
import { refusal } from './protocol/reply.js';
import type { ServerFacts } from './server/discover.js';
import { askLearning } from './session/learned.js';
import { Suspects } from './ops/retry-alone.js';
import { TimeKeeping } from './server/time-support.js';
import { isSmall, startDownload } from './data/transfer.js';
import { WireNames } from './server/wire-names.js';

/** What is known once the target is connected. */
interface Known {
  readonly facts: ServerFacts;
  readonly lister: FtpLister;
  readonly guard: NameGuard;
  readonly names: WireNames;
  readonly hasher: FtpHasher;
  readonly times: TimeKeeping;
  readonly modes: FileModes;
  readonly confirmed: ConfirmedList;
}

/** Entries up to which listing a folder again costs nothing to speak of. */
const SHORT_LISTING = 200;

/** A folder on an FTP server, reached in the clear or through explicit TLS. */
export class FtpTarget implements Target {
  readonly #settings: FtpSettings;
  readonly #connector: Connector;
  readonly #pool: ConnectionPool;
  #known: Known | undefined;
  #probed = false;
  /** Resolves when finding out is over, if it has begun. */
  #probing: Promise<void> | undefined;
  readonly #suspects = new Suspects();
  #warmed = false;

  constructor(settings: FtpSettings) {
    this.#settings = settings;
    this.#connector = new Connector(settings);
    this.#pool = new ConnectionPool((signal) => this.#connector.open(signal), settings.connections);
  }

  get capabilities(): Capabilities {
    return {
      setsTimesToMs: this.#known?.times.stepMs,
      foldsNames: false,
      hashes: this.#known?.hasher.names ?? [],
      resumes: this.#connector.features.rest,
      nameRules: this.#known?.facts.nameRules ?? 'posix',
      concurrency: this.#pool.limit * JOBS_EACH,
      // As a rule the inode number, which file systems give to another file once the first is gone.
      fileIds: 'reused',
      // LIST shows local times; MLSD and MDTM tell those of UTC (RFC 3659, 2.3).
      localTimes: !this.#connector.features.mlst && !this.#connector.features.mdtm,
      offersTls: this.#settings.secure ? undefined : this.#connector.features.tls,
    };
  }

  get rootFolder(): string | undefined {
    return this.#folderInWords(this.#known?.facts.root);
  }

  get signInFolder(): string | undefined {
    return this.#folderInWords(this.#known?.facts.signedIn);
  }

  async connect(signal: AbortSignal): Promise<void> {
    // Every connection that is opened is ready for work, and has found out what there is to know.
    await this.#pool.use(signal, () => Promise.resolve());
    const { facts } = this.#connector;
    const keeps = this.#settings.keepPermissions === true && showsModes(facts.features);
    const modes = new FileModes(facts.features, keeps);
    const guard = new NameGuard(facts.root);
    const note = (folder: string, listed: readonly Listed[]): void => {
      modes.note(folder, listed);
      guard.note(folder, listed);
    };
    this.#known = {
      facts,
      lister: new FtpLister(facts, this.#settings, note),
      guard,
      hasher: new FtpHasher(facts.features.hashes),
      times: new TimeKeeping(facts.timeSetter),
      modes,
      names: new WireNames(encodingFor(this.#settings), this.#settings.side),
      confirmed: new ConfirmedList(
        new Confirmer(this.#pool, facts.features, Date.now),
        this.#connector.habits,
        (confirms) => this.#settings.memory?.learn({ confirms }),
      ),
    };
  }

  async *list(
    folder: ItemPath,
    signal: AbortSignal,
    options: ListOptions = {},
  ): AsyncIterable<readonly Listed[]> {
    const { names, confirmed } = this.#connected();
    const list = async (): Promise<readonly Listed[]> => {
      const listed = await this.#attempt(folder, 'listed', signal, (connection) => {
        // The folders that it holds are asked for next, all at once.
        if (!this.#warmed) this.#pool.warm();
        this.#warmed = true;
        return this.#listOn(connection, folder, options);
      });
      if (listed.length > 0 && listed.length <= SHORT_LISTING) this.#probe(folder);
      return listed;
    };
    const recorded = await this.#mayConfirm(folder, options);
    const expected = recorded && names.encodeRecord(folder, recorded);
    if (recorded === undefined || expected === undefined) {
      yield await list();
      return;
    }
    const asked = { folder: this.#absolute(folder) || '/', expected, recorded, signal, list };
    const found = await confirmed.find(asked);
    if (found.confirmed) options.onConfirmed?.();
    yield found.confirmed ? names.learn(folder, found.listed) : found.listed;
  }

  /** What is on record of a folder that need not be listed where that can be confirmed. */
  async #mayConfirm(folder: ItemPath, { onRecord }: ListOptions): Promise<OnRecord | undefined> {
    const { followLinks, line } = this.#settings;
    if (followLinks === true || line.ftpCommands === 'single') return undefined;
    return this.#connected().names.unlisted(folder).length > 0 ? undefined : onRecord?.();
  }

  modeOf(path: ItemPath, signal: AbortSignal): Promise<number | undefined> {
    return this.#attempt(path, 'checked', signal, (connection) =>
      this.#connected().modes.of(connection, this.#absolute(path)),
    );
  }

  stat(path: ItemPath, signal: AbortSignal): Promise<Entry | undefined> {
    return this.#attempt(path, 'checked', signal, (connection) => this.#statOn(connection, path));
  }

  async read(path: ItemPath, { signal, size: expected, from = 0 }: ReadOptions): Promise<Readable> {
    const mapError = (error: unknown): Error => {
      this.#suspects.note(path, error);
      return signal.aborted ? stoppedError() : operationError(error, 'read', path, this.#settings);
    };
    const suspect = this.#suspects.take(path);
    try {
      return await this.#pool.use(
        signal,
        async (connection, { release }) => {
          const { facts } = this.#connected();
          await this.#checkName(connection, path, false);
          const file = this.#absolute(path);
          const size = facts.features.size ? `SIZE ${file}` : undefined;
          const intake = new ReceiveBuffer();
          const download = await startDownload(connection, `RETR ${file}`, size, { from, intake });
          const announced = sizeOf(download.line.firstReply);
          this.#probe(path);
          return new DownloadStream(download, {
            connection,
            intake,
            size: announced === undefined ? undefined : announced - from,
            signal,
            mapError,
            wrongSize: (got) => wrongSize(path, announced ?? 0, got + from, this.#settings.side),
            release,
          });
        },
        { keep: true, alone: suspect || from > 0 || !isSmall(expected) },
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
      // S9: before anything of it is on the server.
      safeNames(path, 'posix', this.#settings.side);
      const context = this.#writeContext(this.#suspects.take(path));
      const written = await writeWhole(path, source, options, context);
      this.#probe(path);
      return written;
    } catch (error) {
      throwIfStopped(options.signal);
      this.#suspects.note(path, error);
      throw operationError(error, 'written', path, this.#settings);
    } finally {
      source.destroy();
    }
  }

  move(from: ItemPath, to: ItemPath, signal: AbortSignal): Promise<void> {
    return this.#rename(from, to, 'moved', signal);
  }

  /** FTP has no second name for a file, so its first one is vacant for a moment. */
  keep(path: ItemPath, as: ItemPath, signal: AbortSignal): Promise<void> {
    return this.#rename(path, as, 'kept as a version', signal);
  }

  #rename(from: ItemPath, to: ItemPath, doing: Doing, signal: AbortSignal): Promise<void> {
    let tries = 0;
    return this.#attempt(from, doing, signal, async (connection) => {
      tries += 1;
      await this.#checkName(connection, to, true);
      const [found, renamed] = await connection.requestAll([
        `RNFR ${this.#absolute(from)}`,
        `RNTO ${this.#absolute(to)}`,
      ]);
      if (renamed?.good === true) return;
      // The line broke in the first try, but the server had renamed it by then.
      if (tries > 1 && found?.good !== true && (await this.#statOn(connection, to)) !== undefined) return;
      throw refusal(found?.good === true ? renamed : found);
    });
  }

  makeFolder(path: ItemPath, signal: AbortSignal): Promise<void> {
    return this.#attempt(path, 'created', signal, async (connection, { names }) => {
      const [made] = await connection.requestAll([`MKD ${this.#absolute(path)}`]);
      if (made?.good === true) {
        names.made(path);
        return;
      }
      const there = await this.#statOn(connection, path);
      if (there === undefined) throw refusal(made);
      if (there.kind !== 'folder')
        throw notAsExpected('already-exists', path, 'created', 'a file has its name', this.#settings);
    });
  }

  removeFile(path: ItemPath, signal: AbortSignal): Promise<void> {
    return this.#attempt(path, 'deleted', signal, async (connection) => {
      const [deleted] = await connection.requestAll([`DELE ${this.#absolute(path)}`]);
      if (deleted?.good === true) return;
      const there = await this.#statOn(connection, path);
      if (there === undefined) return;
      if (there.kind !== 'file')
        throw notAsExpected('changed-meanwhile', path, 'deleted', 'it is no longer a file', this.#settings);
      throw refusal(deleted);
    });
  }

  removeFolder(path: ItemPath, signal: AbortSignal): Promise<void> {
    return this.#attempt(path, 'deleted', signal, (connection, { facts }) => {
      const folder = this.#absolute(path);
      return removeFolderOn(connection, folder, {
        root: facts.root,
        followLinks: this.#settings.followLinks === true,
        stat: () => this.#statOn(connection, path),
        list: () => this.#listOn(connection, path),
        problem: (kind, because) => notAsExpected(kind, path, 'deleted', because, this.#settings),
      });
    });
  }

  hash(path: ItemPath, name: HashName, signal: AbortSignal): Promise<string | undefined> {
    // It takes as long as reading the file takes the server.
    return this.#attempt(
      path,
      'read',
      signal,
      async (connection, { facts, hasher }) => {
        const file = this.#absolute(path);
        const [sized] = facts.features.size ? await connection.requestAll([`SIZE ${file}`]) : [];
        return await hasher.hash(connection, file, name, sizeOf(sized) ?? 0);
      },
      { alone: true },
    );
  }

  freeSpace(signal: AbortSignal): Promise<number | undefined> {
    if (!this.#connector.features.avbl) return Promise.resolve(undefined);
    return this.#attempt('', 'checked', signal, async (connection) => {
      const [told] = await connection.requestAll([`AVBL ${this.#absolute('') || '/'}`]);
      return sizeOf(told);
    });
  }

  async describe(signal: AbortSignal): Promise<readonly Finding[]> {
    const { facts } = this.#connected();
    const { connections: wanted } = this.#settings;
    try {
      // A file's listing is short and not empty, which is what finding out needs.
      for await (const listed of this.list('', signal)) {
        const plain = listed.find(({ name, entry }) => entry.kind === 'file' && /^[\w.-]+$/.test(name));
        if (plain !== undefined) this.#probe(plain.name);
      }
      await this.#probing;
      return await describeServer({
        pool: this.#pool,
        facts,
        habits: this.#connector.habits,
        wanted,
        signal,
      });
    } catch (error) {
      throwIfStopped(signal);
      throw operationError(error, 'checked', '', this.#settings);
    }
  }

  async close(): Promise<void> {
    await this.#pool.close();
  }

  /** Finds out in the background, once, whether commands may go ahead of replies, by listing what is known to be there. */
  #probe(path: ItemPath): void {
    const there = this.#absolute(path);
    // LIST takes flags and patterns, so only what cannot be either is listed.
    if (this.#probed || !/^\/[\w./-]+$/.test(there)) return;
    this.#probed = true;
    this.#probing = this.#pool
      .use(
        AbortSignal.timeout(PROBE_MS),
        (connection, { commit }) => {
          commit();
          return probeAhead(connection, `LIST ${there}`);
        },
        { alone: true },
      )
      // Nothing was found out, so nothing is sent ahead. What is wrong with the line shows in the work itself.
      .catch(() => undefined);
  }

  #folderInWords(folder: string | undefined): string | undefined {
    if (folder === undefined) return undefined;
    return printable(encodingFor(this.#settings).decode(folder) ?? folder) || '/';
  }

  #connected(): Known {
    if (this.#known === undefined) throw new Error('The target is not connected.');
    return this.#known;
  }

  /** The path of an item on the server, in wire form. Absolute, so that no name in it can pass for a flag or a pattern at its beginning. */
  #absolute(path: ItemPath): string {
    const { facts, names } = this.#connected();
    return [isKeptOutside(path) ? '' : facts.root, ...names.encode(path)].join('/');
  }

  async #attempt<T>(
    path: ItemPath,
    doing: Doing,
    signal: AbortSignal,
    work: (connection: FtpConnection, known: Known) => Promise<T>,
    options: JobOptions = {},
  ): Promise<T> {
    const job = async (connection: FtpConnection): Promise<T> => {
      await this.#checkName(connection, path, doing === 'created');
      return await work(connection, this.#connected());
    };
    try {
      return await this.#pool.use(signal, job, options);
    } catch (error) {
      throwIfStopped(signal);
      throw operationError(error, doing, path, this.#settings);
    }
  }

  /**
   * To be called before an item is used: finds out in which bytes the server has the names in its path, and rejects where it would take
   * them for others.
   */
  async #checkName(connection: FtpConnection, path: ItemPath, isNew: boolean): Promise<void> {
    const { guard, names } = this.#connected();
    const list = (folder: ItemPath): Promise<unknown> => this.#listOn(connection, folder);
    await guard.check(connection, path, isNew, list);
    await names.findBytes(path, list);
  }

  async #listOn(
    connection: FtpConnection,
    folder: ItemPath,
    { namesOnRecord, onSeen }: ListOptions = {},
  ): Promise<readonly Listed[]> {
    const { lister, names } = this.#connected();
    const absolute = this.#absolute(folder) || '/';
    const inWire = namesOnRecord && (async () => names.encodeAll(folder, await namesOnRecord()));
    const ask = (): Promise<readonly Listed[]> =>
      lister.list(connection, absolute, { namesOnRecord: inWire, onSeen });
    return names.learn(folder, await askLearning(this.#connector.habits, ask));
  }

  async #statOn(connection: FtpConnection, path: ItemPath): Promise<Entry | undefined> {
    const { facts } = this.#connected();
    if (path === '') return { kind: 'folder' };
    const sight = { features: facts.features, followLinks: this.#settings.followLinks === true };
    const byListing = async (): Promise<Entry | undefined> => {
      // A list without it has to be as sure as if it were on record.
      const namesOnRecord = (): Promise<readonly string[]> => Promise.resolve([nameOf(path)]);
      const listed = await this.#listOn(connection, parentOf(path), { namesOnRecord });
      return listed.find(({ name }) => name === nameOf(path))?.entry;
    };
    const absolute = this.#absolute(path);
    const entry = await askLearning(this.#connector.habits, () =>
      statOn(connection, absolute, sight, byListing),
    );
    return entry?.kind === 'folder' && sight.followLinks ? folderUnlessBack(connection, absolute) : entry;
  }

  #writeContext(alone: boolean): WriteContext {
    const { facts, times, modes } = this.#connected();
    return {
      pool: this.#pool,
      alone,
      facts,
      times,
      modes,
      absolute: (path) => this.#absolute(path),
      guard: (connection, path) => this.#checkName(connection, path, true),
      stat: (connection, path) => this.#statOn(connection, path),
      wrongSize: (path, size, got) => wrongSize(path, size, got, this.#settings.side),
    };
  }
}
