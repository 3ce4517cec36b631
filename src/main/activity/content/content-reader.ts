import type { FileContent, ReadingProgress } from '../../../shared/content.js';
import type { Entry, FileEntry, ItemPath, Side } from '../../../shared/entry/entry.js';
import { refused, type Answer } from '../../../shared/ipc.js';
import { ProblemError, problemOf, stoppedError } from '../../../shared/problem-error.js';
import type { LoneSide } from '../../session/both-sides.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import type { FolderPair } from '../../session/folder-pair.js';
import { engineIfLoaded, loadEngine } from '../connection/engine.js';

/** How long a connection is kept for the next file that somebody looks at, in milliseconds. */
const KEPT_MS = 20_000;
/** The shortest time between two reports of progress, in milliseconds. */
const PROGRESS_MS = 100;

/** Which file somebody wants to look at. */
export interface ContentRequest {
  readonly path: ItemPath;
  readonly side: Side;
  /** What the comparison saw there. */
  readonly compared: FileEntry;
  /** Bytes to read at most, from the beginning. */
  readonly most: number;
}

/** A connection to one side, open or about to be. It is for whoever reads there, so nobody's giving up ends it but that of all. */
interface Connection {
  readonly side: Promise<LoneSide>;
  readonly controller: AbortController;
}

interface Reading {
  readonly controller: AbortController;
  readonly over: Promise<unknown>;
}

/**
 * Reads files for somebody to look at, beside the work of a profile: over a connection of its own for each side, which is kept for a while and
 * given up as soon as the profile has something to do. At most one file a side is read at once: a new request ends the one before.
 */
export class ContentReader {
  readonly #onProgress: (progress: ReadingProgress) => void;
  readonly #connections = new Map<Side, Connection>();
  readonly #readings = new Map<Side, Reading>();
  /** What is read beside those. */
  readonly #others = new Set<Reading>();
  #resting: NodeJS.Timeout | undefined;

  constructor(onProgress: (progress: ReadingProgress) => void) {
    this.#onProgress = onProgress;
  }

  /** Reads a file, or its beginning. Rejects with a `ProblemError`; `stopped` where it was ended. */
  read(pair: FolderPair, request: ContentRequest): Promise<FileContent> {
    return this.#inTurn(request.side, (signal) => this.#read(pair, request, signal));
  }

  /** The same as an answer. Never rejects. */
  async answer(pair: FolderPair, request: ContentRequest): Promise<Answer<FileContent>> {
    try {
      return { kind: 'ok', value: await this.read(pair, request) };
    } catch (error) {
      return refused(problemOf(error));
    }
  }

