import { stat } from 'node:fs/promises';
import { normalize, relative, sep } from 'node:path';
import type { FSWatcher } from 'chokidar';
import { ANYTHING, NO_CHANGES, together, type Changes } from './changes.js';

/** How long nothing may happen before changes count as finished, in milliseconds. */
const REST_MS = 300;

/** Changes that never rest are told of after this long all the same. */
const LONGEST_MS = 10_000;

/** How long a file's size has to stay the same before it counts as written. */
const WRITTEN = { stabilityThreshold: 500, pollInterval: 100 } as const;

/** How often a folder that is gone, or cannot be watched, is tried again. */
const RETRY_MS = 30_000;

export interface FolderWatcherOptions {
  /** Says of a path below the folder that nothing is told of it, or of what is in it, such as our own temporary files. */
  readonly ignored: (path: string) => boolean;
  /** Told what has changed and come to rest: anything, where something may have been missed, as at the beginning. */
  readonly changed: (changes: Changes) => void;
  /** The folder cannot be watched for now. */
  readonly failed: (error: unknown) => void;
}

/**
 * Tells of changes in a folder once they have come to rest: a burst of them is one, and a file that is still being written is none yet. It
 * only ever says *where* something changed; what, is for a comparison to find out. A folder that goes away is waited for.
 */
export class FolderWatcher {
  readonly #folder: string;
  readonly #options: FolderWatcherOptions;
  #watcher: FSWatcher | undefined;
  #rest: NodeJS.Timeout | undefined;
  #retry: NodeJS.Timeout | undefined;
  #firstMs: number | undefined;
  #changes = NO_CHANGES;
  #ended = false;

  constructor(folder: string, options: FolderWatcherOptions) {
    this.#folder = folder;
    this.#options = options;
    void this.#begin();
  }

  /** Ends it; nothing is told from now on. */
  async end(): Promise<void> {
    this.#ended = true;
    clearTimeout(this.#rest);
    clearTimeout(this.#retry);
    await this.#watcher?.close();
  }

  async #begin(): Promise<void> {
    const { ignored } = this.#options;
    // Loaded by those only who have folders watched.
    const { watch } = await import('chokidar');
    if (this.#ended) return;
    const watcher = watch(this.#folder, {
      ignoreInitial: true,
      followSymlinks: false,
      ignorePermissionErrors: true,
      awaitWriteFinish: WRITTEN,
      // It writes paths with slashes, on Windows as well.
      ignored: (path) => !isSame(path, this.#folder) && ignored(normalize(path)),
    });
    this.#watcher = watcher;
    watcher.on('all', (event, path) => {
      if (event === 'unlinkDir' && isSame(path, this.#folder)) this.#again();
      else this.#note(this.#itemAt(path));
    });
    watcher.on('error', (error) => {
      if (this.#retry === undefined) this.#options.failed(error);
      this.#again();
    });
    watcher.on('ready', () => void this.#beginsNow());
  }

  /**
   * Everything is watched from now on. What changed before, while the application was closed or the folder was read, was missed: it counts as a
   * change. A folder that is not there is watched without a word.
   */
  async #beginsNow(): Promise<void> {
    const there = await stat(this.#folder).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (there) this.#note(ANYTHING);
    else this.#again();
  }

  /** Watches anew after a while; what happened meanwhile was missed, so it counts as a change. */
  #again(): void {
    if (this.#ended || this.#retry !== undefined) return;
    void this.#watcher?.close();
    this.#retry = setTimeout(() => void this.#retryNow(), RETRY_MS);
    this.#retry.unref();
  }

  async #retryNow(): Promise<void> {
    this.#retry = undefined;
    const there = await stat(this.#folder).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (this.#ended) return;
    if (!there) {
      this.#again();
      return;
    }
    await this.#begin();
  }

  #itemAt(path: string): Changes {
    const item = relative(this.#folder, path);
    return item === '' ? ANYTHING : { kind: 'items', paths: [item.replaceAll(sep, '/')] };
  }

  #note(changes: Changes): void {
    if (this.#ended) return;
    this.#changes = together(this.#changes, changes);
    const now = performance.now();
    this.#firstMs ??= now;
    clearTimeout(this.#rest);
    const wait = Math.max(0, Math.min(REST_MS, this.#firstMs + LONGEST_MS - now));
    this.#rest = setTimeout(() => {
      this.#firstMs = undefined;
      const rested = this.#changes;
      this.#changes = NO_CHANGES;
      this.#options.changed(rested);
    }, wait);
  }
}

function isSame(one: string, other: string): boolean {
  return trimmed(one) === trimmed(other);
}

function trimmed(given: string): string {
  const path = normalize(given);
  return path.endsWith(sep) ? path.slice(0, -1) : path;
}
