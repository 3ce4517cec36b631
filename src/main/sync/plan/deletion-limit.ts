import type { DeletionFinding } from '../../../shared/plan/deletion-finding.js';
import { isLeaf, otherSide, type ItemPath, type Side } from '../../../shared/entry/entry.js';
import type { Action, PlanItem } from '../../../shared/plan/plan.js';
import type { DeletionLimit } from '../base/policy.js';
import type { Part } from '../base/scope.js';

/** A folder with fewer files on record can be emptied in a minute's work, and is nothing to ask about. */
const FOLDER_FILES = 3;

const SIDES = ['local', 'remote'] as const;

/** What matters of the files of a plan, or of those in one folder; links count as files. */
interface Counts {
  readonly files: Record<Side, number>;
  readonly deleted: Record<Side, number>;
  /** Files on record of which nothing is left on the side: neither there nor moved elsewhere. */
  readonly gone: Record<Side, number>;
  onRecord: number;
}

function none(): Counts {
  return {
    files: { local: 0, remote: 0 },
    deleted: { local: 0, remote: 0 },
    gone: { local: 0, remote: 0 },
    onRecord: 0,
  };
}

/** S7: keeps count of what a plan would delete, as its items come and change. */
export class DeletionTally {
  readonly #all = none();
  /** Of what lies in each folder directly in the root. */
  readonly #folders = new Map<ItemPath, Counts>();

  add(item: PlanItem): void {
    this.#change(item, 1);
  }

  remove(item: PlanItem): void {
    this.#change(item, -1);
  }

  /**
   * What speaks against running the plan unasked; the gravest first, `undefined` where nothing does. Of a `part`, only what is true of the whole
   * is said: that a folder is gone where all of it was looked at, and which share of all files goes.
   */
  finding(limits: DeletionLimit, part?: Part): DeletionFinding | undefined {
    for (const side of part === undefined || part.filesOnRecord === this.#all.onRecord ? SIDES : []) {
      if (isGone(this.#all, side) || isEmptied(this.#all, side))
        return { kind: 'side-gone', ...numbersOf(this.#all, side) };
    }
    for (const side of SIDES) {
      const { files, of: seen } = numbersOf(this.#all, side);
      const of = Math.max(seen, part?.filesOnRecord ?? 0);
      if (files > limits.files && files > limits.share * of) return { kind: 'share', side, files, of };
    }
    return this.#folderGone(part);
  }

  #folderGone(part: Part | undefined): DeletionFinding | undefined {
    let found: DeletionFinding | undefined;
    for (const [folder, counts] of this.#folders) {
      if (counts.onRecord < FOLDER_FILES || part?.scope.covers(folder) === false) continue;
      for (const side of SIDES) {
        if (!isGone(counts, side) || counts.deleted[side] <= (found?.files ?? 0)) continue;
        found = { kind: 'folder-gone', folder, ...numbersOf(counts, side) };
      }
    }
    return found;
  }

  #change(item: PlanItem, by: 1 | -1): void {
    // What takes no part would hide how much is lost of what does, or that all of it is.
    if (item.action.kind === 'leave' && item.action.reason === 'filtered') return;
    count(item, by, this.#all);
    const end = item.path.indexOf('/');
    if (end === -1) return;
    const folder = item.path.slice(0, end);
    let counts = this.#folders.get(folder);
    if (counts === undefined) {
      counts = none();
      this.#folders.set(folder, counts);
    }
    count(item, by, counts);
  }
}

/** S7: what speaks against running a plan of these items unasked. */
export function findDeletions(
  items: Iterable<PlanItem>,
  limits: DeletionLimit,
  part?: Part,
): DeletionFinding | undefined {
  const tally = new DeletionTally();
  for (const item of items) tally.add(item);
  return tally.finding(limits, part);
}

function count(item: PlanItem, by: 1 | -1, counts: Counts): void {
  const onRecord = item.baseline?.kind === 'file' || item.baseline?.kind === 'link';
  if (onRecord) counts.onRecord += by;
  for (const side of SIDES) {
    const { entry } = item[side];
    if (isLeaf(entry)) {
      counts.files[side] += by;
      if (deletesOn(item.action) === side) counts.deleted[side] += by;
    } else if (onRecord && entry === undefined && item.action.kind !== 'moved') {
      counts.gone[side] += by;
    }
  }
}

/** The side whose file an action takes away without another one in its place. */
function deletesOn(action: Action): Side | undefined {
  return action.kind === 'delete' || action.kind === 'create-folder' ? action.on : undefined;
}

function isGone(counts: Counts, side: Side): boolean {
  const { onRecord, gone, deleted } = counts;
  return deleted[side] > 0 && onRecord > 0 && gone[otherSide(side)] === onRecord;
}

/** Whether a source without a single file, that was never in sync, would empty the side: the wrong folder, or a disk that is not mounted. */
function isEmptied({ files, deleted, onRecord }: Counts, side: Side): boolean {
  return onRecord === 0 && files[otherSide(side)] === 0 && deleted[side] >= FOLDER_FILES;
}

function numbersOf({ files, deleted, onRecord }: Counts, side: Side) {
  return { side, files: deleted[side], of: files[side], onRecord };
}
