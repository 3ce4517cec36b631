import type { BaselineRow } from '../../../shared/entry/baseline.js';
import type { ItemPath, Sides } from '../../../shared/entry/entry.js';
import {
  isTypeChange,
  settlementsFor,
  type Action,
  type PlanItem,
  type PlanTotals,
  type Reach,
  type Settlement,
} from '../../../shared/plan/plan.js';
import { ancestorsOf } from '../../../shared/entry/path.js';
import type { ClockChange } from '../../../shared/run/run.js';
import type { WaitingFilters } from '../../../shared/plan/waiting-filters.js';
import type { Problem } from '../../../shared/problem.js';
import type { Mode } from '../../../shared/profile/profile.js';
import {
  deriveFolders,
  destinationOf,
  imposedAction,
  dependsOnTree,
  ownAction,
  TYPE_CONFLICT,
  type ItemState,
} from './effective-actions.js';
import { resolvedBy } from '../decide/automatic-resolution.js';
import { findFolderMoves } from './folder-moves.js';
import { doubtfulFiles } from './move-candidates.js';
import { knownStamps } from './known-stamps.js';
import {
  byContent,
  byId,
  byIdAndEnds,
  byStamp,
  findMoves,
  isSameBy,
  type Contents,
  type Evidence,
  type FileIds,
  type FileThere,
} from './file-moves.js';
import type { Policy } from '../base/policy.js';
import type { Above, Decision } from '../decide/folder-pair.js';
import type { Recovery } from '../base/recovery.js';
import type { RunnablePlan } from './runnable-plan.js';
import type { Leftover, MovedFolder } from '../base/recovery.js';
import { Tallies } from './totals.js';
import { forcesSource, hearFolders, heldProblem } from './type-changes.js';

/** Above most items lies nothing that bears on them. */
const PLAIN: Above = { kind: 'plain' };

/** Nothing is known of how either side gives its files their ids. */
const REUSED: Sides<FileIds> = { local: 'reused', remote: 'reused' };

/** A plan while it is made, looked at and settled. */
export class Plan implements RunnablePlan {
  readonly mode: Mode;
  readonly comparedMs: number;
  /**
   * What a killed run turns out to have finished (S5), and what pyftpsync recorded: taken for baseline here, and written when
   * the plan is run.
   */
  readonly recovered: BaselineRow[];
  readonly leftovers: Leftover[] = [];
  /** Sides whose clocks tell times differently than at the last run (S10). */
  readonly clockChanges: ClockChange[] = [];
  /** The `.evenkeelignore` that the other side brought, where it waits to be accepted (S12). */
  waitingFilters: WaitingFilters | undefined;
  /** What is on record of these paths is not believed here, and forgotten when the plan is run. */
  readonly voided: readonly ItemPath[];
  /** Folders whose records are taken here for those of their new place, and moved there when the plan is run. */
  readonly movedFolders: readonly MovedFolder[];

  readonly #policy: Policy;
  readonly #fileIds: Sides<FileIds>;
  readonly #items = new Map<ItemPath, PlanItem>();
  /** Of the items that are not simply what their rulings say, what is known besides. A plan may hold millions, nearly all of them simple. */
  readonly #held = new Map<ItemPath, ItemState>();
  readonly #delicate = new Set<ItemPath>();
  /** For each folder that would move as a whole, what of it does not go along because somebody chose otherwise. */
  readonly #staying = new Map<ItemPath, Set<ItemPath>>();
  readonly #tallies = new Tallies();
  #completed = false;

  /** `fileIds` says what each side's names for files prove; the comparison began at `comparedMs`. */
  constructor(
    policy: Policy,
    { rows, voided, movedFolders }: Recovery,
    fileIds: Sides<FileIds> = REUSED,
    comparedMs = 0,
  ) {
    this.#policy = policy;
    this.comparedMs = comparedMs;
    this.#fileIds = fileIds;
    this.mode = policy.mode;
    this.recovered = [...rows];
    this.voided = [...voided];
    this.movedFolders = movedFolders;
  }

  /** Every item by its path, equal ones included, in the order in which they were found. */
  get items(): ReadonlyMap<ItemPath, PlanItem> {
    return this.#items;
  }

  get totals(): PlanTotals {
    return this.#completed ? this.#tallies.complete(this.#policy.brakes) : this.#tallies.totals;
  }

