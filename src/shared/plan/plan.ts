import type { BaselineRecord } from '../entry/baseline.js';
import { isLeaf, otherSide, type Entry, type ItemPath, type Side, type Sides } from '../entry/entry.js';
import type { Problem } from '../problem.js';
import { MOST_MERGED_BYTES } from '../merge/merge-text.js';
import type { DeletionFinding } from './deletion-finding.js';
import type { Mode } from '../profile/profile.js';

/**
 * What became of one side's entry since the baseline: `new` is not recorded, `unmodified` and `modified` are recorded
 * and present, `deleted` is recorded and absent, `missing` neither recorded nor present. `existing` is present
 * where nothing at all has been recorded for this pair of folders yet.
 */
export type EntryClass = 'missing' | 'new' | 'unmodified' | 'modified' | 'deleted' | 'existing';

/** Why two sides cannot be brought in sync without somebody's decision. */
export const CONFLICT_KINDS = [
  /** Both sides changed the file since the last sync. */
  'edited-on-both-sides',
  /** Both sides got a file of this name, and they differ. */
  'new-on-both-sides',
  /** One side changed or re-made what the other deleted. */
  'edited-and-deleted',
  /** One side changed something in a folder that the other deleted (S6). */
  'edited-below-deleted-folder',
  /** A folder here, a file there. */
  'folder-against-file',
  /** The two differ at their initial sync: nothing is on record of them yet. The name is that of saved plans and databases. */
  'first-meeting',
  /** Neither side changed by size and time, and their contents differ all the same. */
  'content-differs',
  /** Its name differs from another one in case, or in how its letters are composed, only (S9). */
  'names-clash',
] as const;

export type ConflictKind = (typeof CONFLICT_KINDS)[number];

/** What the contents of two files turned out to be when size and time left a doubt. */
export type ContentVerdict = 'same' | 'different';

/**
 * How an item can be settled without more ado: one side's state wins, the item is skipped in this run, or both files stay, one of them under
 * another name.
 */
export type SimpleSettlement = Side | 'skip' | 'keep-both';

/** How an item can be settled. What `merge` puts in place of both files is known to the plan. */
export type Settlement = SimpleSettlement | 'merge';

/** Whether a choice is about an item alone, or about all that lies in it as well. */
export type Reach = 'item' | 'below';

/** A choice, and the items that it is made for. */
export interface SettleRequest {
  /** `null` is every conflict that is not settled yet. */
  readonly paths: readonly ItemPath[] | null;
  /** `null` undoes a choice. */
  readonly settlement: SimpleSettlement | null;
  readonly reach: Reach;
}

/** Why something is left as it is although the sides differ. */
export const LEAVE_REASONS = [
  /** The mode says so, for example a change on the remote side under *Upload*. */
  'mode',
  /** The user chose to skip it. */
  'skipped',
  /** An item above it waits for a decision or was skipped. */
  'waits-for-folder',
  /** The other side deleted this folder, but something in it is kept, so it stays. */
  'content-stays',
  /** Symbolic links, devices and the like. */
  'not-a-file',
  /** The folder could not be read on one side, so nothing is known about it (S8). */
  'unreadable',
  /** Its name is unsafe on one of the sides (S9). */
  'unsafe-name',
  /** A filter of the profile, or a line of `.evenkeelignore`, leaves it out. */
  'filtered',
] as const;

export type LeaveReason = (typeof LEAVE_REASONS)[number];

/** What is to happen with one item. */
export type Action =
  /** Nothing: both sides are in sync. */
  | { readonly kind: 'equal' }
  /** Both sides lost it: only the baseline forgets it. */
  | { readonly kind: 'forget' }
  /** A file is copied to side `to`, where it is created or replaced. */
  | { readonly kind: 'copy'; readonly to: Side; readonly replaces: boolean }
  | { readonly kind: 'create-folder'; readonly on: Side }
  | { readonly kind: 'delete'; readonly on: Side }
  /**
   * Both sides get both files: the one on side `renames` is renamed to `as`, in the same folder, and copied to the other side under that
   * name; the other side's file is copied under the old name.
   */
  | { readonly kind: 'keep-both'; readonly renames: Side; readonly as: ItemPath }
  /** A file of `size` bytes that was made of both versions takes the place of both. */
  | { readonly kind: 'merge'; readonly size: number }
  /**
   * The other side moved a file or a whole folder here from `from`: it is renamed on side `on` as well. With `along`, that is done by
   * the move to the folder `along`, in which this lies.
   */
  | {
      readonly kind: 'move';
      readonly on: Side;
      readonly from: ItemPath;
      readonly along?: ItemPath | undefined;
    }
  /** The other end of a move: what was here is renamed to `to`, by the action of the item there, or of the folder `along`. */
  | {
      readonly kind: 'moved';
      readonly on: Side;
      readonly to: ItemPath;
      readonly along?: ItemPath | undefined;
    }
  | { readonly kind: 'conflict'; readonly conflict: ConflictKind }
  | { readonly kind: 'leave'; readonly reason: LeaveReason };

