import { otherSide, type ItemPath, type Side } from '../../../shared/entry/entry.js';
import { ancestorsOf, depthOf } from '../../../shared/entry/path.js';
import { isTypeChange, type Action, type PlanItem, type Settlement } from '../../../shared/plan/plan.js';
import { settle } from '../decide/decide.js';
import type { Decision } from '../decide/folder-pair.js';

/** What was decided on an item, and what is known of it since. */
export interface ItemState {
  readonly decision: Decision;
  /** Present where the item turned out to be one end of a file's move. */
  readonly move?: MoveEnd | undefined;
  /** Whether it was what is in both ends of the file's move that proved it. */
  readonly provenByContent?: boolean | undefined;
  /** Present where it turned out to be one end of a folder's move, or to go along with it. */
  readonly folderMove?: MoveEnd | undefined;
  /** How many of what would go along with the move to this folder do not, because somebody chose otherwise: with any, each file goes by itself. */
  readonly staying?: number | undefined;
  /** Whether its side refuses to move the folder as a whole. */
  readonly refusesWhole?: boolean | undefined;
  /** How the policy settles its conflict. */
  readonly resolved?: Settlement | undefined;
  /** What somebody chose for it. */
  readonly settled?: Settlement | undefined;
  /** What it comes to where both its versions are to be kept; absent as long as the renamed one has no name. */
  readonly keepBoth?: KeepBoth | undefined;
  /** What somebody merged both versions to. */
  readonly merged?: Uint8Array | undefined;
  /** What both versions were merged to by themselves, because the policy says so. */
  readonly mergedByItself?: Uint8Array | undefined;
  /** Of a folder against a file: something in the folder that no choice may delete, so that the folder cannot go. */
  readonly blockedBy?: ItemPath | undefined;
}

/** How both versions of a file are kept. */
export type KeepBoth = Extract<Action, { readonly kind: 'keep-both' }>;

/** What an item at either end of a move comes to. */
export type MoveEnd = Extract<Action, { readonly kind: 'move' | 'moved' }>;

const WAITS: Action = { kind: 'leave', reason: 'waits-for-folder' };
const CLASHES: Action = { kind: 'conflict', conflict: 'names-clash' };
export const TYPE_CONFLICT: Action = { kind: 'conflict', conflict: 'folder-against-file' };
const CONTENT_STAYS: Action = { kind: 'leave', reason: 'content-stays' };

/**
 * What an item comes to by its own decision and settlement and those of a clash above it, before what lies below
 * it is considered.
 */
export function ownAction(state: ItemState, lookUp: (path: ItemPath) => ItemState | undefined): Action {
  const { item } = state.decision;
  const imposed = imposedAction(state, lookUp);
  if (imposed !== undefined) return imposed;
  const chosen = state.settled ?? state.resolved;
  if (chosen === 'skip') return { kind: 'leave', reason: 'skipped' };
  if (chosen === 'keep-both') return state.keepBoth ?? item.action;
  if (chosen === 'merge') {
    const content = mergedIn(state);
    return content === undefined ? item.action : { kind: 'merge', size: content.length };
  }
  if (chosen !== undefined) {
    return state.blockedBy !== undefined && chosen !== folderSideOf(item)
      ? TYPE_CONFLICT
      : settle(item, chosen);
  }
  const withFolder = copiedWithFolder(state, lookUp);
  if (withFolder !== undefined) return withFolder;
  if (state.folderMove !== undefined) {
    const to = destinationOf(item.path, state.folderMove);
    const { staying = 0, refusesWhole = false } = lookUp(to) ?? {};
    if (staying === 0 && !refusesWhole) return state.folderMove;
  }
  if (state.move !== undefined && isWhole(state.move, lookUp)) return state.move;
  // One file under two spellings: without the one, the other is a name that clashes.
  return isMoveEnd(item.action) && !isWhole(item.action, lookUp) ? CLASHES : item.action;
}

