import { assertNever } from '../assert-never.js';
import { isLeaf, otherSide, type Side } from '../entry/entry.js';
import { spellingKey } from '../entry/names.js';
import type { Action, ConflictKind, LeaveReason, Observation, PlanItem, Settlement } from './plan.js';
import { formatSize } from '../format/size.js';

type ActionOf<Kind extends Action['kind']> = Extract<Action, { readonly kind: Kind }>;

/**
 * Why a plan does with `item` what it does: one or two whole sentences in plain words, derived from what was found
 * on both sides and from the settlements made, for the window and the command line alike.
 */
export function explain(item: PlanItem): string {
  // What cannot be carried out stays open, whatever was chosen for it.
  if (item.action.kind === 'conflict') return explainConflict(item, item.action.conflict);
  if (item.settled !== undefined) return explainSettled(item, item.settled);
  if (item.resolved !== undefined) return explainResolved(item, item.resolved);
  const { action } = item;
  switch (action.kind) {
    case 'equal':
      return explainEqual(item);
    case 'forget':
      return 'It is gone from both sides, so only its record is removed.';
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
    case 'leave':
      return explainLeave(item, action.reason);
    default:
      return assertNever(action);
  }
}

function explainMove({ path, content }: PlanItem, { on, from, along }: ActionOf<'move'>): string {
  const other = otherSide(on);
  if (along !== undefined) return explainAlong(along, on);
  if (spellingKey(path) === spellingKey(from)) {
    return `It is spelled like this on the ${other} side, so “${from}” is renamed on the ${on} side too, without a transfer.`;
  }
  if (content === 'same') {
    return `“${from}” is gone on the ${other} side, which has the same content here, so it is moved on the ${on} side too, without a transfer.`;
  }
  return `It was moved here from “${from}” on the ${other} side since the last run, so it is moved on the ${on} side too, without a transfer.`;
}

function explainMoved({ path, content }: PlanItem, { on, to, along }: ActionOf<'moved'>): string {
  const other = otherSide(on);
  if (along !== undefined) return explainAlong(along, on);
  if (spellingKey(path) === spellingKey(to)) {
    return `It is spelled “${to}” on the ${other} side, so it is renamed on the ${on} side too.`;
  }
  if (content === 'same') {
    return `It is gone on the ${other} side, which has the same content in “${to}”, so it is moved on the ${on} side too.`;
  }
  return `It was moved to “${to}” on the ${other} side since the last run, so it is moved on the ${on} side too.`;
}

function explainAlong(folder: string, on: Side): string {
  return `Its folder was moved to “${folder}” on the ${otherSide(on)} side since the last run, so it moves with it on the ${on} side, without a transfer.`;
}

function explainSettled(item: PlanItem, settled: Settlement): string {
  if (settled === 'skip') return 'You chose to skip it, so both sides stay as they are in this run.';
  return `You chose the ${settled} side: ${settledEffect(item.action)}`;
}

function explainResolved(item: PlanItem, resolved: Settlement): string {
  const conflict = item.conflict === undefined ? '' : `${explainConflict(item, item.conflict)} `;
  return resolved === 'skip'
    ? `${conflict}Such conflicts are skipped, so both sides stay as they are.`
    : `${conflict}It is resolved for the ${resolved} side: ${settledEffect(item.action)}`;
}

function settledEffect(action: Action): string {
  switch (action.kind) {
    case 'copy':
      return action.replaces
        ? `its version replaces the one on the ${action.to} side.`
        : `its version is copied to the ${action.to} side.`;
    case 'create-folder':
      return `the folder is created on the ${action.on} side.`;
    case 'delete':
      return `the ${action.on} side’s version is deleted.`;
    case 'leave':
      return 'but something in it stays, so it stays too.';
    case 'equal':
    case 'forget':
    case 'move':
    case 'moved':
    case 'conflict':
      return 'the items in it follow.';
    default:
      return assertNever(action);
  }
}

function explainEqual({ local, remote, content }: PlanItem): string {
  if (local.entry?.kind === 'folder' || remote.entry?.kind === 'folder')
    return 'Both sides have this folder.';
  if (local.class === 'unmodified' && remote.class === 'unmodified') {
    return content === 'same'
      ? 'Neither side changed it since the last run, and both have the same content.'
      : 'Neither side changed it since the last run.';
  }
  return content === 'same'
    ? 'Both sides have the same content, although the times differ or are unknown.'
    : 'Both sides have the same file.';
}

