import { otherSide, type ItemPath, type Side } from '../../../shared/entry/entry.js';
import { ancestorsOf, depthOf } from '../../../shared/entry/path.js';
import { isTypeChange, type Action, type PlanItem, type Settlement } from '../../../shared/plan/plan.js';
import { settle } from '../decide/decide.js';
import type { Decision } from '../decide/folder-pair.js';

/** A ruling and what became of it since. */
export interface ItemState {
  readonly ruling: Decision;
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
  /** Of a folder against a file: something in the folder that no choice may delete, so that the folder cannot go. */
  readonly heldBy?: ItemPath | undefined;
}

/** What an item at either end of a move comes to. */
export type MoveEnd = Extract<Action, { readonly kind: 'move' | 'moved' }>;

const WAITS: Action = { kind: 'leave', reason: 'waits-for-folder' };
const CLASHES: Action = { kind: 'conflict', conflict: 'names-clash' };
export const TYPE_CONFLICT: Action = { kind: 'conflict', conflict: 'folder-against-file' };
const CONTENT_STAYS: Action = { kind: 'leave', reason: 'content-stays' };

/**
 * What an item comes to by its own ruling and settlement and those of a clash above it, before what lies below
 * it has its say.
 */
export function ownAction(held: ItemState, lookUp: (path: ItemPath) => ItemState | undefined): Action {
  const { item } = held.ruling;
  const imposed = imposedAction(held, lookUp);
  if (imposed !== undefined) return imposed;
  const chosen = held.settled ?? held.resolved;
  if (chosen === 'skip') return { kind: 'leave', reason: 'skipped' };
  if (chosen !== undefined) {
    return held.heldBy !== undefined && chosen !== folderSideOf(item) ? TYPE_CONFLICT : settle(item, chosen);
  }
  const withFolder = copiedWithFolder(held, lookUp);
  if (withFolder !== undefined) return withFolder;
  if (held.folderMove !== undefined) {
    const to = destinationOf(item.path, held.folderMove);
    if (lookUp(to)?.dissolved !== true) return held.folderMove;
  }
  if (held.move !== undefined && isWhole(held.move, lookUp)) return held.move;
  // One file under two spellings: without the one, the other is a name that clashes.
  return isMoveEnd(item.action) && !isWhole(item.action, lookUp) ? CLASHES : item.action;
}

/**
 * What a clash above an item makes of it, whatever its own ruling and settlement say; nothing where the folder wins, and all that lies
 * in it is copied as its own rules say.
 */
export function imposedAction(
  { ruling: { item, above } }: ItemState,
  lookUp: (path: ItemPath) => ItemState | undefined,
): Action | undefined {
  if (above.kind !== 'clash' || item.action.kind === 'forget' || isUntouchable(item.action)) return undefined;
  const clash = lookUp(above.folder);
  if (clash === undefined) return WAITS;
  const folderSide = folderSideOf(clash.ruling.item);
  const winner = winnerOf(clash);
  const around = imposedAction(clash, lookUp);
  if (around?.kind === 'leave' || (around === undefined && winner === undefined)) return WAITS;
  if (around === undefined && winner === folderSide) return undefined;
  // The folder loses: all that lies in it goes.
  return item[folderSide].entry === undefined ? item.action : { kind: 'delete', on: folderSide };
}

/**
 * Where a folder wins over a file, all that lies in it is copied: that the other side has none of it is no deletion of each, but of
 * the folder that somebody has just decided for.
 */
function copiedWithFolder(
  { ruling: { item, above } }: ItemState,
  lookUp: (path: ItemPath) => ItemState | undefined,
): Action | undefined {
  const { action } = item;
  if (above.kind !== 'clash') return undefined;
  const isLeft = action.kind === 'leave' && action.reason === 'mode';
  if (action.kind !== 'delete' && action.kind !== 'conflict' && !isLeft) return undefined;
  const clash = lookUp(above.folder);
  const side = clash === undefined ? undefined : folderSideOf(clash.ruling.item);
  if (clash === undefined || side === undefined || winnerOf(clash) !== side) return undefined;
  return item[side].entry === undefined ? undefined : settle(item, side);
}

/** The side that wins a clash, as far as that is settled. */
function winnerOf({ ruling: { item }, settled, resolved, heldBy }: ItemState): Side | undefined {
  const chosen = settled ?? resolved;
  if (chosen === 'skip') return undefined;
  const winner = chosen ?? winnerByRules(item.action);
  return heldBy !== undefined && winner !== folderSideOf(item) ? undefined : winner;
}

function winnerByRules(action: Action): Side | undefined {
  if (action.kind === 'create-folder') return otherSide(action.on);
  return action.kind === 'copy' ? otherSide(action.to) : undefined;
}

function folderSideOf(item: PlanItem): Side {
  return item.local.entry?.kind === 'folder' ? 'local' : 'remote';
}

/** Whether an item is left for a reason that no choice about a folder above changes. */
export function isUntouchable(action: Action): boolean {
  if (action.kind !== 'leave') return false;
  switch (action.reason) {
    case 'filtered':
    case 'not-a-file':
    case 'unreadable':
    case 'unsafe-name':
      return true;
    case 'mode':
    case 'skipped':
    case 'waits-for-folder':
    case 'content-stays':
      return false;
  }
}

function isMoveEnd(action: Action): action is MoveEnd {
  return action.kind === 'move' || action.kind === 'moved';
}

/** The path under which the folder arrives whose move an item is an end of, or goes along with. */
export function destinationOf(path: ItemPath, move: MoveEnd): ItemPath {
  return move.along ?? (move.kind === 'move' ? path : move.to);
}

/** A move is one for as long as nobody has chosen something else for its other end. */
function isWhole(move: MoveEnd, lookUp: (path: ItemPath) => ItemState | undefined): boolean {
  return lookUp(move.kind === 'move' ? move.from : move.to)?.settled === undefined;
}

/** Whether an item's action depends on what lies above or below it. */
export function dependsOnTree(ruling: Decision): boolean {
  const { item, above } = ruling;
  if (above.kind !== 'plain' || item.action.kind === 'conflict' || isMoveEnd(item.action)) return true;
  if (isTypeChange(item)) return true;
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