/** What takes the place of both versions of an item; `undefined` where they are not to be merged. */
export function mergedIn({ settled, resolved, merged, mergedByItself }: ItemState): Uint8Array | undefined {
  if (settled !== undefined) return settled === 'merge' ? merged : undefined;
  return resolved === 'merge' ? mergedByItself : undefined;
}

/**
 * What a clash above an item makes of it, whatever its own decision and settlement say; nothing where the folder wins, and all that lies
 * in it is copied as its own rules say.
 */
export function imposedAction(
  { decision: { item, above } }: ItemState,
  lookUp: (path: ItemPath) => ItemState | undefined,
): Action | undefined {
  if (above.kind !== 'clash' || item.action.kind === 'forget' || isUntouchable(item.action)) return undefined;
  const clash = lookUp(above.folder);
  if (clash === undefined) return WAITS;
  const folderSide = folderSideOf(clash.decision.item);
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
  { decision: { item, above } }: ItemState,
  lookUp: (path: ItemPath) => ItemState | undefined,
): Action | undefined {
  const { action } = item;
  if (above.kind !== 'clash') return undefined;
  const isLeft = action.kind === 'leave' && action.reason === 'mode';
  if (action.kind !== 'delete' && action.kind !== 'conflict' && !isLeft) return undefined;
  const clash = lookUp(above.folder);
  const side = clash === undefined ? undefined : folderSideOf(clash.decision.item);
  if (clash === undefined || side === undefined || winnerOf(clash) !== side) return undefined;
  return item[side].entry === undefined ? undefined : settle(item, side);
}

/** The side that wins a clash, as far as that is settled. */
function winnerOf({ decision: { item }, settled, resolved, blockedBy }: ItemState): Side | undefined {
  const chosen = settled ?? resolved;
  if (chosen === 'skip' || chosen === 'keep-both' || chosen === 'merge') return undefined;
  const winner = chosen ?? winnerByRules(item.action);
  return blockedBy !== undefined && winner !== folderSideOf(item) ? undefined : winner;
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
export function dependsOnTree(decision: Decision): boolean {
  const { item, above } = decision;
  if (above.kind !== 'plain' || item.action.kind === 'conflict' || isMoveEnd(item.action)) return true;
  if (isTypeChange(item)) return true;
  const isFolder = item.local.entry?.kind === 'folder' || item.remote.entry?.kind === 'folder';
  return isFolder && (item.action.kind === 'delete' || item.action.kind === 'leave');
}

/**
 * Makes the actions of folders agree with those of what lies in them: a folder is deleted only if everything in it
 * is, and is created again where something in it is copied to a side that lacks it (S6). Takes every such
 * item with its own action and returns the actions that differ.
 */
export function deriveFolders(
  dependent: ReadonlyMap<ItemPath, { readonly item: PlanItem; readonly action: Action }>,
): ReadonlyMap<ItemPath, Action> {
  const derived = new Map<ItemPath, Action>();
  const keptOn: Record<Side, Set<ItemPath>> = { local: new Set(), remote: new Set() };
  const neededOn: Record<Side, Set<ItemPath>> = { local: new Set(), remote: new Set() };

  // Deepest first, so that what lies in a folder has been recorded by the time the folder is looked at.
  const paths = [...dependent.keys()].sort((a, b) => depthOf(b) - depthOf(a));
  for (const path of paths) {
    const found = dependent.get(path);
    if (found === undefined) continue;
    let { action } = found;
    for (const side of ['local', 'remote'] as const) {
      if (neededOn[side].has(path) && found.item[side].entry === undefined && action.kind !== 'move') {
        action = { kind: 'create-folder', on: side };
      }
    }
    if (action.kind === 'delete' && keptOn[action.on].has(path)) action = CONTENT_STAYS;
    if (action !== found.action) derived.set(path, action);
    recordForAncestors(path, found.item, action, keptOn, neededOn);
  }
  return derived;
}

function recordForAncestors(
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