export type ActionKind = Action['kind'];

/** The side on which an action makes something under its name that was not there, or was something else. */
export function createdOn(action: Action): Side | undefined {
  if (action.kind === 'copy') return action.to;
  return action.kind === 'create-folder' || action.kind === 'move' ? action.on : undefined;
}

/** What one side has, and what became of it since the baseline. */
export interface Observation {
  readonly class: EntryClass;
  /** Absent where the side has nothing under this path. */
  readonly entry?: Entry | undefined;
}

/** One path of a plan: what was found, and what is to happen. */
export interface PlanItem {
  readonly path: ItemPath;
  readonly local: Observation;
  readonly remote: Observation;
  readonly baseline?: BaselineRecord | undefined;
  /** Action, with the settlements made so far taken into account. */
  readonly action: Action;
  /** Of an undo that does more than one thing under this path: all of it in order. `action` is one of them, or sums them up. */
  readonly steps?: readonly Action[] | undefined;
  /** Present where the contents of both sides were compared, or those of both ends of a move. */
  readonly content?: ContentVerdict | undefined;
  /** Present where the rules by themselves found a conflict, settled or not. */
  readonly conflict?: ConflictKind | undefined;
  /** Present where somebody has settled the conflict, or chosen otherwise than the rules. */
  readonly settled?: Settlement | undefined;
  /** Present where the profile settles the conflict, as long as nobody says otherwise. */
  readonly resolved?: Settlement | undefined;
  /** Other names in its folder that some systems take for its own, where there are any (S9). */
  readonly alike?: readonly string[] | undefined;
  /** Present where the item could not be read or may not be touched. */
  readonly problem?: Problem | undefined;
}

/** All that is to happen with an item, in order. */
export function stepsOf({ action, steps }: Pick<PlanItem, 'action' | 'steps'>): readonly Action[] {
  return steps ?? [action];
}

/** The same as it is told: a file that is restored on both sides is one thing to read of. */
export function toldStepsOf(item: Pick<PlanItem, 'action' | 'steps'>): readonly Action[] {
  return item.action.kind === 'merge' ? [item.action] : stepsOf(item);
}

/** Whether one side has a folder where the other has a file or link. */
export function isTypeChange({ local, remote }: Sides<Observation>): boolean {
  const [here, there] = [local.entry, remote.entry];
  return (isLeaf(here) && there?.kind === 'folder') || (isLeaf(there) && here?.kind === 'folder');
}

/** How much of one thing a plan holds. */
export interface Tally {
  readonly items: number;
  /** Bytes to transfer; 0 where nothing is. */
  readonly bytes: number;
}

/**
 * Which settlements a mode allows for whatever differs: *Upload* never changes the local side, *Download* never the remote one.
 */
export function settlementsIn(mode: Mode): readonly (Side | 'skip')[] {
  switch (mode) {
    case 'two-way':
      return ['local', 'remote', 'skip'];
    case 'upload':
      return ['local', 'skip'];
    case 'download':
      return ['remote', 'skip'];
  }
}

/**
 * What somebody can choose for an item instead of what the rules say; nothing where there is nothing to choose: both sides are
 * in sync, or the item may not be touched. What lies in a folder about which a conflict is open follows that folder.
 */
export function settlementsFor(item: PlanItem, mode: Mode): readonly SimpleSettlement[] {
  if (item.settled === undefined && !differs(item)) return [];
  return canKeepBoth(item, mode) ? [...settlementsIn(mode), 'keep-both'] : settlementsIn(mode);
}

