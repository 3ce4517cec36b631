import { open } from '../original-fs.js';
import { errorCode } from '../errors.js';

/** What systems say that cannot do this for a folder, or for this one: then they were not asked to. */
const CANNOT = new Set([
  'EINVAL',
  'ENOSYS',
  'ENOTSUP',
  'EOPNOTSUPP',
  'EBADF',
  'EISDIR',
  'EACCES',
  'EPERM',
  'ENOENT',
]);

interface Flushing {
  /** Under way: what it puts on the disk may be older than what asks for it now. */
  running: Promise<void> | undefined;
  /** Begins when that is over; everybody who asks meanwhile waits for this one. */
  next: Promise<void> | undefined;
}

/**
 * Puts the names in a folder on the disk, as `fsync` does for what is in a file. Without it a power cut may undo a rename that the
 * baseline knows of, and the next run would delete on the other side what seems to have been deleted here. One call serves all who ask at a time.
 */
export class FolderFlush {
  readonly #folders = new Map<string, Flushing>();
  readonly #sync: (folder: string) => Promise<void>;

  constructor(sync = process.platform === 'win32' ? () => Promise.resolve() : syncFolder) {
    this.#sync = sync;
  }

  /** Resolves when all names that `folder`, an absolute path, has now are on the disk. Rejects with the system's error. */
  flush(folder: string): Promise<void> {
    const flushing = this.#folders.get(folder) ?? { running: undefined, next: undefined };
    this.#folders.set(folder, flushing);
    if (flushing.running === undefined) return this.#begin(folder, flushing);
    flushing.next ??= flushing.running
      .catch(() => undefined)
      .then(() => {
        flushing.next = undefined;
        return this.#begin(folder, flushing);
      });
    return flushing.next;
  }

  #begin(folder: string, flushing: Flushing): Promise<void> {
    this.#folders.set(folder, flushing);
    flushing.running = this.#sync(folder).finally(() => {
      flushing.running = undefined;
      if (flushing.next === undefined) this.#folders.delete(folder);
    });
    return flushing.running;
  }
}

/** Windows has no such call: NTFS keeps a journal of its names. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!CANNOT.has(errorCode(error))) throw error;
  }
}
