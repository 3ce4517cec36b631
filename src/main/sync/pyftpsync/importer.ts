import { text } from 'node:stream/consumers';
import type { Entry, ItemPath, Side, Sides } from '../../../shared/entry/entry.js';
import { joinPath } from '../../../shared/entry/path.js';
import { isFatal } from '../../../shared/problem-traits.js';
import type { Target } from '../../targets/target.js';
import type { BaselineImporter, ImportedFolder } from '../base/baseline-importer.js';
import { baselineFrom } from './baseline-from.js';
import { MAX_META_BYTES, META_FILE, readMeta, type Meta } from './meta.js';

const NOTHING: ImportedFolder = { onRecord: false, records: new Map() };

/**
 * Imports what pyftpsync recorded of two folders. Changes nothing, and what cannot be read or used is as if it were not there: then files
 * that differ are asked about.
 */
export class PyftpsyncImporter implements BaselineImporter {
  readonly #targets: Sides<Target>;
  readonly #peerId: string;

  /** `peerId` is what pyftpsync called the remote side: see `peerIdFor`. */
  constructor(targets: Sides<Target>, peerId: string) {
    this.#targets = targets;
    this.#peerId = peerId;
  }

  async importFolder(
    folder: ItemPath,
    entries: Sides<ReadonlyMap<string, Entry>>,
    signal: AbortSignal,
  ): Promise<ImportedFolder> {
    const local = await this.#read('local', folder, entries.local, signal);
    if (local === undefined) return NOTHING;
    const remote = await this.#read('remote', folder, entries.remote, signal);
    return baselineFrom({ peerId: this.#peerId, local, remote, remoteEntries: entries.remote });
  }

  async #read(
    side: Side,
    folder: ItemPath,
    entries: ReadonlyMap<string, Entry>,
    signal: AbortSignal,
  ): Promise<Meta | undefined> {
    const entry = entries.get(META_FILE);
    if (entry?.kind !== 'file' || entry.size > MAX_META_BYTES) return undefined;
    try {
      const content = await this.#targets[side].read(joinPath(folder, META_FILE), { signal });
      const read = readMeta(await text(content), folder);
      return read.kind === 'read' ? read.meta : undefined;
    } catch (error) {
      if (isFatal(error)) throw error;
      return undefined;
    }
  }
}
