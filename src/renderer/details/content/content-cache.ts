import type { FileContent } from '../../../shared/content.js';

/** The most bytes of files that are kept in memory. */
const MOST_BYTES = 64_000_000;

/** Contents that somebody has looked at, until the memory for them is full; then those go first that were not looked at for longest. */
export class ContentCache {
  readonly #most: number;
  readonly #kept = new Map<string, FileContent>();
  #bytes = 0;

  constructor(most = MOST_BYTES) {
    this.#most = most;
  }

  get(key: string): FileContent | undefined {
    const content = this.#kept.get(key);
    if (content === undefined) return undefined;
    // The order of a map is that of putting in.
    this.#kept.delete(key);
    this.#kept.set(key, content);
    return content;
  }

  put(key: string, content: FileContent): void {
    this.#drop(key);
    this.#kept.set(key, content);
    this.#bytes += content.bytes.length;
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= this.#most) return;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    this.#bytes -= this.#kept.get(key)?.bytes.length ?? 0;
    this.#kept.delete(key);
  }
}