function explainCopy(item: PlanItem, to: Side, replaces: boolean): string {
  const from = otherSide(to);
  const source = item[from];
  const target = item[to];
  const verb = to === 'remote' ? 'uploaded' : 'downloaded';
  if (target.entry?.kind === 'folder') return explainTypeChange(item, from, 'file', 'folder');
  if (replaces) {
    if (changed(source) && !changed(target)) {
      const how = isHiddenEdit(item, from)
        ? `Its content changed on the ${from} side since the last run, although its size and time did not,`
        : `It changed on the ${from} side since the last run,`;
      return `${how} so it replaces the unchanged version on the ${to} side.`;
    }
    if (changed(target) && !changed(source)) {
      return `It changed on the ${to} side, and the sync mode restores the ${from} side’s version.`;
    }
    if (source.class === 'unmodified' && target.class === 'unmodified') {
      return `Both sides have it with the same size and time as after the last sync, but with different content; the sync mode lets the version of the ${from} side replace the one on the ${to} side.`;
    }
    if (source.class === 'existing' && target.class === 'existing') {
      return `The two differ and have never been in sync; your settings let the ${from} side’s version replace the ${to} side’s.`;
    }
    return `Both sides changed it since the last run, and the sync mode lets the ${from} side’s version replace the ${to} side’s.`;
  }
  if (target.class === 'deleted') {
    return `It was deleted on the ${to} side, and is restored from the ${from} side.`;
  }
  if (source.class === 'new') return `It is new on the ${from} side, so it is ${verb}.`;
  return `Only the ${from} side has it, so it is ${verb}.`;
}

/** Whether only the content tells that a file changed on a side. */
function isHiddenEdit({ baseline }: PlanItem, side: Side): boolean {
  return baseline?.kind === 'file' && baseline.edited?.includes(side) === true;
}

/** Of what is `now` on the side that wins, and `before` on the other, where it gives way. */
function explainTypeChange(item: PlanItem, from: Side, now: string, before: string): string {
  const to = otherSide(from);
  if (item[from].class === 'modified' && item[to].class === 'unmodified') {
    return `The ${before} became a ${now} on the ${from} side since the last run, so the ${now} replaces the unchanged ${before} on the ${to} side.`;
  }
  return `It is a ${now} on the ${from} side and a ${before} on the ${to} side, and the sync mode lets the ${now} replace the ${before}.`;
}

function explainCreateFolder(item: PlanItem, on: Side): string {
  const from = otherSide(on);
  if (isLeaf(item[on].entry)) return explainTypeChange(item, from, 'folder', 'file');
  if (item[on].class === 'deleted') {
    return `The folder was deleted on the ${on} side, and is created there again because the ${from} side has it.`;
  }
  if (item[from].class === 'new')
    return `The folder is new on the ${from} side, so it is created on the ${on} side.`;
  return `Only the ${from} side has this folder, so it is created on the ${on} side.`;
}

function explainDelete(item: PlanItem, on: Side): string {
  if (item.problem !== undefined) {
    return `${item.problem.what} Excluded items are deleted on the ${on} side.`;
  }
  const from = otherSide(on);
  if (item[from].class === 'deleted') {
    return changed(item[on])
      ? `It was deleted on the ${from} side, so it is deleted on the ${on} side too, although it changed there.`
      : `It was deleted on the ${from} side since the last run and has not changed on the ${on} side, so it is deleted there too.`;
  }
  return `Only the ${on} side has it, and the ${from} side decides, so it is deleted.`;
}

function explainConflict(item: PlanItem, conflict: ConflictKind): string {
  switch (conflict) {
    case 'edited-on-both-sides':
      return `Both sides changed it since the last run, so only you can decide which version to keep.${sizes(item)}`;
    case 'new-on-both-sides':
      return `Both sides have a new file with this name since the last run, and the two differ.${sizes(item)}`;
    case 'edited-and-deleted': {
      const gone = sideThatDeleted(item);
      return `It was deleted on the ${gone} side, but changed on the ${otherSide(gone)} side since the last run.${sizes(item)}`;
    }
    case 'edited-below-deleted-folder':
      return explainEditBelowDeletion(item, sideThatDeleted(item));
    case 'folder-against-file': {
      if (item.problem !== undefined) return item.problem.what;
      const folder = item.local.entry?.kind === 'folder' ? 'local' : 'remote';
      return `It is a folder on the ${folder} side, but a file on the ${otherSide(folder)} side.`;
    }
    case 'names-clash':
      return item.problem?.what ?? 'Its name differs from another one only in spelling.';
    case 'content-differs':
      return 'Both sides have it with the same size and time as after the last sync, but with different content, so only you can decide which to keep.';
    case 'first-meeting':
      return `The two differ and have never been in sync, so only you can decide which to keep.${sizes(item)}`;
    default:
      return assertNever(conflict);
  }
}

