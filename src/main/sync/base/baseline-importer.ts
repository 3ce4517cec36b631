import type { BaselineRecord } from '../../../shared/entry/baseline.js';
import type { Entry, ItemPath, Sides } from '../../../shared/entry/entry.js';

/** What another program had on record of one folder, by name. */
export interface ImportedFolder {
  /** Whether that program ever synced this folder with this other side; without it, everything in it counts as new. */
  readonly onRecord: boolean;
  readonly records: ReadonlyMap<string, BaselineRecord>;
}

/**
 * Turns the records of another program into the first baseline of a pair. It is asked folder by folder while both sides are listed, because
 * what it reads proves something only beside what both sides hold (S11), and it writes nothing, because a comparison must not (S1): the
 * first run writes what was imported, in one transaction. Once that run has finished, no importer is asked again.
 */
export interface BaselineImporter {
  /** The baseline of one folder, given what both sides list in it. Rejects only where a side is out of reach. */
  importFolder(
    folder: ItemPath,
    entries: Sides<ReadonlyMap<string, Entry>>,
    signal: AbortSignal,
  ): Promise<ImportedFolder>;
}
