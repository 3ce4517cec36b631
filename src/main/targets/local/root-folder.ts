import type { Stats } from 'node:fs';
import { join, normalize } from 'node:path';
import type { Volume } from '../../../shared/entry/baseline.js';
import type { ItemPath, Side } from '../../../shared/entry/entry.js';
import type { NameRules } from '../../../shared/entry/names.js';
import { joinPath, parentOf } from '../../../shared/entry/path.js';
import type { Doing } from '../text.js';
import { isKeptOutside, printable, safeNames } from '../item-path.js';
import { stoppedError, ProblemError, throwIfStopped } from '../../../shared/problem-error.js';
import { foldersAbove } from '../link-loops.js';
import { lookWith, realAbove, type Above, type ItemOptions } from './ops/stat.js';
import { errorCode, localError } from './errors.js';
import { opendir } from './original-fs.js';
import { topOfVolume, volumeOf } from './volume/volume-of.js';
import type { Way } from './worker/disk-protocol.js';

/**
 * The root folder of a local target: where its items lie on the disk. No path leads out of it (S9): every folder on the way is looked at before
 * an item is used.
 */
export class RootFolder {
  /** Absolute. */
  readonly root: string;
  readonly side: Side;
  /** Asks about an item, through a link at its end where links are followed. */
  readonly look: (path: string) => Promise<Stats>;
  /** What a path has to be like to lie below the root: of what a disk can hold, the disk is asked. */
  readonly rules: NameRules = process.platform === 'win32' ? 'windows' : 'posix';
  /** The volumes of the root, and of the folders below that were seen to lie on another one than the folder above them. */
  readonly #volumes = new Map<ItemPath, Volume>();

  /** Looks at folders that are under way, by their absolute paths. */
  readonly #looks = new Map<string, Promise<Stats>>();

  /** `side` is named in problems. */
  constructor(root: string, side: Side, itemOptions: ItemOptions) {
    this.root = root;
    this.side = side;
    this.look = lookWith(itemOptions);
  }

  /** The absolute path of an item, after a look at every folder above it. */
  async inFolder(path: ItemPath): Promise<string> {
    return this.throughFolders(path, parentOf(path));
  }

  /**
   * The absolute path of `path`. Rejects with `ENOTDIR` unless `folder`, which is `path` or its parent, and every folder above
   * it is a folder; a real one unless links are followed, because a symbolic link among them could lead out of the root.
   */
  async throughFolders(path: ItemPath, folder: ItemPath): Promise<string> {
    if (isKeptOutside(path)) return normalize(path);
    const absolute = join(this.root, ...safeNames(path, this.rules, this.side));
    await this.#pass(folder, async (above) => {
      const stats = await this.#lookOnWay(above);
      if (!stats.isDirectory()) throw codedError('ENOTDIR');
      return stats.dev;
    });
    return absolute;
  }

  /** Many files of one folder are worked on at once: a look at it that is under way serves all who ask meanwhile. */
  #lookOnWay(folder: string): Promise<Stats> {
    const underWay = this.#looks.get(folder);
    if (underWay !== undefined) return underWay;
    const look = this.look(folder).finally(() => this.#looks.delete(folder));
    this.#looks.set(folder, look);
    return look;
  }

  /** The way to a folder, for whoever looks at every folder on it himself, and then tells by `passed` what he has found. */
  wayTo(folder: ItemPath): Pick<Way, 'root' | 'folders'> {
    if (isKeptOutside(folder)) return { root: normalize(folder), folders: [] };
    return { root: this.root, folders: safeNames(folder, this.rules, this.side) };
  }

  /** Takes in on which devices the folders on the way to `folder` lie. */
  async passed(folder: ItemPath, devices: readonly number[]): Promise<void> {
    if (!isKeptOutside(folder)) await this.#pass(folder, (_, index, device) => devices[index] ?? device);
  }

  /** Follows the way to a folder, and sees where another volume begins; `deviceOf` is told the device of the folder above. */
  async #pass(
    folder: ItemPath,
    deviceOf: (absolute: string, index: number, above: number) => Promise<number> | number,
  ): Promise<void> {
    let above = this.root;
    let passed: ItemPath = '';
    let { device } = this.#volumes.get('') ?? (await this.#seeVolume('', this.root));
    for (const [index, name] of folder === '' ? [] : folder.split('/').entries()) {
      above = join(above, name);
      passed = joinPath(passed, name);
      const found = await deviceOf(above, index, device);
      if (found === device) {
        this.#volumes.delete(passed);
        continue;
      }
      const seen = this.#volumes.get(passed);
      ({ device } = seen?.device === found ? seen : await this.#seeVolume(passed, above));
    }
  }

  /** See `Features.otherVolumes`. */
  get otherVolumes(): ReadonlyMap<ItemPath, Volume> {
    return this.#volumes;
  }

  /** See `Features.volumeAt`. */
  async volumeAt(folder: ItemPath): Promise<Volume | undefined> {
    this.#volumes.delete(folder);
    try {
      await this.throughFolders(folder, folder);
    } catch (error) {
      const code = errorCode(error);
      if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
      throw error;
    }
    return this.#volumes.get(folder);
  }

  async #seeVolume(folder: ItemPath, absolute: string): Promise<Volume> {
    // What is mounted on demand is there only once somebody has looked into it.
    await opendir(absolute).then(
      (opened) => opened.close(),
      () => undefined,
    );
    // The root may be made anew, and still lie where it lay: it is the top of its volume that has to be the same.
    const volume = await volumeOf(folder === '' ? await topOfVolume(absolute) : absolute);
    this.#volumes.set(folder, volume);
    return volume;
  }

  above(folder: ItemPath): Above {
    return realAbove(foldersAbove(folder).map((path) => join(this.root, path)));
  }

  async attempt<T>(path: ItemPath, doing: Doing, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    throwIfStopped(signal);
    try {
      return await work();
    } catch (error) {
      throw this.error(error, path, doing);
    }
  }

  error(error: unknown, path: ItemPath, doing: Doing): ProblemError {
    return localError(error, { side: this.side, root: this.root, path, doing });
  }

  wrongSize(path: ItemPath, size: number, got: number): ProblemError {
    return new ProblemError({
      kind: 'transfer-incomplete',
      what: `“${printable(path)}” should have ${size} bytes, but ${got < size ? `only ${got}` : 'more'} arrived.`,
      advice: 'It probably changed while it was read. Compare again.',
      side: this.side,
      path,
    });
  }
}

export function codedError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** Rejects with `ETIMEDOUT` when `work` takes longer, and with `stopped` on abort; `work` itself goes on unheeded. */
export async function withinTime(work: Promise<void>, ms: number, signal: AbortSignal): Promise<void> {
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