  /** What a side has under a path now. Rejects as `read` does. */
  look(pair: FolderPair, path: ItemPath, side: Side): Promise<Entry | undefined> {
    return this.#inTurn(side, (signal) =>
      this.#connectedTo(pair, side, signal, (target) => target.stat(path, signal)),
    );
  }

  /** What both versions of an item were made from, where that is still known. Rejects as `read` does. */
  async base(pair: FolderPair, item: PlanItem): Promise<Uint8Array | undefined> {
    const controller = new AbortController();
    const { signal } = controller;
    const over = this.#readBase(pair, item, signal);
    const reading = { controller, over: over.catch(() => undefined) };
    this.#others.add(reading);
    clearTimeout(this.#resting);
    try {
      return await over;
    } finally {
      this.#others.delete(reading);
      this.#restIfIdle();
    }
  }

  /** Does one thing with a side; what is being read there is given up for it. */
  async #inTurn<T>(side: Side, act: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    const before = this.#readings.get(side);
    before?.controller.abort();
    clearTimeout(this.#resting);
    const answer = (before?.over ?? Promise.resolve()).then(() => act(controller.signal));
    const over = answer.then(
      () => undefined,
      () => undefined,
    );
    const reading = { controller, over };
    this.#readings.set(side, reading);
    try {
      return await answer;
    } finally {
      if (this.#readings.get(side) === reading) this.#readings.delete(side);
      this.#restIfIdle();
    }
  }

  /** Ends what is being read, and keeps the connections for what comes next. */
  async stop(): Promise<void> {
    const readings = [...this.#readings.values(), ...this.#others];
    for (const { controller } of readings) controller.abort();
    await Promise.all(readings.map(({ over }) => over));
  }

  /** Ends what is being read and closes the connections. Never rejects. */
  async close(): Promise<void> {
    await this.stop();
    clearTimeout(this.#resting);
    const connections = [...this.#connections.values()];
    this.#connections.clear();
    await Promise.all(connections.map(closeConnection));
  }

  async #read(pair: FolderPair, request: ContentRequest, signal: AbortSignal): Promise<FileContent> {
    const { path, side } = request;
    let toldMs = 0;
    const onProgress = (bytesDone: number, bytesTotal: number): void => {
      const now = performance.now();
      if (now - toldMs < PROGRESS_MS && bytesDone < bytesTotal) return;
      toldMs = now;
      this.#onProgress({ path, side, bytesDone, bytesTotal });
    };
    const { readContent } = engineIfLoaded() ?? (await loadEngine());
    return this.#connectedTo(pair, side, signal, (target) =>
      readContent(target, { ...request, signal, onProgress }),
    );
  }

  async #readBase(pair: FolderPair, item: PlanItem, signal: AbortSignal): Promise<Uint8Array | undefined> {
    const { readBase } = engineIfLoaded() ?? (await loadEngine());
    const targetOf = async (side: Side): Promise<LoneSide['target']> =>
      (await this.#connected(pair, side, signal)).target;
    return readBase(pair.place, item, targetOf, signal);
  }

  async #open(pair: FolderPair, side: Side, signal: AbortSignal): Promise<LoneSide> {
    const { openSide } = engineIfLoaded() ?? (await loadEngine());
    return openSide(pair, side, signal);
  }

  /** Does something over the connection to a side, which may be gone; once more over a new one then. */
  async #connectedTo<T>(
    pair: FolderPair,
    side: Side,
    signal: AbortSignal,
    act: (target: LoneSide['target']) => Promise<T>,
  ): Promise<T> {
    const once = async (): Promise<T> => {
      if (signal.aborted) throw stoppedError();
      const { target } = await this.#connected(pair, side, signal);
      return act(target);
    };
    const wasOpen = this.#connections.has(side);
    try {
      return await once();
    } catch (error) {
      if (signal.aborted) throw stoppedError();
      if (!isConnectionGone(error)) throw error;
      await this.#drop(side);
      // Servers end connections that have been quiet for a while; a new one tells whether anything is wrong.
      if (!wasOpen) throw error;
      return await once();
    }
  }

  #connected(pair: FolderPair, side: Side, signal: AbortSignal): Promise<LoneSide> {
    const connection = this.#connections.get(side) ?? this.#connect(pair, side);
    return orStopped(connection.side, signal);
  }

  #connect(pair: FolderPair, side: Side): Connection {
    const controller = new AbortController();
    const connection = { side: this.#open(pair, side, controller.signal), controller };
    this.#connections.set(side, connection);
    connection.side.catch(() => {
      if (this.#connections.get(side) === connection) this.#connections.delete(side);
    });
    return connection;
  }

  async #drop(side: Side): Promise<void> {
    const connection = this.#connections.get(side);
    this.#connections.delete(side);
    if (connection !== undefined) await closeConnection(connection);
  }

  #restIfIdle(): void {
    if (this.#readings.size > 0 || this.#others.size > 0) return;
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => void this.close(), KEPT_MS);
    this.#resting.unref();
  }
}

/** Closes a connection, or gives it up where it is not open yet. Never rejects. */
async function closeConnection({ side, controller }: Connection): Promise<void> {
  controller.abort();
  await side.then(
    ({ close }) => close(),
    () => undefined,
  );
}

/** The same, for one who may stop waiting for it. Rejects with `stopped` then. */
async function orStopped<T>(awaited: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = (): void => reject(stoppedError());
  signal.addEventListener('abort', stop, { once: true });
  try {
    if (signal.aborted) throw stoppedError();
    return await Promise.race([awaited, promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function isConnectionGone(error: unknown): boolean {
  return error instanceof ProblemError && ['connection-lost', 'timed-out'].includes(error.problem.kind);
}
