import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Entry, FileEntry, ItemPath } from '../../src/shared/entry/entry.js';
import { LOCK_FILE } from '../../src/main/sync/lock/lock-file.js';
import type { Features, Listed, ReadOptions, Target, WriteOptions } from '../../src/main/targets/target.js';

/** How many folders there are, and how many files each holds. */
export interface Forest {
  readonly folders: number;
  readonly filesEach: number;
}

const T0 = Date.UTC(2026, 0, 1);
const CHUNK = 1_000;

/**
 * A side that holds as many files as one likes and takes no room for them: what it lists is made up while it is listed, the
 * same each time. What is written to it is taken in and forgotten, but for the lock of a run.
 */
export class GeneratedTarget implements Target {
  readonly features: Features = {
    setsTimesToMs: 1,
    hashes: [],
    nameRules: 'posix',
    foldsNames: false,
    concurrency: 8,
    resumes: false,
  };
  readonly #forest: Forest;
  /** A run that does not find its lock any more ends. */
  #lock: string | undefined;

  constructor(forest: Forest) {
    this.#forest = forest;
  }

  connect(): Promise<void> {
    return Promise.resolve();
  }

  async *list(folder: ItemPath): AsyncIterable<readonly Listed[]> {
    // A listing arrives from outside, so that others get their turn.
    await new Promise((resolve) => setImmediate(resolve));
    const { folders, filesEach } = this.#forest;
    const count = folder === '' ? folders : filesEach;
    let chunk: Listed[] = [];
    for (let n = 0; n < count; n += 1) {
      chunk.push(
        folder === ''
          ? { name: `folder number ${n}`, entry: { kind: 'folder' } }
          : { name: `photograph-${n}.jpeg`, entry: fileAt(n) },
      );
      if (chunk.length === CHUNK) {
        yield chunk;
        chunk = [];
      }
    }
    yield chunk;
  }

  stat(path: ItemPath): Promise<Entry | undefined> {
    const [folder, file, ...deeper] = path.split('/');
    if (path === '') return Promise.resolve({ kind: 'folder' });
    if (path === LOCK_FILE) {
      return Promise.resolve(
        this.#lock === undefined ? undefined : { kind: 'file', size: this.#lock.length },
      );
    }
    const inRange = (name: string | undefined, count: number): boolean =>
      Number(/\d+/.exec(name ?? '')?.[0] ?? NaN) < count;
    if (deeper.length > 0 || !inRange(folder, this.#forest.folders)) return Promise.resolve(undefined);
    if (file === undefined) return Promise.resolve({ kind: 'folder' });
    if (!inRange(file, this.#forest.filesEach)) return Promise.resolve(undefined);
    return Promise.resolve(fileAt(Number(/\d+/.exec(file)?.[0])));
  }

  read(path: ItemPath, { size }: ReadOptions): Promise<Readable> {
    if (path === LOCK_FILE) return Promise.resolve(Readable.from([Buffer.from(this.#lock ?? '')]));
    return Promise.resolve(Readable.from([Buffer.alloc(size ?? 0)]));
  }

  freeSpace(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  async write(path: ItemPath, source: Readable, options: WriteOptions): Promise<FileEntry> {
    const content = await text(source);
    if (path === LOCK_FILE) this.#lock = content;
    await options.beforeReplace();
    return { kind: 'file', size: options.size, modified: { ms: options.modifiedMs ?? T0, precisionMs: 1 } };
  }

  move(): Promise<void> {
    return Promise.resolve();
  }

  keep(): Promise<void> {
    return Promise.resolve();
  }

  makeFolder(): Promise<void> {
    return Promise.resolve();
  }

  removeFile(path: ItemPath): Promise<void> {
    if (path === LOCK_FILE) this.#lock = undefined;
    return Promise.resolve();
  }

  removeFolder(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function fileAt(n: number): FileEntry {
  return { kind: 'file', size: 100 + (n % 100), modified: { ms: T0 + n * 61_000, precisionMs: 1 } };
}
