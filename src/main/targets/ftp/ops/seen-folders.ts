import { foldersAbove } from '../../link-loops.js';

/** How many folders above may list the very same before it is no coincidence. */
const SAME_AT_MOST = 1;

/**
 * Tells whether a walk through the folders of one server goes in circles, where the server follows links by itself and does not say so. The
 * paths of folders are absolute, and every folder is listed before those that it holds.
 */
export class SeenFolders {
  readonly #uniques = new Map<string, string>();
  readonly #likenesses = new Map<string, number>();

  /** The server calls the folder `unique` (RFC 3659, 7.5.2), under whichever path it is found. */
  know(folder: string, unique: string): void {
    this.#uniques.set(folder, unique);
  }

  /** Whether the folder at `path`, which the server calls `unique`, is one of those above it. */
  leadsBack(path: string, unique: string): boolean {
    return above(path).some((folder) => this.#uniques.get(folder) === unique);
  }

  /**
   * Whether a folder lists the very same, times and sizes included, as others above it. `likeness` is alike for listings that are. For
   * servers that give their folders no unique names.
   */
  repeats(folder: string, likeness: number): boolean {
    this.#likenesses.set(folder, likeness);
    return above(folder).filter((one) => this.#likenesses.get(one) === likeness).length > SAME_AT_MOST;
  }
}

/** The absolute paths of the folders above `path`. */
function above(path: string): readonly string[] {
  return foldersAbove(path.slice(1))
    .slice(0, -1)
    .map((folder) => `/${folder}`);
}
