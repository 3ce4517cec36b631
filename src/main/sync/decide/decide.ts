import { assertNever } from '../../../shared/assert-never.js';
import {
  isLeaf,
  otherSide,
  type Entry,
  type LeafEntry,
  type Side,
  type Sides,
} from '../../../shared/entry/entry.js';
import {
  isTypeChange,
  type Action,
  type ConflictKind,
  type ContentVerdict,
  type Observation,
} from '../../../shared/plan/plan.js';
import type { Mode } from '../../../shared/profile/profile.js';
import type { Policy } from '../base/policy.js';
import { newerOf } from '../../../shared/entry/times.js';
import { TWO_WAY, type Rule } from './decision-table.js';
import { sameAcrossBy, sameEntry, samePermissions } from '../base/entry-comparison.js';

/** What both sides have under one path, and what became of it. */
export interface Pair {
  readonly local: Observation;
  readonly remote: Observation;
  /** What their contents are, where that was asked. */
  readonly content?: ContentVerdict | undefined;
}

// One of each, because a plan may hold millions of items.
const EQUAL: Action = { kind: 'equal' };
const CREATE: Sides<Action> = {
  local: { kind: 'copy', to: 'local', replaces: false },
  remote: { kind: 'copy', to: 'remote', replaces: false },
};
const REPLACE: Sides<Action> = {
  local: { kind: 'copy', to: 'local', replaces: true },
  remote: { kind: 'copy', to: 'remote', replaces: true },
};
const CREATE_FOLDER: Sides<Action> = {
  local: { kind: 'create-folder', on: 'local' },
  remote: { kind: 'create-folder', on: 'remote' },
};
const LEFT_BY_MODE: Action = { kind: 'leave', reason: 'mode' };

/** Whether its side lists something in a form that says neither what it is nor how big. */
export function isUnreadable(entry: Entry | undefined): boolean {
  return entry?.kind === 'other' && entry.what === 'unreadable-entry';
}

/**
 * What the rules say about one path. `deletedAbove` is the side on which a folder above was deleted: an edit below
 * it is a conflict (S6).
 */
export function decide(pair: Pair, policy: Policy, deletedAbove: Side | undefined): Action {
  const { local, remote } = pair;
  // S8: of what a listing has in no intelligible form nothing is known, as of a folder that could not be listed.
  if (isUnreadable(local.entry) || isUnreadable(remote.entry)) return { kind: 'leave', reason: 'unreadable' };
  if (local.entry?.kind === 'other' || remote.entry?.kind === 'other') {
    return { kind: 'leave', reason: 'not-a-file' };
  }
  // Both sides are known: a file, a folder, a link, or nothing. A file against a folder is no matter of contents.
  if (isTypeChange(pair)) return decideTypeChange(pair, policy);
  // Both are of one kind, or one of them is missing: the table of what became of each side says what the two together mean.
  const rule = TWO_WAY[local.class][remote.class];
  if (pair.content === 'same' && !(isOneSided(rule) && permissionsDiffer(pair))) return EQUAL;
  // Contents that were read overrule what sizes and times say, in both directions (S11).
  if (rule === 'equal' && pair.content === 'different') return unnoticedDifference(pair, policy);
  // The table holds. A profile that forces its source does not ask what became of the target side.
  const source = policy.force ? sourceIn(policy.mode) : undefined;
  if (source !== undefined) return force(rule, source, pair, policy);
  switch (rule) {
    case 'nothing':
    case 'equal':
      return EQUAL;
    case 'forget':
      return { kind: 'forget' };
    case 'to-remote':
      return copyTo('remote', pair, policy, deletedAbove);
    case 'to-local':
      return copyTo('local', pair, policy, deletedAbove);
    case 'delete-local':
      return remove('local', policy);
    case 'delete-remote':
      return remove('remote', policy);
    case 'compare':
      return compareEntries(pair, policy);
    case 'conflict':
      return editAgainstDeletion(pair, policy, deletedAbove);
    default:
      return assertNever(rule);
  }
}

/**
 * A file that became a folder, or a folder that became a file, takes the place of what the other side still has unmodified; *Force*
 * lets the source side win whatever became of the other. Where a folder would have to go, what lies in it counts as well:
 * `Plan.complete` checks it.
 */
function decideTypeChange(pair: Pair, policy: Policy): Action {
  const conflict: Action = { kind: 'conflict', conflict: 'folder-against-file' };
  const source = sourceIn(policy.mode);
  const winner = source !== undefined && policy.force ? source : changedSide(pair);
  if (winner === undefined || !mayChange(otherSide(winner), policy)) return conflict;
  // What only the target side has goes only where deletions are wanted.
  const keepsFolder = source !== undefined && !policy.deleteExtra;
  if (pair[winner].entry?.kind !== 'folder' && keepsFolder) return conflict;
  return settle(pair, winner);
}

/** The side that alone has changed since the last sync. */
function changedSide({ local, remote }: Pair): Side | undefined {
  if (local.class === 'modified' && remote.class === 'unmodified') return 'local';
  return remote.class === 'modified' && local.class === 'unmodified' ? 'remote' : undefined;
}

/**
 * Both sides report what is on record, and hold different contents all the same: nobody edited it, so that nothing says which is
 * right, unless one side is the source.
 */
function unnoticedDifference(pair: Pair, policy: Policy): Action {
  const source = sourceIn(policy.mode);
  return source === undefined
    ? { kind: 'conflict', conflict: 'content-differs' }
    : copyTo(otherSide(source), pair, policy, undefined);
}

