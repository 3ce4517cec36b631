import type { BaselineRecord, BaselineRow } from '../../../shared/entry/baseline.js';
import type { Entry, ItemPath, Side, Sides } from '../../../shared/entry/entry.js';
import { ancestorsOf, joinPath, nameOf, parentOf } from '../../../shared/entry/path.js';
import type { BaselineStore } from '../../state/baseline/baseline-store.js';
import type { OnRecord } from '../../targets/target.js';
import type { BaselineImporter } from '../base/baseline-importer.js';
import { sameReport, sameSizeAndTime } from '../base/entry-comparison.js';
import type { Recovery } from '../base/recovery.js';
import { recordsIn } from '../recover/recover.js';

/** What is on record of the content of a folder, by name. */
export type FolderRecords = ReadonlyMap<string, BaselineRecord>;

/** A folder's records, together with those that another program left of it. */
export interface WithImported {
  readonly records: FolderRecords;
  /** Whether the other program has synced this folder. */
  readonly onRecord: boolean;
  /** What was imported, to be written by the run. */
  readonly imported: readonly BaselineRow[];
}

/**
 * What a comparison takes for the baseline: the rows of the state, in the places where their folders are now, with what a killed run turns
 * out to have finished (S5), and, as long as the pair has no baseline, with what another program recorded.
 */
export class BaselineReader {
  readonly #state: BaselineStore;
  readonly #recovery: Recovery;
  readonly #recoveredIn = new Map<ItemPath, Map<string, BaselineRecord>>();
  readonly #importer: BaselineImporter | undefined;

  /** `importer` is absent where the pair has a baseline, or no other program synced it. */
  constructor(state: BaselineStore, recovery: Recovery, importer: BaselineImporter | undefined) {
    this.#state = state;
    this.#recovery = recovery;
    this.#importer = importer;
    for (const { path, record } of recovery.rows) {
      const folder = this.#recoveredIn.get(parentOf(path)) ?? new Map<string, BaselineRecord>();
      folder.set(nameOf(path), record);
      this.#recoveredIn.set(parentOf(path), folder);
    }
  }

  async recordsIn(folder: ItemPath): Promise<FolderRecords> {
    const { voided, movedFolders } = this.#recovery;
    const rows = await recordsIn(folder, this.#state, movedFolders);
    const records = new Map<string, BaselineRecord>();
    for (const { path, record } of rows) records.set(nameOf(path), record);
    for (const path of voided) if (parentOf(path) === folder) records.delete(nameOf(path));
    // With a folder went all that was in it.
    if (voided.has(folder) || ancestorsOf(folder).some((above) => voided.has(above))) records.clear();
    for (const [name, record] of this.#recoveredIn.get(folder) ?? []) records.set(name, record);
    return records;
  }

  /** Imports what another program recorded of a folder, given what both sides list in it and what `recordsIn` says of it. */
  async withImported(
    folder: ItemPath,
    entries: Sides<ReadonlyMap<string, Entry>>,
    records: FolderRecords,
    signal: AbortSignal,
  ): Promise<WithImported> {
    if (this.#importer === undefined) return { records, onRecord: false, imported: [] };
    const found = await this.#importer.importFolder(folder, entries, signal);
    const all = new Map(records);
    const imported: BaselineRow[] = [];
    for (const [name, record] of found.records) {
      // What a run that was cut off has recorded itself is newer.
      if (records.has(name)) continue;
      const known = asReported(record, entries.local.get(name), entries.remote.get(name));
      all.set(name, known);
      imported.push({ path: joinPath(folder, name), record: known });
    }
    return { records: all, onRecord: found.onRecord, imported };
  }
}

/** A record as both sides report the file now, where they may mean the same as it does: other programs record times coarsely. */
function asReported(
  record: BaselineRecord,
  local: Entry | undefined,
  remote: Entry | undefined,
): BaselineRecord {
  if (record.kind !== 'file' || local?.kind !== 'file' || remote?.kind !== 'file') return record;
  const isSame = sameSizeAndTime(record.sides.local, local) && sameSizeAndTime(record.sides.remote, remote);
  return isSame ? { kind: 'file', sides: { local, remote } } : record;
}

/**
 * What one side should hold in a folder if nothing has changed there since the records were written; `undefined` where they do not tell of
 * everything: of what never was in sync nobody knows what it was, and a link is looked at anew. `besides` are folders of Evenkeel's own.
 */
export function onRecordOf(
  side: Side,
  records: FolderRecords,
  besides: ReadonlySet<string>,
): OnRecord | undefined {
  const entries = new Map<string, Entry>();
  for (const [name, record] of records) {
    switch (record.kind) {
      case 'file':
        entries.set(name, record.sides[side]);
        break;
      case 'folder':
        entries.set(name, { kind: 'folder' });
        break;
      case 'link':
      case 'apart':
        return undefined;
    }
  }
  return { entries, besides };
}

/**
 * Has the entries of a listing that say just what is on record be those on record: where nearly everything is in sync, a comparison then keeps half
 * as many objects.
 */
export function shareWithRecords(side: Side, entries: Map<string, Entry>, records: FolderRecords): void {
  for (const [name, entry] of entries) {
    const record = entry.kind === 'file' ? records.get(name) : undefined;
    if (entry.kind !== 'file' || record?.kind !== 'file') continue;
    const known = record.sides[side];
    if (sameReport(entry, known)) entries.set(name, known);
  }
}
