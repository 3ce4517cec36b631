import type { Policy } from '../../../../src/main/sync/base/policy.js';
import type { Resolve } from '../../../../src/shared/profile/profile-options.js';
import { isLeftOut } from './oracle-filters.js';

/** What one side holds of a file: what was written, and when. */
export interface Held {
  readonly content: string;
  /** Of all writings, so that the newer of two is the one with the higher number. */
  readonly order: number;
}

export type Files = ReadonlyMap<string, Held>;

type Side = 'local' | 'remote';

/** How both sides are before the run that is judged. */
export interface Situation {
  /** What both held when they were last in sync; `never` before their initial sync. */
  readonly base: 'never' | Files;
  readonly local: Files;
  readonly remote: Files;
  /** The folders that each side has. */
  readonly folders: Readonly<Record<Side, ReadonlySet<string>>>;
}

export interface Outcome {
  readonly local: Files;
  readonly remote: Files;
  /** Bytes that the run has to copy: what it only moves costs none. */
  readonly bytes: number;
}

/**
 * The rules once more, told as naively as possible and without a line of the engine's own, so that a mistake in the one is found by the
 * other: what both sides hold after a run in which nobody is asked.
 */
export function outcomeOf(situation: Situation, policy: Policy): Outcome {
  const after = { local: new Map(situation.local), remote: new Map(situation.remote) };
  const arrivals: Arrival[] = [];
  const departures: Departure[] = [];
  for (const path of pathsOf(situation)) {
    const fate = fateOf(path, situation, policy);
    switch (fate.kind) {
      case 'stays':
        break;
      case 'goes':
        leave(fate.on, path, true);
        break;
      case 'wins': {
        const to = across(fate.side);
        const held = situation[fate.side].get(path);
        const plain = fate.afterConflict !== true;
        if (held === undefined) leave(to, path, plain);
        else {
          // What was lost where it is on record is no new place for anything.
          const isNew = !after[to].has(path) && recordOf(path, situation) === undefined;
          arrivals.push({ to, held, mayBeMoved: plain && isNew });
        }
        if (held !== undefined) after[to].set(path, held);
        break;
      }
      case 'case-only-rename': {
        const held = after[fate.on].get(path);
        after[fate.on].delete(path);
        if (held !== undefined) after[fate.on].set(fate.as, held);
        break;
      }
    }
  }
  return { ...after, bytes: bytesOf(arrivals, departures, situation, policy) };

  function leave(on: Side, path: string, moves: boolean): void {
    const held = after[on].get(path);
    after[on].delete(path);
    if (held !== undefined && moves) departures.push({ on, path, held });
  }
}

type Fate =
  | { readonly kind: 'stays' }
  /** The side's version, or its having none, is copied to the other. */
  | { readonly kind: 'wins'; readonly side: Side; readonly afterConflict?: boolean }
  /** It is left out, and deleted all the same. */
  | { readonly kind: 'goes'; readonly on: Side }
  | { readonly kind: 'case-only-rename'; readonly on: Side; readonly as: string };

const STAYS: Fate = { kind: 'stays' };
const LOCAL_WINS: Fate = { kind: 'wins', side: 'local' };
const REMOTE_WINS: Fate = { kind: 'wins', side: 'remote' };

function across(side: Side): Side {
  return side === 'local' ? 'remote' : 'local';
}

function pathsOf({ base, local, remote }: Situation): readonly string[] {
  return [...new Set([...(base === 'never' ? [] : base.keys()), ...local.keys(), ...remote.keys()])].sort();
}

function fateOf(path: string, situation: Situation, policy: Policy): Fate {
  const { local, remote } = situation;
  const { mode } = policy;
  const variants = variantsOf(path, situation);
  if (isFiltered(path, policy)) {
    if (!policy.deleteExtra || !policy.deleteUnmatched || mode === 'two-way') return STAYS;
    if (variants.length > 0 && policy.caseRule !== 'strict') return STAYS;
    return { kind: 'goes', on: mode === 'upload' ? 'remote' : 'local' };
  }
  if (variants.length > 0 && policy.caseRule !== 'strict')
    return caseOnlyRename(path, variants, situation, policy);
  if (isEven(local.get(path), remote.get(path), path, situation, policy)) return STAYS;
  return byTheRules(path, situation, policy);
}

function isFiltered(path: string, { filters }: Policy): boolean {
  const lines = filters.patterns.map(({ text }) => text);
  return isLeftOut(path, { names: filters.excludeNames, lines });
}