/** Whether only one side changed. */
function isOneSided(rule: Rule): boolean {
  return rule === 'to-local' || rule === 'to-remote';
}

function permissionsDiffer({ local: { entry: local }, remote: { entry: remote } }: Pair): boolean {
  return local?.kind === 'file' && remote?.kind === 'file' && !samePermissions(local, remote);
}

/** The side that a mode copies from; `undefined` where either may be. */
export function sourceIn(mode: Mode): Side | undefined {
  switch (mode) {
    case 'two-way':
      return undefined;
    case 'upload':
      return 'local';
    case 'download':
      return 'remote';
    default:
      return assertNever(mode);
  }
}

/** *Force*: whatever became of the target side, the source side's state is copied there. */
function force(rule: Rule, source: Side, pair: Pair, policy: Policy): Action {
  if (rule === 'nothing' || rule === 'equal') return EQUAL;
  if (rule === 'forget') return { kind: 'forget' };
  if (rule === 'compare' && isInSync(pair, policy)) return EQUAL;
  const target = otherSide(source);
  if (pair[source].entry !== undefined) return copyTo(target, pair, policy, undefined);
  return policy.deleteExtra ? { kind: 'delete', on: target } : LEFT_BY_MODE;
}

/** The side that may change, or both. */
function mayChange(side: Side, policy: Policy): boolean {
  return sourceIn(policy.mode) !== side;
}

function copyTo(to: Side, pair: Pair, policy: Policy, deletedAbove: Side | undefined): Action {
  const source = pair[otherSide(to)].entry;
  const replaced = pair[to].entry;
  if (source === undefined) return EQUAL;
  if (!mayChange(to, policy)) {
    // The target side has what the source side lacks: *Upload* and *Download* leave it, or delete it on request.
    return replaced === undefined && policy.deleteExtra
      ? { kind: 'delete', on: otherSide(to) }
      : LEFT_BY_MODE;
  }
  if (deletedAbove === to && replaced === undefined) {
    return { kind: 'conflict', conflict: 'edited-below-deleted-folder' };
  }
  if (source.kind === 'folder') return CREATE_FOLDER[to];
  return replaced === undefined ? CREATE[to] : REPLACE[to];
}

function remove(on: Side, policy: Policy): Action {
  if (!mayChange(on, policy)) return LEFT_BY_MODE;
  return policy.mode === 'two-way' || policy.deleteExtra ? { kind: 'delete', on } : LEFT_BY_MODE;
}

function editAgainstDeletion(pair: Pair, policy: Policy, deletedAbove: Side | undefined): Action {
  const survivor: Side = pair.local.entry !== undefined ? 'local' : 'remote';
  // A folder has no content of its own to edit; what lies in it is decided by itself.
  if (pair[survivor].entry?.kind === 'folder') return copyTo(otherSide(survivor), pair, policy, deletedAbove);
  // What only the target side has is not the source side's concern unless it deletes.
  if (mayChange(survivor, policy) && policy.mode !== 'two-way' && !policy.deleteExtra) return LEFT_BY_MODE;
  const conflict: ConflictKind =
    deletedAbove === undefined ? 'edited-and-deleted' : 'edited-below-deleted-folder';
  return { kind: 'conflict', conflict };
}

function compareEntries(pair: Pair, policy: Policy): Action {
  const local = pair.local.entry;
  const remote = pair.remote.entry;
  if (!isLeaf(local) || !isLeaf(remote) || isInSync(pair, policy)) return EQUAL;
  if (pair.local.class !== 'existing' || pair.remote.class !== 'existing') {
    const bothRecorded = pair.local.class === 'modified' && pair.remote.class === 'modified';
    return { kind: 'conflict', conflict: bothRecorded ? 'edited-on-both-sides' : 'new-on-both-sides' };
  }
  const winner = firstSyncWinner(local, remote, policy);
  if (winner === undefined) return { kind: 'conflict', conflict: 'first-meeting' };
  return copyTo(otherSide(winner), pair, policy, undefined);
}

/** Whether both sides have the same, as far as what they report, or their contents, tell. */
function isInSync(
  { local: { entry: local }, remote: { entry: remote }, content }: Pair,
  { comparison }: Policy,
): boolean {
  if (!isLeaf(local) || !isLeaf(remote)) return true;
  if (local.kind === 'link' || remote.kind === 'link') return sameEntry(local, remote);
  return content === undefined ? sameAcrossBy(comparison, local, remote) : content === 'same';
}

function firstSyncWinner(local: LeafEntry, remote: LeafEntry, policy: Policy): Side | undefined {
  switch (policy.firstSync) {
    case 'ask':
      return undefined;
    case 'local':
    case 'remote':
      return policy.firstSync;
    case 'newer':
      return local.kind === 'file' && remote.kind === 'file' ? newerOf(local, remote) : undefined;
    default:
      return assertNever(policy.firstSync);
  }
}

/** What a settled item comes to: `winner`'s state is copied to the other side. */
export function settle(pair: Pair, winner: Side): Action {
  const loser = otherSide(winner);
  const wins = pair[winner].entry;
  const loses = pair[loser].entry;
  if (wins === undefined) return loses === undefined ? EQUAL : { kind: 'delete', on: loser };
  if (wins.kind === 'folder') {
    return loses?.kind === 'folder' ? EQUAL : { kind: 'create-folder', on: loser };
  }
  return { kind: 'copy', to: loser, replaces: loses !== undefined };
}