/** What the baseline and both sides say of a file's size, as a sentence of its own; nothing where it is no file. */
function sizes({ baseline, local, remote }: PlanItem): string {
  const sides = [
    ...(local.entry?.kind === 'file' ? [`${formatSize(local.entry.size)} on the local side`] : []),
    ...(remote.entry?.kind === 'file' ? [`${formatSize(remote.entry.size)} on the remote side`] : []),
  ];
  if (sides.length === 0) return '';
  const now = `has ${sides.join(' and ')} now`;
  if (baseline?.kind !== 'file') return ` It ${now}.`;
  return ` It had ${formatSize(baseline.sides.local.size)} then, and ${now}.`;
}

function explainEditBelowDeletion(item: PlanItem, gone: Side): string {
  const kept = otherSide(gone);
  const { class: found, entry } = item[kept];
  if (item[gone].class === 'deleted' && entry?.kind === 'folder') {
    return `The folder was deleted on the ${gone} side, but something in it changed on the ${kept} side since the last run.`;
  }
  const folder = `Its folder was deleted on the ${gone} side`;
  switch (found) {
    case 'modified':
      return `${folder}, but it changed on the ${kept} side since the last run.${sizes(item)}`;
    case 'new':
      return `${folder}, but it is new on the ${kept} side since the last run.`;
    default:
      return `${folder}, but what is here on the ${kept} side was never on the ${gone} side.`;
  }
}

function explainLeave(item: PlanItem, reason: LeaveReason): string {
  switch (reason) {
    case 'mode':
      return explainLeftByMode(item);
    case 'skipped':
      return 'You chose to skip it, so both sides stay as they are in this run.';
    case 'waits-for-folder':
      return 'A folder above it is waiting for your decision or is skipped, so it is skipped too.';
    case 'content-stays': {
      const gone = sideThatDeleted(item);
      const event =
        item[gone].class === 'deleted' ? 'was deleted on' : 'would be deleted, as it is missing on';
      return `The folder ${event} the ${gone} side, but something in it stays on the ${otherSide(gone)} side, so it stays too.`;
    }
    case 'not-a-file':
      return explainNotAFile(item);
    case 'unreadable':
      return item.problem?.what ?? 'It could not be read on one side, so both sides stay as they are.';
    case 'unsafe-name':
      return item.problem?.what ?? 'Its name can’t be used safely on both sides, so it is skipped.';
    case 'filtered':
      return item.problem?.what ?? 'A filter excludes it.';
    default:
      return assertNever(reason);
  }
}

function explainLeftByMode(item: PlanItem): string {
  const side = (['local', 'remote'] as const).find(
    (one) => changed(item[one]) || item[one].class === 'deleted',
  );
  if (side !== undefined) {
    const event = happened(item[side]);
    return `It ${event} on the ${side} side, and the sync mode does not copy such changes.`;
  }
  const only = item.remote.entry === undefined ? 'local' : 'remote';
  return item[otherSide(only)].entry === undefined
    ? `Only the ${only} side has it, and the sync mode keeps that.`
    : 'The two differ and have never been in sync. The profile lets a side win that the sync mode never copies from, so both stay as they are.';
}

/** Why what Evenkeel keeps for itself takes no part, on no side. */
export const OWN_STATE = 'Evenkeel keeps its own records here, so it is never copied or deleted.';

function explainNotAFile(item: PlanItem): string {
  const side = item.local.entry?.kind === 'other' ? 'local' : 'remote';
  const { entry } = item[side];
  if (entry?.kind !== 'other' || entry.what === 'device') {
    return `It is a special file on the ${side} side, and Evenkeel skips those.`;
  }
  if (entry.what === 'unreadable-entry') {
    return `The ${side} side lists it in a form that Evenkeel can’t read, so it is skipped.`;
  }
  if (entry.what === 'unreadable-name') {
    return `Its name on the ${side} side is in an unknown encoding, so it is skipped.`;
  }
  if (entry.what === 'own-state') return OWN_STATE;
  switch (entry.leads) {
    case undefined:
      return `It is a symbolic link on the ${side} side, and Evenkeel skips those.`;
    case 'nowhere':
      return `It is a symbolic link on the ${side} side that leads to nothing readable, so it is skipped.`;
    case 'back':
      return `It is a symbolic link on the ${side} side that leads back to a folder above it, so following it would never end.`;
    default:
      return assertNever(entry.leads);
  }
}

function changed({ class: one }: Observation): boolean {
  return one === 'new' || one === 'modified';
}

function happened({ class: one }: Observation): string {
  if (one === 'deleted') return 'was deleted';
  return one === 'new' ? 'is new' : 'changed';
}

function sideThatDeleted({ local }: PlanItem): Side {
  return local.entry === undefined ? 'local' : 'remote';
}