  /** Takes in what was decided on one folder's content. */
  add(rulings: readonly Decision[]): readonly PlanItem[] {
    return rulings.map((ruling) => {
      const { item } = ruling;
      const resolved =
        item.conflict === undefined ? undefined : resolvedBy(item, item.conflict, this.#policy);
      const delicate = dependsOnTree(ruling);
      if (delicate) this.#delicate.add(item.path);
      if (!delicate && resolved === undefined) {
        this.#held.delete(item.path);
        return this.#show(item);
      }
      const held: ItemState = { ruling, resolved };
      this.#held.set(item.path, held);
      return this.#show({ ...item, action: ownAction(held, this.#lookUp), resolved });
    });
  }

  /** S8: nothing is known of what lies in `folder`, so it and all above it stay. */
  markUnreadable(folder: ItemPath, problem: Problem): PlanItem | undefined {
    const held = this.#lookUp(folder);
    if (held === undefined) return undefined;
    const item: PlanItem = {
      ...held.ruling.item,
      action: { kind: 'leave', reason: 'unreadable' },
      conflict: undefined,
      problem,
    };
    this.#held.set(folder, { ruling: { item, above: held.ruling.above } });
    this.#delicate.add(folder);
    return this.#show(item);
  }

  /** The files whose contents may prove moves that their times do not; to be asked once all folders have been added. */
  doubtfulFiles(): readonly FileThere[] {
    const movable = this.#movable();
    return doubtfulFiles(movable, this.#proofs(movable), byId(this.#fileIds, 'reused'));
  }

  /** What proves moves before anything is read. */
  #proofs(movable: ReadonlyMap<ItemPath, PlanItem>): readonly Evidence[] {
    const stamps = knownStamps(this.#items.values(), movable.values());
    return [byId(this.#fileIds, 'lasting'), byStamp(stamps)];
  }

  /**
   * Says that all folders have been added, and what is in the doubtful files; returns the items whose actions what was found elsewhere
   * changed.
   */
  complete(contents: Contents = new Map()): readonly PlanItem[] {
    this.#completed = true;
    this.#hearFolders();
    const movable = this.#movable();
    const proofs = this.#proofs(movable);
    const byReading = [byContent(contents), byIdAndEnds(this.#fileIds, contents)];
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
    return this.#derive();
  }

  /** Where a file is to take the place of a folder, what lies in the folder has a say: what is new or edited in it is asked about (S6). */
  #hearFolders(): void {
    const heard = hearFolders(this.#items.values(), (path) => this.#lookUp(path)?.ruling.item);
    for (const [path, { edited, heldBy }] of heard) {
      const held = this.#lookUp(path);
      if (held === undefined) continue;
      const { item, above } = held.ruling;
      const asks = heldBy !== undefined || (edited && !forcesSource(this.#policy));
      if (!asks || item.action.kind !== 'copy') {
        this.#held.set(path, { ...held, heldBy });
        continue;
      }
      const open: PlanItem = { ...item, action: TYPE_CONFLICT, conflict: 'folder-against-file' };
      const resolved = resolvedBy(open, 'folder-against-file', this.#policy);
      this.#held.set(path, { ...held, ruling: { item: open, above }, resolved, heldBy });
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
   * Gives up moving the folder that would arrive at `path` as a whole, because its side refuses that: each file in it is
   * moved by itself. Returns the items whose actions changed by it.
   */
  dissolve(path: ItemPath): readonly PlanItem[] {
    this.#change(path, { dissolved: true });
    return this.#derive();
  }

  /** What nothing has vanished from, nothing can have been moved in: a first run of a million files need not be searched. */
  #movesNothing(): boolean {
    for (const { action } of this.#items.values()) if (action.kind === 'delete') return false;
    return true;
  }

  #change(path: ItemPath, change: Partial<ItemState>): void {
    const held = this.#lookUp(path);
    if (held === undefined || !this.#canMove(change)) return;
    this.#held.set(path, { ...held, ...change });
    this.#delicate.add(path);
  }

  /** Where a server lets nothing be renamed, what was moved is copied and deleted there. */
  #canMove({ move, folderMove }: Partial<ItemState>): boolean {
    return this.#policy.own.writing === 'beside' || (move ?? folderMove)?.on !== 'remote';
  }

  /** Keeps count of what of a moved folder does not go along; as long as there is anything, the folder does not move as a whole. */
  #stays(path: ItemPath, held: ItemState, stays: boolean): void {
    if (held.folderMove === undefined) return;
    const to = destinationOf(path, held.folderMove);
    const staying = this.#staying.get(to) ?? new Set<ItemPath>();
    if (stays) staying.add(path);
    else staying.delete(path);
    this.#staying.set(to, staying);
    this.#change(to, { dissolved: staying.size > 0 });
  }

  /** What lies below a clash waits for its settlement, and cannot be part of a move. */
  #movable(): Map<ItemPath, PlanItem> {
    const movable = new Map<ItemPath, PlanItem>();
    if (this.#movesNothing()) return movable;
    for (const [path, item] of this.#items) {
      const ruling = this.#held.get(path)?.ruling ?? { item, above: PLAIN };
      if (ruling.above.kind !== 'clash' && !isTypeChange(ruling.item)) movable.set(path, ruling.item);
    }
    return movable;
  }

  /**
   * Chooses for these items what is to happen instead of what the rules say, or with `null` for all conflicts about which nothing is
   * settled yet; `null` as settlement takes a choice back. With `below`, the same goes for all that lies in them.
   * Returns every item whose action changed by it, folders included. Passes over what offers no such choice
   * (`settlementsFor`), and over what follows a folder that is in conflict.
   */
  settle(
    paths: readonly ItemPath[] | null,
    settlement: Settlement | null,
    reach: Reach = 'item',
  ): readonly PlanItem[] {
    const chosen = paths === null ? this.#openConflicts() : reach === 'item' ? paths : this.#below(paths);
    const settled: ItemPath[] = [];
    for (const path of chosen) {
      const held = this.#lookUp(path);
      const item = this.#items.get(path);
      if (held === undefined || item === undefined) continue;
      if (item.conflict === undefined && imposedAction(held, this.#lookUp) !== undefined) continue;
      if (settlement !== null && !settlementsFor(item, this.mode).includes(settlement)) continue;
      this.#held.set(path, { ...held, settled: settlement ?? undefined });
      this.#stays(path, held, settlement !== null);
      settled.push(path);
    }
    for (const path of settled) this.#delicate.add(path);
    // A folder can go only if nothing in it stays, so that all of it has its say from now on.
    const folders = settled.filter((path) => isFolder(this.#items.get(path)));
    for (const path of this.#below(folders)) this.#delicate.add(path);
    const changed = new Map(this.#derive().map((item) => [item.path, item]));
    for (const path of settled) {
      const item = this.#items.get(path);
      if (item !== undefined) changed.set(path, item);
    }
    return [...changed.values()];
  }

  #openConflicts(): readonly ItemPath[] {
    return [...this.#delicate].filter((path) => {
      const held = this.#held.get(path);
      return held?.ruling.item.conflict !== undefined && (held.settled ?? held.resolved) === undefined;
    });
  }

  /** The paths themselves, and all that lies below them. */
  #below(paths: readonly ItemPath[]): readonly ItemPath[] {
    if (paths.length === 0) return [];
    const roots = new Set(paths);
    return [...this.#items.keys()].filter(
      (path) => roots.has(path) || roots.has('') || ancestorsOf(path).some((folder) => roots.has(folder)),
    );
  }

  readonly #lookUp = (path: ItemPath): ItemState | undefined => {
    const held = this.#held.get(path);
    if (held !== undefined) return held;
    const item = this.#items.get(path);
    return item === undefined ? undefined : { ruling: { item, above: PLAIN } };
  };

  #derive(): readonly PlanItem[] {
    const own = new Map<ItemPath, { readonly item: PlanItem; readonly action: Action }>();
    for (const path of this.#delicate) {
      const held = this.#lookUp(path);
      if (held !== undefined) {
        // From now on the item may be another one than its ruling has.
        this.#held.set(path, held);
        own.set(path, { item: held.ruling.item, action: ownAction(held, this.#lookUp) });
      }
    }
    const derived = deriveFolders(own);
    const changed: PlanItem[] = [];
    for (const [path, { item, action }] of own) {
      const { settled, resolved, move, provenByContent, heldBy } = this.#held.get(path) ?? {};
      const found = provenByContent === true && action === move ? ({ content: 'same' } as const) : {};
      const stuck = heldBy !== undefined && action.kind === 'conflict' ? heldProblem(path, heldBy) : {};
      const next: PlanItem = {
        ...item,
        ...found,
        ...stuck,
        action: derived.get(path) ?? action,
        settled,
        resolved,
      };
      const before = this.#items.get(path);
      if (before !== undefined && sameAction(before.action, next.action) && before.settled === settled)
        continue;
      this.#show(next);
      changed.push(next);
    }
    return changed;
  }

  #show(item: PlanItem): PlanItem {
    const before = this.#items.get(item.path);
    if (before !== undefined) this.#tallies.remove(before);
    this.#items.set(item.path, item);
    this.#tallies.add(item);
    return item;
  }
}

function isFolder(item: PlanItem | undefined): boolean {
  return item?.local.entry?.kind === 'folder' || item?.remote.entry?.kind === 'folder';
}

function sameAction(one: Action, other: Action): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
