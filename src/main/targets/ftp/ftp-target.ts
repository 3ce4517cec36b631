import type { Readable } from 'node:stream';
import type { Entry, FileEntry, ItemPath } from '../../../shared/entry/entry.js';
import type { Doing } from '../text.js';
import type { Finding } from '../finding.js';
import { safeNames } from '../item-path.js';
import { stoppedError, throwIfStopped } from '../../../shared/problem-error.js';
import type {
  Features,
  HashName,
  Listed,
  ListOptions,
  OnRecord,
  ReadOptions,
  Target,
  WriteOptions,
} from '../target.js';
import { FtpAccess } from './ftp-access.js';
import { describeServer } from './server/describe.js';
import { DownloadStream } from './data/download-stream.js';
import { operationError } from './session/errors.js';
import type { FtpSettings } from './protocol/settings.js';
import { removeFolderOn } from './ops/remove.js';
import { sizeOf } from './ops/stat.js';
import { writeWhole, type WriteContext } from './ops/write.js';
import { ReceiveBuffer } from './data/receive-buffer.js';
import { notAsExpected, wrongSize } from './ops/item-problems.js';
import { JOBS_EACH } from './session/pool.js';
import { tlsRefusals } from './session/tls-refusals.js';
import { refusal } from './protocol/reply.js';
import { isSmall, startDownload } from './data/transfer.js';

/** Entries up to which listing a folder again costs nothing to speak of. */
const SHORT_LISTING = 200;

/** A folder on an FTP server, reached in the clear or through explicit TLS. */
export class FtpTarget implements Target {
  readonly #access: FtpAccess;
  #warmed = false;

  constructor(settings: FtpSettings) {
    this.#access = new FtpAccess(settings);
  }

  get features(): Features {
    return {
      setsTimesToMs: this.#access.known?.times.stepMs,
      foldsNames: false,
      hashes: this.#access.known?.hasher.names ?? [],
      resumes: this.#access.connector.features.rest,
      nameRules: this.#access.known?.capabilities.nameRules ?? 'posix',
      concurrency: Math.min(this.#access.pool.start, this.#access.pool.limit) * JOBS_EACH,
      // As a rule the inode number, which file systems give to another file once the first is gone.
      fileIds: 'reused',
      // LIST shows local times; MLSD and MDTM tell those of UTC (RFC 3659, 2.3).
      localTimes: !this.#access.connector.features.mlst && !this.#access.connector.features.mdtm,
      offersTls: this.#access.settings.secure
        ? undefined
        : this.#access.connector.features.tls && !tlsRefusals.has(this.#access.settings),
      connections: this.#access.pool.mostOpen,
      expect: (operations) => this.#access.pool.warm(operations),
      hash: (path, name, signal) => this.#hash(path, name, signal),
      modeOf: (path, signal) => this.#modeOf(path, signal),
      describe: (signal) => this.#describe(signal),
    };
  }

  get rootFolder(): string | undefined {
    return this.#access.folderInWords(this.#access.known?.capabilities.root);
  }

  get signInFolder(): string | undefined {
    return this.#access.folderInWords(this.#access.known?.capabilities.signedIn);
  }

  connect(signal: AbortSignal): Promise<void> {
    return this.#access.connect(signal);
  }

  async *list(
    folder: ItemPath,
    signal: AbortSignal,
    options: ListOptions = {},
  ): AsyncIterable<readonly Listed[]> {
    const { confirmed, modes, names } = this.#access.connected();
    const list = async (): Promise<readonly Listed[]> => {
      const listed = await this.#access.attempt(folder, 'listed', signal, (connection) => {
        // The folders that it holds are asked for next, all at once.
        if (!this.#warmed) this.#access.pool.warm();
        this.#warmed = true;
        return this.#access.listOn(connection, folder, options);
      });
      if (listed.length > 0 && listed.length <= SHORT_LISTING) this.#access.probe(folder);
      return listed;
    };
    const recorded = await this.#mayConfirm(folder, options);
    const expected = recorded && names.encodeRecord(folder, recorded);
    if (recorded === undefined || expected === undefined) {
      yield await list();
      return;
    }
    const asked = { folder: this.#access.absolute(folder) || '/', expected, recorded, signal, list };
    const found = await confirmed.find(asked);
    if (found.told !== undefined) modes.record(asked.folder, found.told);
    if (found.confirmed) options.onConfirmed?.();
    yield found.confirmed ? names.learn(folder, found.listed) : found.listed;
  }

  /** What is on record of a folder that need not be listed where that can be confirmed. */
  async #mayConfirm(folder: ItemPath, { onRecord }: ListOptions): Promise<OnRecord | undefined> {
    const { followLinks, line } = this.#access.settings;
    if (followLinks === true || line.ftpCommands === 'single') return undefined;
    return this.#access.connected().names.unlisted(folder).length > 0 ? undefined : onRecord?.();
  }

