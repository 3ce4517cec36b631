import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { spellingKey } from '../../../shared/entry/names.js';
import type { Listed } from '../target.js';

const OWN = { kind: 'other', what: 'own-state' } as const;

/**
 * The folders and files in which Evenkeel keeps its own state on this computer. They are known by what the system calls them (device and
 * inode), so that they are found through links, mounts and other spellings as well.
 */
export class OwnPlaces {
  readonly #paths: readonly string[];
  readonly #fileNames: ReadonlySet<string>;
  #ids: Promise<ReadonlySet<string>> | undefined;

  /** `paths` are absolute. What is not there is passed over. */
  constructor(paths: readonly string[]) {
    this.#paths = paths;
    this.#fileNames = new Set(paths.map((path) => spellingKey(basename(path))));
  }

  /** The same entries, our own state shown as what it is. Only folders, and files of the right name, are asked about. */
  async mark(folder: string, listed: readonly Listed[]): Promise<readonly Listed[]> {
    if (this.#paths.length === 0) return listed;
    this.#ids ??= this.#find();
    const ids = await this.#ids;
    if (ids.size === 0 || !listed.some((each) => this.#mayBeOwn(each))) return listed;
    return Promise.all(
      listed.map(async (each): Promise<Listed> => {
        if (!this.#mayBeOwn(each)) return each;
        const id = await idOf(join(folder, each.name));
        return id !== undefined && ids.has(id) ? { name: each.name, entry: OWN } : each;
      }),
    );
  }

  #mayBeOwn({ name, entry }: Listed): boolean {
    return entry.kind === 'folder' || (entry.kind === 'file' && this.#fileNames.has(spellingKey(name)));
  }

  /** Asked for the first listing: by then what is remembered of a pair that was never synced before has its folder. */
  async #find(): Promise<ReadonlySet<string>> {
    const ids = await Promise.all(this.#paths.map(idOf));
    return new Set(ids.filter((id) => id !== undefined));
  }
}

/** What the system calls a folder or file, links followed; `undefined` where nothing is, or it gives no such name. */
async function idOf(path: string): Promise<string | undefined> {
  try {
    const { dev, ino } = await stat(path, { bigint: true });
    return ino === 0n ? undefined : `${dev}:${ino}`;
  } catch {
    return undefined;
  }
}
