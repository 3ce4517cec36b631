import type { Entry, ItemPath } from '../../../shared/entry/entry.js';
import { nameOf, parentOf } from '../../../shared/entry/path.js';
import { connectionRange } from '../../../shared/profile/connection-range.js';
import type { Doing } from '../text.js';
import { isKeptOutside, printable } from '../item-path.js';
import { throwIfStopped } from '../../../shared/problem-error.js';
import type { Listed, ListOptions } from '../target.js';
import type { FtpConnection } from './session/connection.js';
import { Connector } from './server/connect.js';
import { showsModes } from './protocol/features.js';
import { ConfirmedList } from './confirm/confirmed-list.js';
import { Confirmer } from './confirm/confirmer.js';
import { FtpHasher } from './ops/hash.js';
import { folderUnlessBack } from './ops/links.js';
import { FileModes } from './ops/modes.js';
import { FtpLister } from './ops/list.js';
import { operationError } from './session/errors.js';
import type { FtpSettings } from './protocol/settings.js';
import { statOn } from './ops/stat.js';
import { NameGuard } from './server/name-guard.js';
import { encodingFor } from './protocol/encodings.js';
import type { JobOptions } from './session/member.js';
import { ConnectionPool } from './session/pool.js';
import { PROBE_MS, probeAhead } from './server/probe.js';
import type { ServerCapabilities } from './server/discover.js';
import { askAgainIfUnknown } from './session/learned.js';
import { RetryAlone } from './ops/retry-alone.js';
import { TimeKeeping } from './server/time-support.js';
import { WireNames } from './server/wire-names.js';

/** What is known once the target is connected. */
interface Known {
  readonly capabilities: ServerCapabilities;
  readonly lister: FtpLister;
  readonly guard: NameGuard;
  readonly names: WireNames;
  readonly hasher: FtpHasher;
  readonly times: TimeKeeping;
  readonly modes: FileModes;
  readonly confirmed: ConfirmedList;
}

/** One server as its target reaches it: its connections, what is known of it, and the ways to look at an item that all operations share. */
export class FtpAccess {
  readonly settings: FtpSettings;
  readonly connector: Connector;
  readonly pool: ConnectionPool;
  readonly retryAlone = new RetryAlone();
  #known: Known | undefined;
  #probed = false;
  /** Resolves when finding out is over, if it has begun. */
  #probing: Promise<void> | undefined;

  constructor(settings: FtpSettings) {
    this.settings = settings;
    this.connector = new Connector(settings);
    const { connections, findings } = settings;
    this.pool = new ConnectionPool({
      open: (signal) => this.connector.open(signal),
      range: connectionRange(connections),
      refused: findings?.known.refused,
      onRefused: (refused) => findings?.record({ refused }),
    });
  }

