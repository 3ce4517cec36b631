import { text } from 'node:stream/consumers';
import type { BaselineRecord } from '../../../shared/entry/baseline.js';
import type { Entry, ItemPath, Sides } from '../../../shared/entry/entry.js';
import { joinPath } from '../../../shared/entry/path.js';
import type { Target } from '../../targets/target.js';
import { isFatal } from '../../../shared/problem-traits.js';
import { baselineFrom, type FolderBaseline } from './baseline-from.js';
import { MAX_META_BYTES, META_FILE, readMeta, type Meta } from './meta.js';

const NOTHING: FolderBaseline = { onRecord: false, records: new Map<string, BaselineRecord>() };

/**
 * What pyftpsync recorded of the two folders before Evenkeel first synced them, one folder at a time. Changes nothing, and what cannot be
 * read or used is as if it were not there: then files that differ are asked about.
 */
export class EarlierRecords {
  readonly #targets: Sides<Target>;
  readonly #peerId: string;
  readonly #signal: AbortSignal;

  /** `peerId` is what pyftpsync called the remote side: see `peerIdFor`. */
  constructor(targets: Sides<Target>, peerId: string, signal: AbortSignal) {
    this.#targets = targets;
    this.#peerId = peerId;
    this.#signal = signal;
  }

  /** The baseline of one folder, given what both sides list in it. Rejects only where a side is out of reach. */
  async of(folder: ItemPath, entries: Sides<ReadonlyMap<string, Entry>>): Promise<FolderBaseline> {
    const local = await this.#read('local', folder, entries.local);
    if (local === undefined) return NOTHING;
    const remote = await this.#read('remote', folder, entries.remote);
    return baselineFrom({ peerId: this.#peerId, local, remote, remoteEntries: entries.remote });
  }

  async #read(
    side: 'local' | 'remote',
    folder: ItemPath,
    entries: ReadonlyMap<string, Entry>,
  ): Promise<Meta | undefined> {
    const entry = entries.get(META_FILE);
    if (entry?.kind !== 'file' || entry.size > MAX_META_BYTES) return undefined;
    try {
      const content = await this.#targets[side].read(joinPath(folder, META_FILE), { signal: this.#signal });
      const read = readMeta(await text(content), folder);
      return read.kind === 'read' ? read.meta : undefined;
    } catch (error) {
      if (isFatal(error)) throw error;
      return undefined;
    }
  }
}
