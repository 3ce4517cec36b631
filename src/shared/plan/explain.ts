import { assertNever } from '../assert-never.js';
import { isLeaf, otherSide, type Side } from '../entry/entry.js';
import { nameOf } from '../entry/path.js';
import { spellingKey } from '../entry/names.js';
import type { Action, ConflictKind, LeaveReason, Observation, PlanItem, Settlement } from './plan.js';
import { formatSize } from '../format/size.js';
import { explainText as text, type ItemKind, type SideEvent } from './text.js';

type ActionOf<Kind extends Action['kind']> = Extract<Action, { readonly kind: Kind }>;

/**
 * Why a plan does with `item` what it does: one or two whole sentences in plain words, derived from what was found
 * on both sides and from the settlements made, for the window and the command line alike.
 */
export function explain(item: PlanItem): string {
  return explainWith(item, sizes(item));
}

/** As `explain`, where the sizes of the versions are to be seen beside it. */
export function explainBesideSizes(item: PlanItem): string {
  return explainWith(item, '');
}

function explainWith(item: PlanItem, sizes: string): string {
  // What cannot be carried out stays open, whatever was chosen for it.
  if (item.action.kind === 'conflict') return explainConflict(item, item.action.conflict, sizes);
  if (item.settled !== undefined) return explainSettled(item, item.settled);
  if (item.resolved !== undefined) return explainResolved(item, item.resolved, sizes);
  const { action } = item;
  switch (action.kind) {
    case 'equal':
      return explainEqual(item);
    case 'forget':
      return text.bothForgotten;
    case 'copy':
      return explainCopy(item, action.to, action.replaces);
    case 'create-folder':
      return explainCreateFolder(item, action.on);
    case 'move':
      return explainMove(item, action);
    case 'moved':
      return explainMoved(item, action);
    case 'delete':
      return explainDelete(item, action.on);
    case 'keep-both':
      return keepsBoth(action);
    case 'merge':
      return text.effects.merges;
    case 'leave':
      return explainLeave(item, action.reason);
    default:
      return assertNever(action);
  }
}

function explainMove({ path, content }: PlanItem, { on, from, along }: ActionOf<'move'>): string {
  const { moves } = text;
  if (along !== undefined) return moves.withFolder(along, on);
  if (spellingKey(path) === spellingKey(from)) return moves.renamedCaseHere(from, on);
  return content === 'same' ? moves.sameContentHere(from, on) : moves.here(from, on);
}

function explainMoved({ path, content }: PlanItem, { on, to, along }: ActionOf<'moved'>): string {
  const { moves } = text;
  if (along !== undefined) return moves.withFolder(along, on);
  if (spellingKey(path) === spellingKey(to)) return moves.renamedCaseThere(to, on);
  return content === 'same' ? moves.sameContentThere(to, on) : moves.there(to, on);
}

function explainSettled({ action }: PlanItem, settled: Settlement): string {
  if (settled === 'skip') return text.settled.skip;
  if (settled === 'merge') return text.settled.merge;
  if (settled === 'keep-both') return text.settled.keepBoth(settledEffect(action));
  return text.settled.side(settled, settledEffect(action));
}

function explainResolved(item: PlanItem, resolved: Settlement, sizes: string): string {
  if (resolved === 'merge') return text.resolved.merge;
  const conflict = item.conflict === undefined ? '' : `${explainConflict(item, item.conflict, sizes)} `;
  if (resolved === 'skip') return conflict + text.resolved.skip;
  const effect = settledEffect(item.action);
  return (
    conflict +
    (resolved === 'keep-both' ? text.resolved.keepBoth(effect) : text.resolved.side(resolved, effect))
  );
}