  async connect(signal: AbortSignal): Promise<void> {
    // Every connection that is opened is ready for work, and has found out what there is to know.
    await this.pool.use(signal, () => Promise.resolve());
    const { capabilities } = this.connector;
    const keeps = this.settings.keepPermissions === true && showsModes(capabilities.features);
    const modes = new FileModes(capabilities.features, keeps);
    const guard = new NameGuard(capabilities.root);
    const note = (folder: string, listed: readonly Listed[]): void => {
      modes.record(folder, listed);
      guard.observe(folder, listed);
    };
    this.#known = {
      capabilities,
      lister: new FtpLister(capabilities, this.settings, note),
      guard,
      hasher: new FtpHasher(capabilities.features.hashes),
      times: new TimeKeeping(capabilities.timeSetter),
      modes,
      names: new WireNames(encodingFor(this.settings), this.settings.side),
      confirmed: new ConfirmedList(
        new Confirmer(this.pool, capabilities.features, this.connector.learned, Date.now),
        this.connector.learned,
        (confirms) => this.settings.findings?.record({ confirms }),
      ),
    };
  }

  /** What is known of the server; `undefined` until it is connected. */
  get known(): Known | undefined {
    return this.#known;
  }

  /** Resolves when what `probe` has begun is over. */
  async probed(): Promise<void> {
    await this.#probing;
  }

  connected(): Known {
    if (this.#known === undefined) throw new Error('The target is not connected.');
    return this.#known;
  }

  folderInWords(folder: string | undefined): string | undefined {
    if (folder === undefined) return undefined;
    return printable(encodingFor(this.settings).decode(folder) ?? folder) || '/';
  }

  /** The path of an item on the server, in wire form. Absolute, so that no name in it can pass for a flag or a pattern at its beginning. */
  absolute(path: ItemPath): string {
    const { capabilities, names } = this.connected();
    return [isKeptOutside(path) ? '' : capabilities.root, ...names.encode(path)].join('/');
  }

  async attempt<T>(
    path: ItemPath,
    doing: Doing,
    signal: AbortSignal,
    work: (connection: FtpConnection, known: Known) => Promise<T>,
    options: JobOptions = {},
  ): Promise<T> {
    const job = async (connection: FtpConnection): Promise<T> => {
      await this.checkName(connection, path, doing === 'created');
      return await work(connection, this.connected());
    };
    try {
      return await this.pool.use(signal, job, options);
    } catch (error) {
      throwIfStopped(signal);
      throw operationError(error, doing, path, this.settings);
    }
  }

  /**
   * To be called before an item is used: finds out in which bytes the server has the names in its path, and rejects where it would take
   * them for others.
   */
  async checkName(connection: FtpConnection, path: ItemPath, isNew: boolean): Promise<void> {
    const { guard, names } = this.connected();
    const list = (folder: ItemPath): Promise<unknown> => this.listOn(connection, folder);
    await guard.check(connection, path, isNew, list);
    await names.findBytes(path, list);
  }

  async listOn(
    connection: FtpConnection,
    folder: ItemPath,
    { namesOnRecord, onSeen }: ListOptions = {},
  ): Promise<readonly Listed[]> {
    const { lister, names } = this.connected();
    const absolute = this.absolute(folder) || '/';
    const inWire = namesOnRecord && (async () => names.encodeAll(folder, await namesOnRecord()));
    const ask = (): Promise<readonly Listed[]> =>
      lister.list(connection, absolute, { namesOnRecord: inWire, onSeen });
    return names.learn(folder, await askAgainIfUnknown(this.connector.learned, ask));
  }

  async statOn(connection: FtpConnection, path: ItemPath): Promise<Entry | undefined> {
    const { capabilities, modes } = this.connected();
    if (path === '') return { kind: 'folder' };
    const absolute = this.absolute(path);
    const statOptions = {
      features: capabilities.features,
      followLinks: this.settings.followLinks === true,
      onMode: (mode: number | undefined) => modes.recordFile(absolute, mode),
    };
    const byListing = async (): Promise<Entry | undefined> => {
      // A list without it has to be as sure as if it were on record.
      const namesOnRecord = (): Promise<readonly string[]> => Promise.resolve([nameOf(path)]);
      const listed = await this.listOn(connection, parentOf(path), { namesOnRecord });
      return listed.find(({ name }) => name === nameOf(path))?.entry;
    };
    const entry = await askAgainIfUnknown(this.connector.learned, () =>
      statOn(connection, absolute, statOptions, byListing),
    );
    return entry?.kind === 'folder' && statOptions.followLinks
      ? folderUnlessBack(connection, absolute)
      : entry;
  }

  /** Lets go of every connection, and remembers what has been found out on the way. */
  async close(): Promise<void> {
    const { single, ahead } = this.connector.learned;
    const found = single || ahead === 'unknown' ? undefined : ahead === 'yes';
    const { findings } = this.settings;
    if (found !== undefined && found !== findings?.known.ahead) findings?.record({ ahead: found });
    await this.pool.close();
  }

  /** Finds out in the background, once, whether commands may go ahead of replies, by listing what is known to be there. */
  probe(path: ItemPath): void {
    const there = this.absolute(path);
    // LIST takes flags and patterns, so only what cannot be either is listed.
    if (this.#probed || this.connector.learned.ahead !== 'unknown' || !/^\/[\w./-]+$/.test(there)) return;
    this.#probed = true;
    this.#probing = this.pool
      .use(
        AbortSignal.timeout(PROBE_MS),
        (connection, { commit }) => {
          commit();
          return probeAhead(connection, `LIST ${there}`);
        },
        { alone: true },
      )
      // Nothing was found out, so nothing is sent ahead. What is wrong with the connection shows in the work itself.
      .catch(() => undefined);
  }
}