/** The other names beside a file that are there and differ from it in case only, unless one was merely spelled anew on one side. */
function variantsOf(path: string, { base, local, remote }: Situation): readonly string[] {
  const isThere = (name: string): boolean => local.has(name) || remote.has(name);
  if (!isThere(path)) return [];
  const known = base === 'never' ? new Map<string, Held>() : base;
  const variants = [...new Set([...local.keys(), ...remote.keys()])].filter(
    (name) => name !== path && name.toLowerCase() === path.toLowerCase(),
  );
  const [variant, ...more] = variants;
  if (variant === undefined || more.length > 0) return variants;
  const distinct =
    (local.has(path) && !remote.has(path) && remote.has(variant) && !local.has(variant)) ||
    (remote.has(path) && !local.has(path) && local.has(variant) && !remote.has(variant));
  return distinct && known.has(path) !== known.has(variant) ? [] : variants;
}

/** One file under two spellings takes that of the side that the policy prefers, where the mode lets the other side be changed. */
function caseOnlyRename(
  path: string,
  variants: readonly string[],
  situation: Situation,
  policy: Policy,
): Fate {
  const { caseRule, mode } = policy;
  const [variant, ...more] = variants;
  if (caseRule === 'stop' || caseRule === 'strict' || variant === undefined || more.length > 0) return STAYS;
  const on = across(caseRule);
  if (mode === 'upload' && on === 'local') return STAYS;
  if (mode === 'download' && on === 'remote') return STAYS;
  if (isFiltered(variant, policy)) return STAYS;
  const renamed = situation[on].get(path);
  const model = situation[caseRule].get(variant);
  if (renamed === undefined || model === undefined) return STAYS;
  if (situation[caseRule].has(path) || situation[on].has(variant)) return STAYS;
  return renamed.content.length === model.content.length && renamed.order === model.order
    ? { kind: 'case-only-rename', on, as: variant }
    : STAYS;
}

/** Whether nothing is to be done, as far as the policy looks. */
function isEven(
  local: Held | undefined,
  remote: Held | undefined,
  path: string,
  situation: Situation,
  policy: Policy,
): boolean {
  if (local === undefined || remote === undefined) return local === remote;
  if (policy.comparison === 'size') {
    // What is on record is unmodified then; what is not has the same size, and that is all that counts.
    return local.content.length === remote.content.length;
  }
  if (local.content !== remote.content) return false;
  if (policy.comparison === 'content') return true;
  const known = recordOf(path, situation);
  if (known === undefined) return true;
  const localTouched = !isSame(local, known, policy);
  const remoteTouched = !isSame(remote, known, policy);
  // Where both were touched, they are read before anybody is asked.
  return localTouched === remoteTouched;
}

function recordOf(path: string, { base }: Situation): Held | undefined {
  return base === 'never' ? undefined : base.get(path);
}

/** Whether a side still has what it had when both were in sync. */
function isSame(one: Held | undefined, other: Held | undefined, { comparison }: Policy): boolean {
  if (one === undefined || other === undefined) return one === other;
  if (comparison === 'size') return one.content.length === other.content.length;
  return one.content.length === other.content.length && one.order === other.order;
}

function byTheRules(path: string, situation: Situation, policy: Policy): Fate {
  if (policy.mode === 'upload') return oneWay(path, 'local', situation, policy);
  if (policy.mode === 'download') return oneWay(path, 'remote', situation, policy);
  const local = situation.local.get(path);
  const remote = situation.remote.get(path);
  const byConflict = (): Fate => {
    const winner = winnerOf(local, remote, policy.resolve);
    return winner === undefined ? STAYS : { kind: 'wins', side: winner, afterConflict: true };
  };
  if (!wasSynced(path, situation)) {
    if (local === undefined) return isBelowGone(path, 'local', situation) ? byConflict() : REMOTE_WINS;
    if (remote === undefined) return isBelowGone(path, 'remote', situation) ? byConflict() : LOCAL_WINS;
    if (policy.firstSync === 'local') return LOCAL_WINS;
    if (policy.firstSync === 'remote') return REMOTE_WINS;
    if (policy.firstSync !== 'newer') return byConflict();
    return local.order > remote.order ? LOCAL_WINS : REMOTE_WINS;
  }
  const known = recordOf(path, situation);
  const localTouched = !isSame(local, known, policy);
  const remoteTouched = !isSame(remote, known, policy);
  if (localTouched && remoteTouched) return byConflict();
  if (localTouched) return isBelowGone(path, 'remote', situation) ? byConflict() : LOCAL_WINS;
  return isBelowGone(path, 'local', situation) && remote !== undefined ? byConflict() : REMOTE_WINS;
}

