import type { BaselineRow } from '../../../shared/entry/baseline.js';
import {
  otherSide,
  type Entry,
  type FileEntry,
  type ItemPath,
  type Side,
  type Sides,
} from '../../../shared/entry/entry.js';
import { joinPath, nameOf } from '../../../shared/entry/path.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import type { BaselineStore } from '../../state/baseline/baseline-store.js';
import type { Target } from '../../targets/target.js';
import { isAnotherFile } from '../base/file-ids.js';
import { asKnown } from '../spelling/known-spelling.js';
import type { OwnNames } from '../base/own-names.js';
import { sameEntry } from '../base/entry-comparison.js';
import { walk } from '../base/flow/walk.js';

/** What looking at a folder again shows that is about to be moved as a whole. */
export type FolderMoveCheck =
  | { readonly kind: 'changed'; readonly path: ItemPath; readonly side: Side }
  | {
      readonly kind: 'as-planned';
      /** What goes into the baseline beside the new path: files whose reports are no longer those on record. */
      readonly rows: readonly BaselineRow[];
    };

interface MoveCheckInput {
  readonly targets: Sides<Target>;
  readonly state: BaselineStore;
  readonly itemAt: (path: ItemPath) => PlanItem | undefined;
  readonly names: OwnNames;
  readonly signal: AbortSignal;
}

/**
 * S2: whether the folder `from` on side `on`, and the folder `to` on the other side, still hold what the plan was made from. One listing
 * a folder and side; what was added to `to` has items of its own.
 */
export async function checkFolderMove(
  from: ItemPath,
  to: ItemPath,
  on: Side,
  { targets, state, itemAt, names: ownNames, signal }: MoveCheckInput,
): Promise<FolderMoveCheck> {
  const other = otherSide(on);
  const rows: BaselineRow[] = [];
  let changed: { readonly path: ItemPath; readonly side: Side } | undefined;

  const visit = async (folder: ItemPath): Promise<readonly ItemPath[]> => {
    if (changed !== undefined) return [];
    const target = to + folder.slice(from.length);
    const [records, foundHere, foundThere] = await Promise.all([
      state.childrenOf(folder),
      listed(targets[on], folder, signal),
      listed(targets[other], target, signal),
    ]);
    const names = new Map(records.map(({ path, record }) => [nameOf(path), record]));
    const knowledge = {
      records: names,
      others: new Map(),
      spellings: () => state.learnedSpellingsIn(folder),
    };
    const [here, there] = await Promise.all([
      asKnown(folder, foundHere, knowledge, { side: on, target: targets[on], signal }),
      asKnown(target, foundThere, knowledge, { side: other, target: targets[other], signal }),
    ]);
    const added = [...here.keys()].find((name) => !names.has(name) && !ownNames.has(name));
    if (added !== undefined) changed = { path: joinPath(folder, added), side: on };
    const folders: ItemPath[] = [];
    for (const { path, record } of records) {
      const name = nameOf(path);
      const arrival = joinPath(target, name);
      const stays = itemAt(path)?.[on].entry;
      const moved = itemAt(arrival)?.[other].entry;
      if (stays === undefined || !isStill(stays, here.get(name))) changed = { path, side: on };
      if (moved === undefined || !isStill(moved, there.get(name))) changed = { path: arrival, side: other };
      if (record.kind === 'folder') folders.push(path);
      else if (record.kind === 'file' && stays?.kind === 'file' && moved?.kind === 'file') {
        const sides: Sides<FileEntry> =
          on === 'local' ? { local: stays, remote: moved } : { local: moved, remote: stays };
        if (!isOnRecord(sides, record.sides)) rows.push({ path: arrival, record: { kind: 'file', sides } });
      }
    }
    return folders;
  };
  await walk(from, visit, CONCURRENCY);
  return changed === undefined ? { kind: 'as-planned', rows } : { kind: 'changed', ...changed };
}

const CONCURRENCY = 4;

function isStill(planned: Entry, found: Entry | undefined): boolean {
  return sameEntry(planned, found) && !isAnotherFile(planned, found);
}

/** Whether the baseline says the same already, and more finely than a coarse listing does. */
function isOnRecord(seen: Sides<FileEntry>, recorded: Sides<FileEntry>): boolean {
  return sameEntry(recorded.local, seen.local) && sameEntry(recorded.remote, seen.remote);
}

async function listed(
  target: Target,
  folder: ItemPath,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>();
  for await (const chunk of target.list(folder, signal)) {
    for (const { name, entry } of chunk) entries.set(name, entry);
  }
  return entries;
}