/** Whether both versions of an item can be kept: that takes two files, and a mode that may change both sides. */
export function canKeepBoth({ local, remote }: Sides<Observation>, mode: Mode): boolean {
  return mode === 'two-way' && local.entry?.kind === 'file' && remote.entry?.kind === 'file';
}

/** Conflicts of two versions of one file. */
const OF_VERSIONS: ReadonlySet<ConflictKind> = new Set<ConflictKind>([
  'edited-on-both-sides',
  'new-on-both-sides',
  'first-meeting',
]);

/** Whether two versions of an item can be merged, as far as their texts allow: in a mode that may change both sides. */
export function canMerge(
  { local, remote, conflict }: Sides<Observation> & Pick<PlanItem, 'conflict'>,
  mode: Mode,
): boolean {
  if (mode !== 'two-way' || conflict === undefined || !OF_VERSIONS.has(conflict)) return false;
  return [local.entry, remote.entry].every(
    (entry) => entry?.kind === 'file' && entry.size <= MOST_MERGED_BYTES,
  );
}

/** The side on which a settlement deletes what is there, as the other one has nothing; `undefined` where it deletes nothing. */
export function deletesOn(
  settlement: Settlement,
  item: Readonly<Record<Side, Pick<Observation, 'entry'>>>,
): Side | undefined {
  if (settlement !== 'local' && settlement !== 'remote') return undefined;
  if (item[settlement].entry !== undefined) return undefined;
  const other = otherSide(settlement);
  return item[other].entry === undefined ? undefined : other;
}

function differs({ action, conflict }: PlanItem): boolean {
  if (conflict !== undefined) return true;
  switch (action.kind) {
    case 'copy':
    case 'create-folder':
    case 'delete':
    case 'keep-both':
    case 'merge':
    case 'move':
    case 'moved':
    case 'conflict':
      return true;
    case 'leave':
      return action.reason === 'mode' || action.reason === 'content-stays';
    case 'equal':
    case 'forget':
      return false;
  }
}

/** What a plan holds, by what happens. */
export interface PlanTotals {
  /** Files to copy to the side. */
  readonly copy: Sides<Tally>;
  /** Folders to make on the side. */
  readonly createFolder: Sides<Tally>;
  /** Files and folders to rename on the side; what goes along with a folder is not counted. */
  readonly move: Sides<Tally>;
  /** Files and folders to delete on the side. */
  readonly delete: Sides<Tally>;
  readonly conflict: Tally;
  readonly equal: Tally;
  readonly leave: Tally;
  /** Of what is left, what filters leave out; here the bytes are those of the larger of both sides. */
  readonly filtered: Tally;
  /** Items that are in sync already, of which only the baseline is updated: equal, or gone, but recorded otherwise. */
  readonly remember: Tally;
  /**
   * S7: present where the plan is complete and deletes so much, or finds so much gone, that a run of it asks first. Follows the choices
   * made in the plan.
   */
  readonly deletionLimit?: DeletionFinding | undefined;
}

export const NOTHING: Tally = { items: 0, bytes: 0 };

/** The totals of a plan without items. */
export const EMPTY_TOTALS: PlanTotals = {
  copy: { local: NOTHING, remote: NOTHING },
  createFolder: { local: NOTHING, remote: NOTHING },
  move: { local: NOTHING, remote: NOTHING },
  delete: { local: NOTHING, remote: NOTHING },
  conflict: NOTHING,
  equal: NOTHING,
  leave: NOTHING,
  filtered: NOTHING,
  remember: NOTHING,
};

/** How many items a run of a plan with these totals changes on either side. */
export function changesIn(totals: PlanTotals): number {
  return [totals.copy, totals.createFolder, totals.move, totals.delete].reduce(
    (sum, sides) => sum + sides.local.items + sides.remote.items,
    0,
  );
}

/** How many bytes a run of a plan with these totals transfers. */
export function bytesIn(totals: PlanTotals): number {
  return totals.copy.local.bytes + totals.copy.remote.bytes;
}

/** What a run of a plan with these totals has before it. */
export function workIn(totals: PlanTotals): Tally {
  return { items: changesIn(totals), bytes: bytesIn(totals) };
}