function settledEffect(action: Action): string {
  const { effects } = text;
  switch (action.kind) {
    case 'copy':
      return action.replaces ? effects.replaces(action.to) : effects.copied(action.to);
    case 'create-folder':
      return effects.folderCreated(action.on);
    case 'delete':
      return effects.deleted(action.on);
    case 'keep-both':
      return keepsBoth(action);
    case 'merge':
      return effects.merges;
    case 'leave':
      return effects.stays;
    case 'equal':
    case 'forget':
    case 'move':
    case 'moved':
    case 'conflict':
      return effects.follows;
    default:
      return assertNever(action);
  }
}

function keepsBoth({ renames, as }: ActionOf<'keep-both'>): string {
  return text.effects.keepsBoth(renames, nameOf(as));
}

function explainEqual({ local, remote, content }: PlanItem): string {
  const { equal } = text;
  if (local.entry?.kind === 'folder' || remote.entry?.kind === 'folder') return equal.folder;
  if (local.class === 'unmodified' && remote.class === 'unmodified')
    return content === 'same' ? equal.unchangedAndSame : equal.unchanged;
  return content === 'same' ? equal.sameContent : equal.sameFile;
}

function explainCopy(item: PlanItem, to: Side, replaces: boolean): string {
  const { copies } = text;
  const from = otherSide(to);
  const source = item[from];
  const target = item[to];
  if (target.entry?.kind === 'folder') return explainTypeChange(item, from, 'file', 'folder');
  if (replaces) {
    if (changed(source) && !changed(target))
      return isHiddenEdit(item, from) ? copies.editedUnseen(from, to) : copies.edited(from, to);
    if (changed(target) && !changed(source)) return copies.reverted(from, to);
    if (source.class === 'unmodified' && target.class === 'unmodified')
      return copies.contentDiffers(from, to);
    if (source.class === 'existing' && target.class === 'existing') return copies.firstSync(from, to);
    return copies.bothEdited(from, to);
  }
  if (target.class === 'deleted') return copies.restored(from, to);
  return source.class === 'new' ? copies.added(from) : copies.alone(from);
}

/** Whether only the content tells that a file changed on a side. */
function isHiddenEdit({ baseline }: PlanItem, side: Side): boolean {
  return baseline?.kind === 'file' && baseline.edited?.includes(side) === true;
}

/** Of what is `now` on the side that wins, and `before` on the other, where it gives way. */
function explainTypeChange(item: PlanItem, from: Side, now: ItemKind, before: ItemKind): string {
  const to = otherSide(from);
  const became = item[from].class === 'modified' && item[to].class === 'unmodified';
  return became ? text.copies.becameOther(from, to, now, before) : text.copies.isOther(from, to, now, before);
}

function explainCreateFolder(item: PlanItem, on: Side): string {
  const { folders } = text;
  const from = otherSide(on);
  if (isLeaf(item[on].entry)) return explainTypeChange(item, from, 'folder', 'file');
  if (item[on].class === 'deleted') return folders.restored(from, on);
  return item[from].class === 'new' ? folders.added(from, on) : folders.alone(from, on);
}

function explainDelete(item: PlanItem, on: Side): string {
  const { deletions } = text;
  if (item.problem !== undefined) return deletions.excluded(item.problem.what, on);
  const from = otherSide(on);
  if (item[from].class !== 'deleted') return deletions.extra(on);
  return changed(item[on]) ? deletions.although(from, on) : deletions.followed(from, on);
}

function explainConflict(item: PlanItem, conflict: ConflictKind, sizes: string): string {
  const { conflicts } = text;
  switch (conflict) {
    case 'edited-on-both-sides':
      return conflicts.editedOnBothSides + sizes;
    case 'new-on-both-sides':
      return conflicts.newOnBothSides + sizes;
    case 'edited-and-deleted':
      return conflicts.editedAndDeleted(sideThatDeleted(item)) + sizes;
    case 'edited-below-deleted-folder':
      return explainEditBelowDeletion(item, sideThatDeleted(item), sizes);
    case 'folder-against-file':
      return (
        item.problem?.what ??
        conflicts.folderAgainstFile(item.local.entry?.kind === 'folder' ? 'local' : 'remote')
      );
    case 'names-clash':
      return item.problem?.what ?? conflicts.namesClash;
    case 'content-differs':
      return conflicts.contentDiffers;
    case 'first-meeting':
      return conflicts.initialSync + sizes;
    default:
      return assertNever(conflict);
  }
}

