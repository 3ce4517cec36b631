import type { BaselineRow } from '../../../shared/entry/baseline.js';
import type { ItemPath, Sides } from '../../../shared/entry/entry.js';
import {
  isTypeChange,
  settlementsFor,
  type Action,
  type PlanItem,
  type PlanTotals,
  type Reach,
  type SimpleSettlement,
} from '../../../shared/plan/plan.js';
import { MOST_MERGED_BYTES } from '../../../shared/merge/merge-text.js';
import { spellingKey } from '../../../shared/entry/names.js';
import { ancestorsOf, nameOf, parentOf } from '../../../shared/entry/path.js';
import type { ClockChange } from '../../../shared/run/run.js';
import type { WaitingFilters } from '../../../shared/plan/waiting-filters.js';
import type { Problem } from '../../../shared/problem.js';
import type { Mode } from '../../../shared/profile/profile.js';
import {
  deriveFolders,
  destinationOf,
  imposedAction,
  dependsOnTree,
  mergedIn,
  ownAction,
  TYPE_CONFLICT,
  type ItemState,
} from './effective-actions.js';
import { mayMerge, resolvedBy } from '../decide/automatic-resolution.js';
import { ItemStates } from './item-states.js';
import { findFolderMoves } from './folder-moves.js';
import { keepBothPath } from './keep-both-name.js';
import { doubtfulFiles } from './move-candidates.js';
import { knownSizesAndTimes } from './known-sizes-and-times.js';
import {
  byContent,
  byId,
  byIdAndEnds,
  bySizeAndTime,
  findMoves,
  isSameBy,
  type Contents,
  type Evidence,
  type FileIds,
  type FileThere,
} from './file-moves.js';
import type { Policy } from '../base/policy.js';
import type { Part } from '../base/scope.js';
import type { Decision } from '../decide/folder-pair.js';
import type { Recovery } from '../base/recovery.js';
import type { RunnablePlan } from './runnable-plan.js';
import type { Leftover, MovedFolder } from '../base/recovery.js';
import { forcesSource, contentOfTypeChanges, blockedProblem } from './type-changes.js';

/** Nothing is known of how either side gives its files their ids. */
const REUSED: Sides<FileIds> = { local: 'reused', remote: 'reused' };

/** A plan while it is made, looked at and settled. */
export class Plan implements RunnablePlan {
  readonly mode: Mode;
  readonly comparedMs: number;
  readonly part: Part | undefined;
  /**
   * What a killed run turns out to have finished (S5), and what was imported: taken for baseline here, and written when
   * the plan is run.
   */
  readonly recovered: BaselineRow[];
  readonly leftovers: Leftover[] = [];
  /** Sides whose clocks tell times differently than at the last run (S10). */
  readonly clockChanges: ClockChange[] = [];
  /** The `.evenkeelignore` that the other side brought, where it waits to be accepted (S12). */
  waitingFilters: WaitingFilters | undefined;
  otherVolumes: RunnablePlan['otherVolumes'];
  /** What is on record of these paths is not believed here, and forgotten when the plan is run. */
  readonly voided: readonly ItemPath[];
  /** Folders whose records are taken here for those of their new place, and moved there when the plan is run. */
  readonly movedFolders: readonly MovedFolder[];

  readonly #policy: Policy;
  readonly #fileIds: Sides<FileIds>;
  readonly #states = new ItemStates();
  #completed = false;

  /** `fileIds` says what each side's names for files prove; the comparison began at `comparedMs`, and was of `part` only. */
  constructor(
    policy: Policy,
    { rows, voided, movedFolders }: Recovery,
    fileIds: Sides<FileIds> = REUSED,
    comparedMs = 0,
    part?: Part,
  ) {
    this.#policy = policy;
    this.comparedMs = comparedMs;
    this.part = part;
    this.#fileIds = fileIds;
    this.mode = policy.mode;
    this.recovered = [...rows];
    this.voided = [...voided];
    this.movedFolders = movedFolders;
  }

  /** Every item by its path, equal ones included, in the order in which they were found. */
  get items(): ReadonlyMap<ItemPath, PlanItem> {
    return this.#states.items;
  }

  get totals(): PlanTotals {
    const { tallies } = this.#states;
    return this.#completed ? tallies.complete(this.#policy.deletionLimit, this.part) : tallies.totals;
  }

