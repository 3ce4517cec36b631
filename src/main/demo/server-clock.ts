import { Stats } from 'node:fs';
import { FileSystem } from 'ftp-srv';

/**
 * When the demonstration was prepared, and how long ago the server pretends that this was. The server stamps uploads with
 * the time of their arrival, so without this every file would look as if it had been put there a moment ago.
 */
export interface ServerClock {
  /** Milliseconds since 1970 in UTC; both ends belong to it. */
  readonly preparedFromMs: number;
  readonly preparedToMs: number;
  readonly agoMs: number;
}

/** The server's files, those from the preparation with their pretended time in every answer. */
export class PretendingFileSystem extends FileSystem {
  readonly #clock: () => ServerClock;

  constructor(
    connection: FileSystem['connection'],
    options: { readonly root: string; readonly cwd: string },
    clock: () => ServerClock,
  ) {
    super(connection, options);
    this.#clock = clock;
  }

  override async get(name: string): Promise<unknown> {
    return this.#pretend(await super.get(name));
  }

  override async list(path?: string): Promise<readonly unknown[]> {
    const found: unknown = await super.list(path);
    return Array.isArray(found) ? found.map((stats: unknown) => this.#pretend(stats)) : [];
  }

  #pretend(stats: unknown): unknown {
    const { preparedFromMs, preparedToMs, agoMs } = this.#clock();
    if (stats instanceof Stats && stats.mtimeMs >= preparedFromMs && stats.mtimeMs <= preparedToMs) {
      stats.mtime = new Date(stats.mtimeMs - agoMs);
    }
    return stats;
  }
}
