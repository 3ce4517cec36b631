import { assertNever } from '../../../shared/assert-never.js';
import { otherSide } from '../../../shared/entry/entry.js';
import { settlementsIn, type ConflictKind, type Settlement } from '../../../shared/plan/plan.js';
import { newerOf, type Pair } from './decide.js';
import type { Policy } from '../base/policy.js';

/**
 * How the policy settles a conflict by itself; `undefined` where somebody has to be asked. No policy settles for a side that
 * the mode does not let win, and none decides about names that clash.
 */
export function resolvedBy(pair: Pair, conflict: ConflictKind, policy: Policy): Settlement | undefined {
  if (policy.resolve === 'skip') return 'skip';
  if (conflict === 'names-clash') return undefined;
  const settlement = wanted(pair, policy);
  return settlement !== undefined && settlementsIn(policy.mode).includes(settlement) ? settlement : undefined;
}

/** `older` and `newer` need two files whose times differ: an edit against a deletion has only one, and so has a folder against a file. */
function wanted({ local, remote }: Pair, { resolve }: Policy): Settlement | undefined {
  switch (resolve) {
    case 'ask':
      return undefined;
    case 'skip':
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
