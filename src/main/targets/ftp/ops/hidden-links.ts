import { FTPError } from 'basic-ftp';
import type { Listed } from '../../target.js';
import { isLink, LINK } from './links.js';
import { UnreadableListing } from '../listing/parse-mlsd.js';

/**
 * S9: where links are skipped, they have to be known for such, but MLSD may show a link as what it leads to (RFC 3659, 7.5.1). So LIST is asked
 * as well, until the server has told of a link by MLSD: about folders in which a link could lead to a folder, or seems to lead to what is
 * there under another name; and about every folder, once a link was hidden.
 */
export class HiddenLinks {
  #hides: 'unknown' | 'yes' | 'no' = 'unknown';

  /**
   * What MLSD listed, with the links among it shown as such. `uniques` is what the server calls things, by their names; `byList` lists the
   * same folder by LIST.
   */
  async withLinks(
    listed: readonly Listed[],
    uniques: ReadonlyMap<string, string>,
    byList: () => Promise<readonly Listed[]>,
  ): Promise<readonly Listed[]> {
    if (this.#hides === 'unknown' && listed.some(({ entry }) => isLink(entry))) this.#hides = 'no';
    if (this.#hides === 'no' || listed.length === 0) return listed;
    if (this.#hides === 'unknown' && !mayHideLinks(listed, uniques)) return listed;
    const links = await this.#linksIn(byList);
    if (links.size > 0) this.#hides = 'yes';
    return listed.map((item) => (links.has(item.name) ? { name: item.name, entry: LINK } : item));
  }

  /** The names that LIST shows as those of links, and of nothing else: one may hold the arrow that stands behind that of a link. */
  async #linksIn(byList: () => Promise<readonly Listed[]>): Promise<ReadonlySet<string>> {
    try {
      const listed = await byList();
      const links = new Set(listed.filter(({ entry }) => isLink(entry)).map(({ name }) => name));
      for (const { name, entry } of listed) if (!isLink(entry)) links.delete(name);
      return links;
    } catch (error) {
      const unknown = error instanceof UnreadableListing || (error instanceof FTPError && error.code >= 500);
      if (this.#hides === 'yes' || !unknown) throw error;
      this.#hides = 'no';
      return new Set();
    }
  }
}

function mayHideLinks(listed: readonly Listed[], uniques: ReadonlyMap<string, string>): boolean {
  return listed.some(({ entry }) => entry.kind === 'folder') || new Set(uniques.values()).size < uniques.size;
}