/** What the baseline and both sides say of a file's size, as a sentence of its own; nothing where it is no file. */
function sizes(item: PlanItem): string {
  const { conflicts } = text;
  const now = (['local', 'remote'] as const).flatMap((side) => {
    const { entry } = item[side];
    return entry?.kind === 'file' ? [conflicts.sizeOn(formatSize(entry.size), side)] : [];
  });
  if (now.length === 0) return '';
  const { baseline } = item;
  return baseline?.kind === 'file'
    ? conflicts.sizesSince(formatSize(baseline.sides.local.size), now)
    : conflicts.sizes(now);
}

function explainEditBelowDeletion(item: PlanItem, gone: Side, sizes: string): string {
  const { conflicts } = text;
  const { class: found, entry } = item[otherSide(gone)];
  if (item[gone].class === 'deleted' && entry?.kind === 'folder') return conflicts.editBelow(gone);
  switch (found) {
    case 'modified':
      return conflicts.editedInDeletedFolder(gone) + sizes;
    case 'new':
      return conflicts.addedInDeletedFolder(gone);
    default:
      return conflicts.neverInDeletedFolder(gone);
  }
}

function explainLeave(item: PlanItem, reason: LeaveReason): string {
  const { left } = text;
  switch (reason) {
    case 'mode':
      return explainLeftByMode(item);
    case 'skipped':
      return text.settled.skip;
    case 'waits-for-folder':
      return left.waits;
    case 'content-stays': {
      const gone = sideThatDeleted(item);
      return item[gone].class === 'deleted' ? left.folderDeleted(gone) : left.folderMissing(gone);
    }
    case 'not-a-file':
      return explainNotAFile(item);
    case 'unreadable':
      return item.problem?.what ?? left.unreadable;
    case 'unsafe-name':
      return item.problem?.what ?? left.unsafeName;
    case 'filtered':
      return item.problem?.what ?? left.filtered;
    default:
      return assertNever(reason);
  }
}

function explainLeftByMode(item: PlanItem): string {
  const { left } = text;
  const side = (['local', 'remote'] as const).find(
    (one) => changed(item[one]) || item[one].class === 'deleted',
  );
  if (side !== undefined) return left.byMode(happened(item[side]), side);
  const only = item.remote.entry === undefined ? 'local' : 'remote';
  return item[otherSide(only)].entry === undefined ? left.alone(only) : left.neverInSync;
}

function explainNotAFile(item: PlanItem): string {
  const { left } = text;
  const side = item.local.entry?.kind === 'other' ? 'local' : 'remote';
  const { entry } = item[side];
  if (entry?.kind !== 'other' || entry.what === 'device') return left.device(side);
  if (entry.what === 'unreadable-entry') return left.unreadableEntry(side);
  if (entry.what === 'unreadable-name') return left.unreadableName(side);
  if (entry.what === 'own-state') return text.ownState;
  switch (entry.leads) {
    case undefined:
      return left.link(side);
    case 'nowhere':
      return left.brokenLink(side);
    case 'back':
      return left.endlessLink(side);
    default:
      return assertNever(entry.leads);
  }
}

function changed({ class: one }: Observation): boolean {
  return one === 'new' || one === 'modified';
}

function happened({ class: one }: Observation): SideEvent {
  if (one === 'deleted') return 'deleted';
  return one === 'new' ? 'new' : 'changed';
}

function sideThatDeleted({ local }: PlanItem): Side {
  return local.entry === undefined ? 'local' : 'remote';
}
