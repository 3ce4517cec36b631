import type { Entry, ItemPath, Side, Sides } from '../../../shared/entry/entry.js';
import { joinPath } from '../../../shared/entry/path.js';
import { problemOf, throwIfStopped } from '../../../shared/problem-error.js';
import { isFatal } from '../../../shared/problem-traits.js';
import type { Problem } from '../../../shared/problem.js';
import type { Target } from '../../targets/target.js';
import { isCut, withRetries } from '../base/flow/retry.js';
import { RunControl } from '../base/flow/run-control.js';
import type { OwnNames } from '../base/own-names.js';
import type { Leftover } from '../base/recovery.js';
import type { Descent } from '../decide/folder-pair.js';
import { onRecordOf, shareWithRecords, type FolderRecords } from './baseline-reader.js';
import type { CompareMeter } from './compare-meter.js';

/** What one side holds in one folder, or why that is not known. */
export type Listing =
  | { readonly kind: 'listed'; readonly entries: ReadonlyMap<string, Entry> }
  | { readonly kind: 'unreadable'; readonly problem: Problem };

export interface FolderListerParts {
  readonly targets: Sides<Target>;
  readonly names: OwnNames;
  /** Marks the temporary files of this pair of folders. */
  readonly token: string;
  readonly meter: CompareMeter;
  readonly signal: AbortSignal;
  /** A side had nothing to list, because it confirmed what is on record. */
  readonly onConfirmed: () => void;
  /** A temporary file of a killed run was seen. */
  readonly onLeftover: (leftover: Leftover) => void;
}

const ROOT: ItemPath = '';

const NOTHING: Listing = { kind: 'listed', entries: new Map() };

/** Finds out what lies in the folders of both sides. */
export class FolderLister {
  readonly #parts: FolderListerParts;
  /** What `begin` has begun and nobody has asked for yet. */
  readonly #begun = new Map<ItemPath, Promise<Listing>>();

  constructor(parts: FolderListerParts) {
    this.#parts = parts;
  }

  /**
   * Begins to look at a folder of the remote side, of which something is on record, before the walk comes there: over a long line every level of a
   * path would take a round trip of its own. What goes wrong with it is told by `list`.
   */
  begin(folder: ItemPath, known: Promise<FolderRecords>): void {
    const descent: Descent = {
      folder,
      present: { local: true, remote: true },
      onRecord: true,
      above: { kind: 'plain' },
    };
    const listing = this.list('remote', descent, known);
    listing.catch(() => undefined);
    this.#begun.set(folder, listing);
  }

  /**
   * What `side` holds in the folder of `descent`. A folder that cannot be listed is told as such; rejects where that is the root, or where
   * the side does not answer any more.
   */
  async list(side: Side, descent: Descent, known: Promise<FolderRecords>): Promise<Listing> {
    const { folder, present } = descent;
    if (!present[side]) return NOTHING;
    const begun = side === 'remote' && descent.onRecord ? this.#begun.get(folder) : undefined;
    if (begun !== undefined) {
      this.#begun.delete(folder);
      return begun;
    }
    const { signal } = this.#parts;
    try {
      const work = (): Promise<Listing> => this.#listOnce(side, descent, known);
      return await withRetries(work, signal, new RunControl(), undefined, isCut);
    } catch (error) {
      if (folder === ROOT || (await this.#concernsSide(side, error))) throw error;
      return { kind: 'unreadable', problem: problemOf(error) };
    }
  }

  async #listOnce(
    side: Side,
    { folder, onRecord }: Descent,
    known: Promise<FolderRecords>,
  ): Promise<Listing> {
    const { targets, names, token, meter, signal, onConfirmed, onLeftover } = this.#parts;
    const entries = new Map<string, Entry>();
    const leftovers: ItemPath[] = [];
    const namesOnRecord = async (): Promise<readonly string[]> =>
      Array.from(await known).flatMap(([name, { kind }]) => (kind === 'apart' ? [] : [name]));
    const besides = new Set(folder === ROOT ? [names.versionsFolder] : []);
    const underWay = meter.begin(side, folder);
    try {
      for await (const chunk of targets[side].list(folder, signal, {
        namesOnRecord,
        ...(onRecord && { onRecord: async () => onRecordOf(side, await known, besides) }),
        onConfirmed,
        onSeen: underWay.seen,
      })) {
        underWay.took(chunk);
        throwIfStopped(signal);
        for (const { name, entry } of chunk) {
          if (names.isTemporaryOf(name, token)) leftovers.push(joinPath(folder, name));
          else entries.set(name, entry);
        }
      }
    } finally {
      underWay.end();
    }
    shareWithRecords(side, entries, await known);
    for (const path of leftovers) onLeftover({ side, path });
    return { kind: 'listed', entries };
  }

  /** Whether a side does not answer any more. A connection that breaks over one folder alone says nothing of the others. */
  async #concernsSide(side: Side, error: unknown): Promise<boolean> {
    const { targets, signal } = this.#parts;
    if (!isFatal(error)) return false;
    if (signal.aborted || !isCut(error)) return true;
    return targets[side].stat(ROOT, signal).then(
      () => false,
      () => true,
    );
  }
}
