import { otherSide, type ItemPath, type Side } from '../../../shared/entry/entry.js';
import { ancestorsOf, depthOf, parentOf } from '../../../shared/entry/path.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import type { MoveEnd } from './effective-actions.js';
import { vanishedFile, type IsSameFile } from './file-moves.js';

/**
 * Finds the folders that were moved on one side since the baseline: one vanished, and one appeared in which everything that
 * was in the first lies under the same names. It is renamed on the other side as well, as a whole. What was added to it since
 * is copied afterwards; where anything in it was changed or removed, its files are looked at one by one
 * (`findMoves`), and so they are where two folders could be meant. Returns the actions of the folders and of all
 * that goes along.
 */
export function findFolderMoves(
  items: ReadonlyMap<ItemPath, PlanItem>,
  isSameFile: IsSameFile,
): ReadonlyMap<ItemPath, MoveEnd> {
  const moves = new Map<ItemPath, MoveEnd>();
  const vanished = [...items.values()].filter(isVanishedFolder);
  if (vanished.length === 0) return moves;
  const content = contentOf(items, new Set(vanished.map(({ path }) => path)));
  const appeared = appearedByName(items);

  const targets = new Map<ItemPath, readonly ItemPath[]>();
  const claims = new Map<ItemPath, number>();
  for (const { path } of vanished) {
    const found = targetsOf(path, items, content, appeared, isSameFile);
    targets.set(path, found);
    for (const to of found) claims.set(to, (claims.get(to) ?? 0) + 1);
  }
  // The uppermost first: what lies in a folder that moves goes along with it.
  for (const item of vanished.sort((a, b) => depthOf(a.path) - depthOf(b.path))) {
    const [to, ...more] = targets.get(item.path) ?? [];
    if (to === undefined || more.length > 0 || claims.get(to) !== 1) continue;
    if (moves.has(item.path) || moves.has(to) || item.action.kind !== 'delete') continue;
    const { on } = item.action;
    moves.set(item.path, { kind: 'moved', on, to });
    moves.set(to, { kind: 'move', on, from: item.path });
    for (const { path } of membersOf(item.path, content)) {
      const target = to + path.slice(item.path.length);
      moves.set(path, { kind: 'moved', on, to: target, along: to });
      moves.set(target, { kind: 'move', on, from: path, along: to });
    }
  }
  return moves;
}

type Content = ReadonlyMap<ItemPath, readonly PlanItem[]>;

/** A folder that one side deleted and the other still has as it was, so far as it alone is concerned. */
function isVanishedFolder({ action, baseline, problem, ...sides }: PlanItem): boolean {
  if (action.kind !== 'delete' || baseline?.kind !== 'folder' || problem !== undefined) return false;
  return sides[otherSide(action.on)].class === 'deleted';
}

/** What lies directly in each of these folders, gone and forgotten things left out. */
function contentOf(items: ReadonlyMap<ItemPath, PlanItem>, folders: ReadonlySet<ItemPath>): Content {
  const content = new Map<ItemPath, PlanItem[]>();
  for (const item of items.values()) {
    const folder = parentOf(item.path);
    if (!folders.has(folder) || (item.local.entry ?? item.remote.entry) === undefined) continue;
    const found = content.get(folder);
    if (found === undefined) content.set(folder, [item]);
    else found.push(item);
  }
  return content;
}

/** The files that are to be copied to a side which has nothing in their place, by their own name. */
function appearedByName(items: ReadonlyMap<ItemPath, PlanItem>): ReadonlyMap<string, readonly ItemPath[]> {
  const appeared = new Map<string, ItemPath[]>();
  for (const { path, action } of items.values()) {
    if (action.kind !== 'copy' || action.replaces) continue;
    const name = path.slice(path.lastIndexOf('/') + 1);
    const found = appeared.get(name);
    if (found === undefined) appeared.set(name, [path]);
    else found.push(path);
  }
  return appeared;
}

/** All that lies in a folder, at any depth. */
function* membersOf(folder: ItemPath, content: Content): Generator<PlanItem> {
  for (const item of content.get(folder) ?? []) {
    yield item;
    yield* membersOf(item.path, content);
  }
}

/** Where a vanished folder may have gone to: every folder that has appeared with all that was in this one. */
function targetsOf(
  folder: ItemPath,
  items: ReadonlyMap<ItemPath, PlanItem>,
  content: Content,
  appeared: ReadonlyMap<string, readonly ItemPath[]>,
  isSameFile: IsSameFile,
): readonly ItemPath[] {
  const witness = witnessIn(folder, content);
  if (witness === undefined) return [];
  const below = witness.path.slice(folder.length);
  const name = witness.path.slice(witness.path.lastIndexOf('/') + 1);
  return (appeared.get(name) ?? [])
    .filter((path) => path.endsWith(below) && path.length > below.length)
    .map((path) => path.slice(0, -below.length))
    .filter((to) => holdsAll(folder, to, items, content, isSameFile));
}

/** A file that has something in it: empty ones prove nothing. */
function witnessIn(folder: ItemPath, content: Content): PlanItem | undefined {
  for (const item of membersOf(folder, content)) {
    const gone = vanishedFile(item);
    if (gone !== undefined && gone.file.size > 0) return item;
  }
  return undefined;
}

function holdsAll(
  folder: ItemPath,
  to: ItemPath,
  items: ReadonlyMap<ItemPath, PlanItem>,
  content: Content,
  isSameFile: IsSameFile,
): boolean {
  const from = items.get(folder);
  if (from?.action.kind !== 'delete') return false;
  const { on } = from.action;
  if (!isNewFolder(items.get(to), on) || [...ancestorsOf(to)].includes(folder)) return false;
  for (const member of membersOf(folder, content)) {
    const target = items.get(to + member.path.slice(folder.length));
    if (member.action.kind !== 'delete' || member.action.on !== on) return false;
    if (isVanishedFolder(member)) {
      if (!isNewFolder(target, on)) return false;
    } else if (target === undefined || !isSameFile(member, target)) {
      return false;
    }
  }
  return true;
}

function isNewFolder(item: PlanItem | undefined, on: Side): boolean {
  if (item?.action.kind !== 'create-folder' || item.action.on !== on) return false;
  // What is on record was lost there, and is no new place for anything.
  return item.conflict === undefined && item[on].entry === undefined && item.baseline === undefined;
}
