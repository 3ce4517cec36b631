import { assertNever } from '../../shared/assert-never.js';
import { otherSide, type FileEntry, type Side } from '../../shared/entry.js';
import type { Action, ConflictKind, Observation } from '../../shared/plan.js';
import type { Policy } from './policy.js';
import { TWO_WAY } from './rules.js';
import { sameStamp, sameTime } from './stamps.js';

/** What both sides have under one path, and what became of it. */
export interface Pair {
  readonly local: Observation;
  readonly remote: Observation;
}

const EQUAL: Action = { kind: 'equal' };
const LEFT_BY_MODE: Action = { kind: 'leave', reason: 'mode' };

/**
 * What the rules say about one path. `deletedAbove` is the side on which a folder above was deleted: an edit below
 * it is a conflict (S6).
 */
export function decide(pair: Pair, policy: Policy, deletedAbove: Side | undefined): Action {
  const { local, remote } = pair;
  if (local.entry?.kind === 'other' || remote.entry?.kind === 'other') {
    return { kind: 'leave', reason: 'not-a-file' };
  }
  if (local.entry !== undefined && remote.entry !== undefined && local.entry.kind !== remote.entry.kind) {
    return { kind: 'conflict', conflict: 'folder-against-file' };
  }
  const rule = TWO_WAY[local.class][remote.class];
  switch (rule) {
    case 'nothing':
    case 'equal':
      return EQUAL;
    case 'forget':
      return { kind: 'forget' };
    case 'to-remote':
      return bring('remote', pair, policy, deletedAbove);
    case 'to-local':
      return bring('local', pair, policy, deletedAbove);
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

/** The side that may change, or both. */
function mayChange(side: Side, policy: Policy): boolean {
  switch (policy.mode) {
    case 'two-way':
      return true;
    case 'upload':
      return side === 'remote';
    case 'download':
      return side === 'local';
    default:
      return assertNever(policy.mode);
  }
}

function bring(to: Side, pair: Pair, policy: Policy, deletedAbove: Side | undefined): Action {
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
  return source.kind === 'folder'
    ? { kind: 'create-folder', on: to }
    : { kind: 'copy', to, replaces: replaced !== undefined };
}

function remove(on: Side, policy: Policy): Action {
  if (!mayChange(on, policy)) return LEFT_BY_MODE;
  return policy.mode === 'two-way' || policy.deleteExtra ? { kind: 'delete', on } : LEFT_BY_MODE;
}

function editAgainstDeletion(pair: Pair, policy: Policy, deletedAbove: Side | undefined): Action {
  const survivor: Side = pair.local.entry !== undefined ? 'local' : 'remote';
  // A folder has no content of its own to edit; what lies in it is decided by itself.
  if (pair[survivor].entry?.kind === 'folder') return bring(otherSide(survivor), pair, policy, deletedAbove);
  // What only the target side has is not the source side's concern unless it deletes.
  if (mayChange(survivor, policy) && policy.mode !== 'two-way' && !policy.deleteExtra) return LEFT_BY_MODE;
  const conflict: ConflictKind =
    deletedAbove === undefined ? 'edited-and-deleted' : 'edited-below-deleted-folder';
  return { kind: 'conflict', conflict };
}

function compareEntries(pair: Pair, policy: Policy): Action {
  const local = pair.local.entry;
  const remote = pair.remote.entry;
  if (local?.kind !== 'file' || remote?.kind !== 'file' || sameStamp(local, remote)) return EQUAL;
  if (pair.local.class !== 'existing' || pair.remote.class !== 'existing') {
    const bothRecorded = pair.local.class === 'modified' && pair.remote.class === 'modified';
    return { kind: 'conflict', conflict: bothRecorded ? 'edited-on-both-sides' : 'new-on-both-sides' };
  }
  const winner = firstSyncWinner(local, remote, policy);
  if (winner === undefined) return { kind: 'conflict', conflict: 'first-meeting' };
  return bring(otherSide(winner), pair, policy, undefined);
}

function firstSyncWinner(local: FileEntry, remote: FileEntry, policy: Policy): Side | undefined {
  switch (policy.firstSync) {
    case 'ask':
      return undefined;
    case 'local':
    case 'remote':
      return policy.firstSync;
    case 'newer':
      if (local.modified === undefined || remote.modified === undefined) return undefined;
      if (sameTime(local.modified, remote.modified)) return undefined;
      return local.modified.ms > remote.modified.ms ? 'local' : 'remote';
    default:
      return assertNever(policy.firstSync);
  }
}

/** What a settled conflict comes to: `winner`'s state is brought to the other side. */
export function settle(pair: Pair, winner: Side): Action {
  const loser = otherSide(winner);
  const wins = pair[winner].entry;
  if (wins === undefined) return { kind: 'delete', on: loser };
  if (wins.kind === 'folder') return { kind: 'create-folder', on: loser };
  return { kind: 'copy', to: loser, replaces: pair[loser].entry !== undefined };
}