  /** Takes in what was decided on one folder's content. */
  add(decisions: readonly Decision[]): readonly PlanItem[] {
    return decisions.map((decision) => {
      const { item } = decision;
      const resolved =
        item.conflict === undefined ? undefined : resolvedBy(item, item.conflict, this.#policy);
      if (!dependsOnTree(decision) && resolved === undefined) return this.#states.showAsDecided(item);
      const state: ItemState = { decision, resolved };
      this.#states.set(item.path, state);
      return this.#states.show({ ...item, action: ownAction(state, this.#states.lookUp), resolved });
    });
  }

  /** S8: nothing is known of what lies in `folder`, so it and all above it stay. */
  markUnreadable(folder: ItemPath, problem: Problem): PlanItem | undefined {
    const state = this.#states.lookUp(folder);
    if (state === undefined) return undefined;
    const item: PlanItem = {
      ...state.decision.item,
      action: { kind: 'leave', reason: 'unreadable' },
      conflict: undefined,
      problem,
    };
    this.#states.set(folder, { decision: { item, above: state.decision.above } });
    return this.#states.show(item);
  }

  /** The files whose contents may prove moves that their times do not; to be asked once all folders have been added. */
  doubtfulFiles(): readonly FileThere[] {
    const movable = this.#movable();
    return doubtfulFiles(movable, this.#proofs(movable), byId(this.#fileIds, 'reused'));
  }

  /** What proves moves before anything is read. */
  #proofs(movable: ReadonlyMap<ItemPath, PlanItem>): readonly Evidence[] {
    const byNumber = byId(this.#fileIds, 'lasting');
    // Which other files have the same size and time, the plan of a part does not know.
    if (this.part !== undefined) return [byNumber];
    return [byNumber, bySizeAndTime(knownSizesAndTimes(this.#states.items.values(), movable.values()))];
  }

  /**
   * Says that all folders have been added, and what is in the doubtful files; returns the items whose actions what was found elsewhere
   * changed.
   */
  complete(contents: Contents = new Map()): readonly PlanItem[] {
    this.#completed = true;
    // Every item is here, each decided by itself. A folder that is to give way to a file has not been asked for what lies in it yet.
    this.#checkTypeChanges();
    // What waits below a clash is out of the question for moves; of the rest, each deletion may be one end of a move, each creation the other.
    const movable = this.#movable();
    const proofs = this.#proofs(movable);
    const byReading = [byContent(contents), byIdAndEnds(this.#fileIds, contents)];
    // Whole folders first: their files need no proof of their own, and are no ends of other moves from then on.
    for (const evidence of [proofs, [...proofs, ...byReading]]) {
      for (const [path, folderMove] of findFolderMoves(movable, isSameBy(...evidence))) {
        // Where the folder is not renamed as a whole after all, its files are moved one by one.
        const move = isFolder(movable.get(path)) ? undefined : { ...folderMove, along: undefined };
        this.#change(path, { folderMove, move });
        movable.delete(path);
      }
    }
    // What two files could have been meant by may be plain once those are gone that move with their folders.
    this.#findMoves(movable, proofs, byReading);
    // All names that there will be are known: no version that is kept beside another takes the name of a third file (S9).
    this.#nameKeptVersions();
    // No item changes by itself any more: folders follow from what is in them.
    return this.#derive();
  }

  /** Where a file is to replace a folder, what lies in the folder counts: if anything in it is new or edited, it is a conflict (S6). */
  #checkTypeChanges(): void {
    const content = contentOfTypeChanges(
      this.#states.items.values(),
      (path) => this.#states.lookUp(path)?.decision.item,
    );
    for (const [path, { edited, blockedBy }] of content) {
      const state = this.#states.lookUp(path);
      if (state === undefined) continue;
      const { item, above } = state.decision;
      const asks = blockedBy !== undefined || (edited && !forcesSource(this.#policy));
      if (!asks || item.action.kind !== 'copy') {
        this.#states.set(path, { ...state, blockedBy });
        continue;
      }
      const open: PlanItem = { ...item, action: TYPE_CONFLICT, conflict: 'folder-against-file' };
      const resolved = resolvedBy(open, 'folder-against-file', this.#policy);
      this.#states.set(path, { ...state, decision: { item: open, above }, resolved, blockedBy });
    }
  }

  /** By one evidence after the other, each among what the ones before have left. */
  #findMoves(
    movable: Map<ItemPath, PlanItem>,
    proofs: readonly Evidence[],
    byReading: readonly Evidence[],
  ): void {
    for (const evidence of [...proofs, ...byReading]) {
      const provenByContent = byReading.includes(evidence);
      for (const [path, move] of findMoves(movable, evidence)) {
        this.#change(path, { move, provenByContent });
        movable.delete(path);
      }
    }
  }

  /**
   * Gives the versions a name that are to be kept beside others. Only now are all names of their folders known, so that none of them takes
   * the place of another file, in whatever spelling (S9).
   */
  #nameKeptVersions(): void {
    const unnamed: ItemPath[] = [];
    const named: ItemPath[] = [];
    for (const [path, { settled, resolved, keepBoth }] of this.#states.dependent) {
      if ((settled ?? resolved) !== 'keep-both') continue;
      if (keepBoth === undefined) unnamed.push(path);
      else named.push(keepBoth.as);
    }
    if (unnamed.length === 0) return;
    const taken = new Map<ItemPath, Set<string>>(unnamed.map((path) => [parentOf(path), new Set()]));
    const take = (path: ItemPath): unknown => taken.get(parentOf(path))?.add(spellingKey(nameOf(path)));
    for (const path of this.#states.items.keys()) take(path);
    for (const path of named) take(path);
    // A server that lets nothing be renamed keeps its file as it is.
    const renames = this.#policy.own.writing === 'in-place' ? 'local' : 'remote';
    for (const path of unnamed) {
      const state = this.#states.lookUp(path);
      if (state === undefined) continue;
      const isTaken = (spelling: string): boolean => taken.get(parentOf(path))?.has(spelling) === true;
      const as = keepBothPath(path, renames, this.comparedMs, isTaken);
      take(as);
      this.#states.set(path, { ...state, keepBoth: { kind: 'keep-both', renames, as } });
    }
  }

  /**
   * Gives up moving the folder that would arrive at `path` as a whole, because its side refuses that: each file in it is
   * moved by itself. Returns the items whose actions changed by it.
   */
  dissolve(path: ItemPath): readonly PlanItem[] {
    this.#states.update(path, { refusesWhole: true });
    return this.#derive();
  }

  /** What nothing has vanished from, nothing can have been moved in: a first run of a million files need not be searched. */
  #movesNothing(): boolean {
    for (const { action } of this.#states.items.values()) if (action.kind === 'delete') return false;
    return true;
  }

  #change(path: ItemPath, change: Partial<ItemState>): void {
    if (this.#canMove(change)) this.#states.update(path, change);
  }

  /** Where a server lets nothing be renamed, what was moved is copied and deleted there. */
  #canMove({ move, folderMove }: Partial<ItemState>): boolean {
    return this.#policy.own.writing === 'beside' || (move ?? folderMove)?.on !== 'remote';
  }

  /** Keeps count of what of a moved folder does not go along; as long as there is anything, the folder does not move as a whole. */
  #countStaying({ decision, folderMove, settled }: ItemState, stays: boolean): void {
    const change = Number(stays) - Number(settled !== undefined);
    if (folderMove === undefined || change === 0) return;
    const to = destinationOf(decision.item.path, folderMove);
    this.#states.update(to, { staying: (this.#states.lookUp(to)?.staying ?? 0) + change });
  }

  /** What lies below a clash waits for its settlement, and cannot be part of a move. */
  #movable(): Map<ItemPath, PlanItem> {
    const movable = new Map<ItemPath, PlanItem>();
    if (this.#movesNothing()) return movable;
    for (const [path, shown] of this.#states.items) {
      const { item, above } = this.#states.dependent.get(path)?.decision ?? { item: shown, above: undefined };
      if (above?.kind !== 'clash' && !isTypeChange(item)) movable.set(path, item);
    }
    return movable;
  }

  /**
   * Chooses for these items what is to happen instead of what the rules say, or with `null` for all conflicts about which nothing is
   * settled yet; `null` as settlement undoes a choice. With `below`, the same goes for all that lies in them.
   * Returns every item whose action changed by it, folders included. Passes over what offers no such choice
   * (`settlementsFor`), and over what follows a folder that is in conflict.
   */
  settle(
    paths: readonly ItemPath[] | null,
    settlement: SimpleSettlement | null,
    reach: Reach = 'item',
  ): readonly PlanItem[] {
    const chosen = paths === null ? this.#openConflicts() : reach === 'item' ? paths : this.#below(paths);
    const isOffered = (item: PlanItem): boolean =>
      settlement === null || settlementsFor(item, this.mode).includes(settlement);
    return this.#choose(chosen, { settled: settlement ?? undefined }, isOffered);
  }

  /** Whether both versions of an item can be merged, as far as their texts allow. */
  canMerge(path: ItemPath): boolean {
    const item = this.#states.items.get(path);
    return item !== undefined && mayMerge(item, this.#policy);
  }

  /** Chooses that `content` is to take the place of both versions of an item, in the manner of `settle`. */
  settleMerge(path: ItemPath, content: Uint8Array): readonly PlanItem[] {
    const isOffered = (item: PlanItem): boolean =>
      content.length <= MOST_MERGED_BYTES && mayMerge(item, this.#policy);
    return this.#choose([path], { settled: 'merge', merged: content }, isOffered);
  }

  /** Has the policy merge both versions of an item to `content`, as long as nobody says otherwise. */
  resolveByMerging(path: ItemPath, content: Uint8Array): readonly PlanItem[] {
    const state = this.#states.lookUp(path);
    if (state === undefined || !this.canMerge(path)) return [];
    this.#states.set(path, { ...state, resolved: 'merge', mergedByItself: content });
    return this.#derive();
  }

  mergedContent(path: ItemPath): Uint8Array | undefined {
    const state = this.#states.dependent.get(path);
    return state && mergedIn(state);
  }

  #choose(
    chosen: readonly ItemPath[],
    choice: Pick<ItemState, 'settled' | 'merged'>,
    isOffered: (item: PlanItem) => boolean,
  ): readonly PlanItem[] {
    const settled: ItemPath[] = [];
    for (const path of chosen) {
      const state = this.#states.lookUp(path);
      const item = this.#states.items.get(path);
      if (state === undefined || item === undefined) continue;
      if (item.conflict === undefined && imposedAction(state, this.#states.lookUp) !== undefined) continue;
      if (!isOffered(item)) continue;
      this.#states.set(path, { ...state, keepBoth: undefined, merged: undefined, ...choice });
      this.#countStaying(state, choice.settled !== undefined);
      settled.push(path);
    }
    this.#nameKeptVersions();
    // A folder can go only if nothing in it stays, so that all of it has its say from now on.
    const folders = settled.filter((path) => isFolder(this.#states.items.get(path)));
    for (const path of this.#below(folders)) this.#states.update(path, {});
    const changed = new Map(this.#derive().map((item) => [item.path, item]));
    for (const path of settled) {
      const item = this.#states.items.get(path);
      if (item !== undefined) changed.set(path, item);
    }
    return [...changed.values()];
  }

  #openConflicts(): readonly ItemPath[] {
    const isOpen = ({ decision, settled, resolved }: ItemState): boolean =>
      decision.item.conflict !== undefined && (settled ?? resolved) === undefined;
    return [...this.#states.dependent.values()].filter(isOpen).map(({ decision }) => decision.item.path);
  }

  /** The paths themselves, and all that lies below them. */
  #below(paths: readonly ItemPath[]): readonly ItemPath[] {
    if (paths.length === 0) return [];
    const roots = new Set(paths);
    return [...this.#states.items.keys()].filter(
      (path) => roots.has(path) || roots.has('') || ancestorsOf(path).some((folder) => roots.has(folder)),
    );
  }

  #derive(): readonly PlanItem[] {
    const own = new Map<ItemPath, { readonly item: PlanItem; readonly action: Action }>();
    for (const [path, state] of this.#states.dependent) {
      own.set(path, { item: state.decision.item, action: ownAction(state, this.#states.lookUp) });
    }
    const derived = deriveFolders(own);
    const changed: PlanItem[] = [];
    for (const [path, { item, action }] of own) {
      const { settled, resolved, move, provenByContent, blockedBy } = this.#states.dependent.get(path) ?? {};
      const found = provenByContent === true && action === move ? ({ content: 'same' } as const) : {};
      const stuck =
        blockedBy !== undefined && action.kind === 'conflict' ? blockedProblem(path, blockedBy) : {};
      const next: PlanItem = {
        ...item,
        ...found,
        ...stuck,
        action: derived.get(path) ?? action,
        settled,
        resolved,
      };
      const before = this.#states.items.get(path);
      if (before !== undefined && sameAction(before.action, next.action) && before.settled === settled)
        continue;
      this.#states.show(next);
      changed.push(next);
    }
    return changed;
  }
}

function isFolder(item: PlanItem | undefined): boolean {
  return item?.local.entry?.kind === 'folder' || item?.remote.entry?.kind === 'folder';
}

function sameAction(one: Action, other: Action): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
