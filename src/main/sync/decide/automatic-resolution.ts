import { assertNever } from '../../../shared/assert-never.js';
import { otherSide, type Side } from '../../../shared/entry/entry.js';
import {
  canKeepBoth,
  canMerge,
  settlementsIn,
  type ConflictKind,
  type PlanItem,
  type Settlement,
} from '../../../shared/plan/plan.js';
import { newerOf } from '../../../shared/entry/times.js';
import type { Pair } from './decide.js';
import type { Policy } from '../base/policy.js';

/**
 * How the policy settles a conflict by itself; `undefined` where somebody has to be asked. No policy settles for a side that
 * the mode does not let win, and none decides about names that clash.
 */
export function resolvedBy(pair: Pair, conflict: ConflictKind, policy: Policy): Settlement | undefined {
  if (policy.resolve === 'skip') return 'skip';
  if (conflict === 'names-clash') return undefined;
  // Whether two versions can be merged shows only when they are read.
  if (policy.resolve === 'merge') return undefined;
  // Both versions stay only where there are two files: an edit against a deletion has one.
  if (policy.resolve === 'keep-both') return canKeepBoth(pair, policy.mode) ? 'keep-both' : undefined;
  const settlement = sideWanted(pair, policy.resolve);
  return settlement !== undefined && settlementsIn(policy.mode).includes(settlement) ? settlement : undefined;
}

/**
 * Whether the two versions of an item can be merged, as far as their texts allow: only where both are kept (S4), and what takes their place can be
 * written beside it first (S3).
 */
export function mayMerge(item: PlanItem, { mode, own, versions }: Policy): boolean {
  return own.writing === 'beside' && versions.kind === 'on' && canMerge(item, mode);
}

/** `older` and `newer` need two files whose times differ: an edit against a deletion has only one, and so has a folder against a file. */
function sideWanted(
  { local, remote }: Pair,
  resolve: Exclude<Policy['resolve'], 'skip' | 'keep-both' | 'merge'>,
): Side | undefined {
  switch (resolve) {
    case 'ask':
      return undefined;
    case 'local':
    case 'remote':
      return resolve;
    case 'older':
    case 'newer': {
      if (local.entry?.kind !== 'file' || remote.entry?.kind !== 'file') return undefined;
      const newer = newerOf(local.entry, remote.entry);
      return newer === undefined || resolve === 'newer' ? newer : otherSide(newer);
    }
    default:
      return assertNever(resolve);
  }
}