/** *Upload* and *Download*: `source` is never changed. */
function oneWay(path: string, source: Side, situation: Situation, policy: Policy): Fate {
  const target = across(source);
  const from = situation[source].get(path);
  const to = situation[target].get(path);
  const known = recordOf(path, situation);
  const sourceWins: Fate = { kind: 'wins', side: source };
  const conflict = (): Fate => {
    const local = situation.local.get(path);
    const remote = situation.remote.get(path);
    const wins = winnerOf(local, remote, policy.resolve) === source;
    return wins ? { kind: 'wins', side: source, afterConflict: true } : STAYS;
  };
  if (from === undefined) {
    if (!policy.deleteExtra) return STAYS;
    if (policy.force) return sourceWins;
    // It was deleted at the source, but edited at the target: somebody has to say.
    return known !== undefined && !isSame(to, known, policy) ? conflict() : sourceWins;
  }
  if (policy.force) return sourceWins;
  if (!wasSynced(path, situation)) {
    if (to === undefined) return isBelowGone(path, target, situation) ? conflict() : sourceWins;
    if (policy.firstSync === 'ask') return conflict();
    if (policy.firstSync === 'newer') return from.order > to.order ? sourceWins : STAYS;
    return policy.firstSync === source ? sourceWins : STAYS;
  }
  if (isSame(from, known, policy)) return STAYS;
  if (!isSame(to, known, policy)) return conflict();
  return isBelowGone(path, target, situation) && to === undefined ? conflict() : sourceWins;
}

function winnerOf(local: Held | undefined, remote: Held | undefined, resolve: Resolve): Side | undefined {
  if (resolve === 'local' || resolve === 'remote') return resolve;
  if (resolve !== 'newer' && resolve !== 'older') return undefined;
  if (local === undefined || remote === undefined) return undefined;
  const localIsNewer = local.order > remote.order;
  return localIsNewer === (resolve === 'newer') ? 'local' : 'remote';
}

/** A folder has an initial sync of its own, whatever is known of the one around it. */
function wasSynced(path: string, { base }: Situation): boolean {
  if (base === 'never') return false;
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return folder === '' || [...base.keys()].some((known) => known.startsWith(folder));
}

/** Whether a folder above was there when both were in sync, and is gone from the side. */
function isBelowGone(path: string, side: Side, { base, folders }: Situation): boolean {
  if (base === 'never') return false;
  const names = path.split('/').slice(0, -1);
  return names.some((_, index) => {
    const folder = names.slice(0, index + 1).join('/');
    const wasThere = [...base.keys()].some((known) => known.startsWith(`${folder}/`));
    return wasThere && !folders[side].has(folder);
  });
}

/** A file that comes to a side. */
interface Arrival {
  readonly to: Side;
  readonly held: Held;
  /** Nothing is in its place, and nobody had to be asked. */
  readonly mayBeMoved: boolean;
}

/** A file that goes from a side. */
interface Departure {
  readonly on: Side;
  readonly path: string;
  readonly held: Held;
}

/** What is not on the side already, under a name from which it goes, without it being doubtful which of them is meant. */
function bytesOf(
  arrivals: readonly Arrival[],
  departures: readonly Departure[],
  situation: Situation,
  policy: Policy,
): number {
  // Only what the other side once had, and has no longer, can have been moved by it; and only what is still as it was is the same.
  let sources = departures.flatMap(({ on, path, held }) => {
    const known = recordOf(path, situation);
    if (known === undefined || situation[across(on)].has(path) || !isSame(held, known, policy)) return [];
    return [{ on, order: known.order, content: held.content }];
  });
  let copied = arrivals;
  for (const by of ['order', 'content'] as const) {
    const [fresh, open] = [copied.filter(({ mayBeMoved }) => mayBeMoved), sources];
    const isLike = (source: (typeof sources)[number], { to, held }: Arrival): boolean =>
      source.on === to && source[by] === held[by];
    const pairs = fresh.flatMap((arrival) => {
      const [source, ...more] = open.filter((one) => isLike(one, arrival));
      if (source === undefined || more.length > 0) return [];
      return fresh.filter((one) => isLike(source, one)).length === 1 ? [{ arrival, source }] : [];
    });
    copied = copied.filter((arrival) => !pairs.some((pair) => pair.arrival === arrival));
    sources = sources.filter((source) => !pairs.some((pair) => pair.source === source));
  }
  return copied.reduce((sum, { held }) => sum + held.content.length, 0);
}