  #modeOf(path: ItemPath, signal: AbortSignal): Promise<number | undefined> {
    return this.#access.attempt(path, 'checked', signal, (connection) =>
      this.#access.connected().modes.of(connection, this.#access.absolute(path)),
    );
  }

  stat(path: ItemPath, signal: AbortSignal): Promise<Entry | undefined> {
    return this.#access.attempt(path, 'checked', signal, (connection) =>
      this.#access.statOn(connection, path),
    );
  }

  async read(path: ItemPath, { signal, size: expected, from = 0 }: ReadOptions): Promise<Readable> {
    const mapError = (error: unknown): Error => {
      this.#access.retryAlone.record(path, error);
      return signal.aborted ? stoppedError() : operationError(error, 'read', path, this.#access.settings);
    };
    const retriesAlone = this.#access.retryAlone.take(path);
    try {
      return await this.#access.pool.use(
        signal,
        async (connection, { release }) => {
          const { capabilities } = this.#access.connected();
          await this.#access.checkName(connection, path, false);
          const file = this.#access.absolute(path);
          const size = capabilities.features.size ? `SIZE ${file}` : undefined;
          const receiveBuffer = new ReceiveBuffer();
          const download = await startDownload(connection, `RETR ${file}`, size, { from, receiveBuffer });
          const announced = sizeOf(download.data.firstReply);
          this.#access.probe(path);
          return new DownloadStream(download, {
            connection,
            receiveBuffer,
            size: announced === undefined ? undefined : announced - from,
            signal,
            mapError,
            wrongSize: (got) => wrongSize(path, announced ?? 0, got + from, this.#access.settings.side),
            release,
          });
        },
        { keep: true, alone: retriesAlone || from > 0 || !isSmall(expected) },
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
      safeNames(path, 'posix', this.#access.settings.side);
      const context = this.#writeContext(this.#access.retryAlone.take(path));
      const written = await writeWhole(path, source, options, context);
      this.#access.probe(path);
      return written;
    } catch (error) {
      throwIfStopped(options.signal);
      this.#access.retryAlone.record(path, error);
      throw operationError(error, 'written', path, this.#access.settings);
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
    return this.#access.attempt(from, doing, signal, async (connection) => {
      tries += 1;
      await this.#access.checkName(connection, to, true);
      const [found, renamed] = await connection.requestAll([
        `RNFR ${this.#access.absolute(from)}`,
        `RNTO ${this.#access.absolute(to)}`,
      ]);
      if (renamed?.good === true) return;
      // The connection broke in the first try, but the server had renamed it by then.
      if (tries > 1 && found?.good !== true && (await this.#access.statOn(connection, to)) !== undefined)
        return;
      throw refusal(found?.good === true ? renamed : found);
    });
  }

  makeFolder(path: ItemPath, signal: AbortSignal): Promise<void> {
    return this.#access.attempt(path, 'created', signal, async (connection, { names }) => {
      const [made] = await connection.requestAll([`MKD ${this.#access.absolute(path)}`]);
      if (made?.good === true) {
        names.made(path);
        return;
      }
      const there = await this.#access.statOn(connection, path);
      if (there === undefined) throw refusal(made);
      if (there.kind !== 'folder')
        throw notAsExpected('already-exists', path, 'created', 'a file has its name', this.#access.settings);
    });
  }

  removeFile(path: ItemPath, signal: AbortSignal): Promise<void> {
    return this.#access.attempt(path, 'deleted', signal, async (connection) => {
      const [deleted] = await connection.requestAll([`DELE ${this.#access.absolute(path)}`]);
      if (deleted?.good === true) return;
      const there = await this.#access.statOn(connection, path);
      if (there === undefined) return;
      if (there.kind !== 'file')
        throw notAsExpected(
          'changed-meanwhile',
          path,
          'deleted',
          'it is no longer a file',
          this.#access.settings,
        );
      throw refusal(deleted);
    });
  }

  removeFolder(path: ItemPath, signal: AbortSignal): Promise<void> {
    return this.#access.attempt(path, 'deleted', signal, (connection, { capabilities }) => {
      const folder = this.#access.absolute(path);
      return removeFolderOn(connection, folder, {
        root: capabilities.root,
        followLinks: this.#access.settings.followLinks === true,
        stat: () => this.#access.statOn(connection, path),
        list: () => this.#access.listOn(connection, path),
        problem: (kind, because) => notAsExpected(kind, path, 'deleted', because, this.#access.settings),
      });
    });
  }

  #hash(path: ItemPath, name: HashName, signal: AbortSignal): Promise<string | undefined> {
    // It takes as long as reading the file takes the server.
    return this.#access.attempt(
      path,
      'read',
      signal,
      async (connection, { capabilities, hasher }) => {
        const file = this.#access.absolute(path);
        const [sized] = capabilities.features.size ? await connection.requestAll([`SIZE ${file}`]) : [];
        return await hasher.hash(connection, file, name, sizeOf(sized) ?? 0);
      },
      { alone: true },
    );
  }

  freeSpace(signal: AbortSignal): Promise<number | undefined> {
    if (!this.#access.connector.features.avbl) return Promise.resolve(undefined);
    return this.#access.attempt('', 'checked', signal, async (connection) => {
      const [told] = await connection.requestAll([`AVBL ${this.#access.absolute('') || '/'}`]);
      return sizeOf(told);
    });
  }

  async #describe(signal: AbortSignal): Promise<readonly Finding[]> {
    const { capabilities } = this.#access.connected();
    try {
      // A file's listing is short and not empty, which is what finding out needs.
      for await (const listed of this.list('', signal)) {
        const plain = listed.find(({ name, entry }) => entry.kind === 'file' && /^[\w.-]+$/.test(name));
        if (plain !== undefined) this.#access.probe(plain.name);
      }
      await this.#access.probed();
      return await describeServer({
        pool: this.#access.pool,
        capabilities,
        learned: this.#access.connector.learned,
        signal,
      });
    } catch (error) {
      throwIfStopped(signal);
      throw operationError(error, 'checked', '', this.#access.settings);
    }
  }

  async close(): Promise<void> {
    await this.#access.close();
  }

  #writeContext(alone: boolean): WriteContext {
    const { capabilities, times, modes } = this.#access.connected();
    return {
      pool: this.#access.pool,
      alone,
      capabilities,
      times,
      modes,
      absolute: (path) => this.#access.absolute(path),
      guard: (connection, path) => this.#access.checkName(connection, path, true),
      stat: (connection, path) => this.#access.statOn(connection, path),
      wrongSize: (path, size, got) => wrongSize(path, size, got, this.#access.settings.side),
    };
  }
}
