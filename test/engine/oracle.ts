import type { Policy } from '../../src/main/sync/policy.js';
import type { Resolve } from '../../src/shared/profile-options.js';

/** What one side holds of a file: what was written, and when; `undefined` for nothing. */
export type Held = { readonly content: string; readonly order: number } | undefined;

/** What a file was at the last run, and what has become of it on both sides. */
export interface Case {
  /** `never` where the two folders have not met before. */
  readonly base: 'never' | Held;
  readonly local: Held;
  readonly remote: Held;
  /** The folder that holds it was there at the last run, and is gone from the side. */
  readonly folderGone: { readonly local: boolean; readonly remote: boolean };
  readonly filtered: boolean;
}

export interface Expected {
  readonly local: string | undefined;
  readonly remote: string | undefined;
}

/**
 * The rules once more, told as naively as possible and without a line of the engine's own, so that a mistake in the one is found by the
 * other: what both sides hold of a file after a run in which nobody is asked.
 */
export function expected(given: Case, policy: Policy): Expected {
  const asIs: Expected = { local: given.local?.content, remote: given.remote?.content };
  const localWins: Expected = { local: asIs.local, remote: asIs.local };
  const remoteWins: Expected = { local: asIs.remote, remote: asIs.remote };

  if (given.filtered) {
    if (!policy.deleteExtra || !policy.deleteUnmatched) return asIs;
    if (policy.mode === 'upload') return { local: asIs.local, remote: undefined };
    if (policy.mode === 'download') return { local: undefined, remote: asIs.remote };
    return asIs;
  }
  if (same(given.local, given.remote)) return asIs;

  if (policy.mode === 'upload') return oneWay(given, policy, 'local', asIs, localWins);
  if (policy.mode === 'download') return oneWay(given, policy, 'remote', asIs, remoteWins);

  const byConflict = (): Expected => {
    const winner = winnerOf(given, policy.resolve);
    if (winner === 'local') return localWins;
    return winner === 'remote' ? remoteWins : asIs;
  };
  if (given.base === 'never') {
    if (given.local === undefined) return remoteWins;
    if (given.remote === undefined) return localWins;
    if (policy.firstSync === 'local') return localWins;
    if (policy.firstSync === 'remote') return remoteWins;
    if (policy.firstSync === 'newer') return given.local.order > given.remote.order ? localWins : remoteWins;
    return byConflict();
  }
  const localTouched = !same(given.local, given.base);
  const remoteTouched = !same(given.remote, given.base);
  if (localTouched && remoteTouched) return byConflict();
  if (localTouched) return given.folderGone.remote ? byConflict() : localWins;
  return given.folderGone.local && given.remote !== undefined ? byConflict() : remoteWins;
}

/** *Upload* and *Download*: `source` is never changed. */
function oneWay(
  given: Case,
  policy: Policy,
  source: 'local' | 'remote',
  asIs: Expected,
  sourceWins: Expected,
): Expected {
  const target = source === 'local' ? 'remote' : 'local';
  const from = given[source];
  const to = given[target];
  const known = given.base === 'never' ? undefined : given.base;
  if (from === undefined) {
    if (!policy.deleteExtra) return asIs;
    if (policy.force) return sourceWins;
    // It was deleted at the source, but edited at the target: somebody has to say.
    if (known !== undefined && !same(to, known)) {
      return winnerOf(given, policy.resolve) === source ? sourceWins : asIs;
    }
    return sourceWins;
  }
  if (policy.force) return sourceWins;
  const conflict = (): Expected => (winnerOf(given, policy.resolve) === source ? sourceWins : asIs);
  if (given.base === 'never') {
    if (to === undefined) return sourceWins;
    if (policy.firstSync === 'ask') return conflict();
    if (policy.firstSync === 'newer') return from.order > to.order ? sourceWins : asIs;
    return policy.firstSync === source ? sourceWins : asIs;
  }
  const fromTouched = !same(from, known);
  const toTouched = !same(to, known);
  if (!fromTouched) return asIs;
  if (!toTouched) return given.folderGone[target] && to === undefined ? conflict() : sourceWins;
  return conflict();
}

function winnerOf({ local, remote }: Case, resolve: Resolve): 'local' | 'remote' | undefined {
  if (resolve === 'local' || resolve === 'remote') return resolve;
  if (resolve !== 'newer' && resolve !== 'older') return undefined;
  if (local === undefined || remote === undefined) return undefined;
  const localIsNewer = local.order > remote.order;
  return localIsNewer === (resolve === 'newer') ? 'local' : 'remote';
}

function same(one: Held, other: Held): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.content === other.content && one.order === other.order;
}
