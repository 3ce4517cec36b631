import type { ItemPath, Side } from '../../../shared/entry/entry.js';
import { ancestorsOf, depthOf } from '../../../shared/entry/path.js';
import type { Action, PlanItem, Settlement } from '../../../shared/plan/plan.js';
import { settle } from '../decide/decide.js';
import type { Ruling } from '../decide/reconcile.js';

/** A ruling and what became of it since. */
export interface Held {
  readonly ruling: Ruling;
  /** Present where the item turned out to be one end of a file's move. */
  readonly move?: MoveEnd | undefined;
  /** Whether it was what is in both ends of the file's move that proved it. */
  readonly provenByContent?: boolean | undefined;
  /** Present where it turned out to be one end of a folder's move, or to go along with it. */
  readonly folderMove?: MoveEnd | undefined;
  /** Whether something that would go along with the move to this folder does not, so that each file goes by itself. */
  readonly dissolved?: boolean | undefined;
  /** How the policy settles its conflict. */
  readonly resolved?: Settlement | undefined;
  /** What somebody chose for it. */
  readonly settled?: Settlement | undefined;
}

/** What an item at either end of a move comes to. */
export type MoveEnd = Extract<Action, { readonly kind: 'move' | 'moved' }>;

const WAITS: Action = { kind: 'leave', reason: 'waits-for-folder' };
const CLASHES: Action = { kind: 'conflict', conflict: 'names-clash' };
const CONTENT_STAYS: Action = { kind: 'leave', reason: 'content-stays' };

/**
 * What an item comes to by its own ruling and settlement and those of a clash above it, before what lies below
 * it has its say.
 */
export function ownAction(held: Held, lookUp: (path: ItemPath) => Held | undefined): Action {
  const { item, above } = held.ruling;
  if (above.kind === 'clash' && item.action.kind !== 'forget') {
    const clash = lookUp(above.folder);
    if (clash?.settled === undefined || clash.settled === 'skip') return WAITS;
    const folderSide: Side = clash.ruling.item.local.entry?.kind === 'folder' ? 'local' : 'remote';
    // The folder loses: all that lies in it goes. The folder wins: all that lies in it is brought over.
    if (clash.settled !== folderSide) {
      return item[folderSide].entry === undefined ? item.action : { kind: 'delete', on: folderSide };
    }
  }
  const chosen = held.settled ?? held.resolved;
  if (chosen === 'skip') return { kind: 'leave', reason: 'skipped' };
  if (chosen !== undefined) return settle(item, chosen);
  if (held.folderMove !== undefined) {
    const to = destinationOf(item.path, held.folderMove);
    if (lookUp(to)?.dissolved !== true) return held.folderMove;
  }
  if (held.move !== undefined && isWhole(held.move, lookUp)) return held.move;
  // One file under two spellings: without the one, the other is a name that clashes.
  return isMoveEnd(item.action) && !isWhole(item.action, lookUp) ? CLASHES : item.action;
}

function isMoveEnd(action: Action): action is MoveEnd {
  return action.kind === 'move' || action.kind === 'moved';
}

/** The path under which the folder arrives whose move an item is an end of, or goes along with. */
export function destinationOf(path: ItemPath, move: MoveEnd): ItemPath {
  return move.along ?? (move.kind === 'move' ? path : move.to);
}

/** A move is one for as long as nobody has chosen something else for its other end. */
function isWhole(move: MoveEnd, lookUp: (path: ItemPath) => Held | undefined): boolean {
  return lookUp(move.kind === 'move' ? move.from : move.to)?.settled === undefined;
}

/** Whether an item's action depends on what lies above or below it. */
export function isDelicate(ruling: Ruling): boolean {
  const { item, above } = ruling;
  if (above.kind !== 'plain' || item.action.kind === 'conflict' || isMoveEnd(item.action)) return true;
  const isFolder = item.local.entry?.kind === 'folder' || item.remote.entry?.kind === 'folder';
  return isFolder && (item.action.kind === 'delete' || item.action.kind === 'leave');
}

/**
 * Makes the actions of folders agree with those of what lies in them: a folder is deleted only if everything in it
 * is, and is made anew where something in it is brought to a side that lacks it (S6). Takes every delicate
 * item with its own action and returns the actions that differ.
 */
export function deriveFolders(
  delicate: ReadonlyMap<ItemPath, { readonly item: PlanItem; readonly action: Action }>,
): ReadonlyMap<ItemPath, Action> {
  const derived = new Map<ItemPath, Action>();
  const keptOn: Record<Side, Set<ItemPath>> = { local: new Set(), remote: new Set() };
  const neededOn: Record<Side, Set<ItemPath>> = { local: new Set(), remote: new Set() };

  // Deepest first, so that each folder meets what its content has said of it.
  const paths = [...delicate.keys()].sort((a, b) => depthOf(b) - depthOf(a));
  for (const path of paths) {
    const found = delicate.get(path);
    if (found === undefined) continue;
    let { action } = found;
    for (const side of ['local', 'remote'] as const) {
      if (neededOn[side].has(path) && found.item[side].entry === undefined && action.kind !== 'move') {
        action = { kind: 'create-folder', on: side };
      }
    }
    if (action.kind === 'delete' && keptOn[action.on].has(path)) action = CONTENT_STAYS;
    if (action !== found.action) derived.set(path, action);
    speakForAncestors(path, found.item, action, keptOn, neededOn);
  }
  return derived;
}

function speakForAncestors(
  path: ItemPath,
  item: PlanItem,
  action: Action,
  keptOn: Record<Side, Set<ItemPath>>,
  neededOn: Record<Side, Set<ItemPath>>,
): void {
  const created: Side | undefined =
    action.kind === 'copy'
      ? action.to
      : action.kind === 'create-folder' || action.kind === 'move'
        ? action.on
        : undefined;
  for (const side of ['local', 'remote'] as const) {
    const leaves = (action.kind === 'delete' || action.kind === 'moved') && action.on === side;
    const keeps = item[side].entry !== undefined && !leaves;
    if (!keeps && created !== side) continue;
    for (const folder of ancestorsOf(path)) {
      if (keeps) keptOn[side].add(folder);
      if (created === side) neededOn[side].add(folder);
    }
  }
}
