import { randomUUID } from 'node:crypto';
import { isAbsolute } from 'node:path';
import type { Problem } from '../../../shared/problem.js';
import { pairNames, pairsOf, remoteAt, type MorePair } from '../../../shared/profile/pairs.js';
import type { Profile, ProfileDraft, ProfileId } from '../../../shared/profile/profile.js';
import type { ProfileListing } from '../../../shared/ipc.js';
import { runTone, type RunReport } from '../../../shared/run/run.js';
import { ofOneRun, sumOfRuns, worstTone } from '../../../shared/run/sum.js';
import { runText } from '../../../shared/run/text.js';
import { findOverlap } from '../../profiles/overlap.js';
import { profilesText } from '../../profiles/text.js';
import { pairOf } from '../../session/profile/pair.js';
import { unfitPattern } from '../../session/profile/unfit-pattern.js';
import { refusedDraft } from './draft-problems.js';

/** The further pairs of a profile that is saved: those that it had `before` go by the same names as ever, new ones by new names. */
export function namedPairs(
  pairs: readonly MorePair[] | undefined,
  before: readonly MorePair[] | undefined,
): readonly MorePair[] | undefined {
  if (pairs === undefined || pairs.length === 0) return undefined;
  const known = new Set(before?.map(({ id }) => id));
  return pairs.map((pair) => {
    const id = known.delete(pair.id) ? pair.id : randomUUID();
    const remoteFolder = pair.remoteFolder.replace(/(?<=.)\/+$/, '');
    return { ...pair, id, remoteFolder };
  });
}

/** The patterns of a profile and of each of its pairs of folders. */
export function patternsIn({
  options,
  ownFilters,
  pairs = [],
}: Pick<ProfileDraft, 'options' | 'ownFilters' | 'pairs'>): readonly string[] {
  return [{ ownFilters }, ...pairs].reduce(
    (all, pair) => [...all, ...(pair.ownFilters?.patterns ?? [])],
    options.patterns,
  );
}

/** What becomes of the records of further pairs where a profile is saved. */
export interface RecordsAfter {
  /** The pair that is the first one now, whose records go by the name of the profile from now on; absent where none has become it. */
  readonly first?: ProfileId | undefined;
  /** The pairs that are no more. */
  readonly gone: readonly ProfileId[];
}

/** What becomes of the records of further pairs where a profile is saved. A further pair becomes the first one where that was removed. */
export function recordsAfter(before: Profile, after: Profile): RecordsAfter {
  const left = new Set(pairsOf(after).map(({ id }) => id));
  const gone = pairsOf(before).filter(({ id }) => !left.has(id));
  const [first] = pairsOf(after);
  const [former] = pairsOf(before);
  const became =
    pairOf(former) === pairOf(first) ? undefined : gone.find((pair) => pairOf(pair) === pairOf(first));
  return {
    first: became?.id,
    gone: gone.filter((pair) => pair !== became).map(({ id }) => id),
  };
}

/** Why a profile cannot be saved; `undefined` where it can. Never rejects. */
export async function unfitDraft(
  draft: Pick<ProfileDraft, 'localFolder' | 'pairs' | 'options' | 'ownFilters'>,
  remote: { readonly text: string; readonly isServer: boolean },
): Promise<Problem | undefined> {
  return unfitPattern(patternsIn(draft)) ?? (await unfitFolders(draft, remote));
}

/**
 * Why the folders of a profile cannot be saved, looked at where they are: none of them may hold the other side of its pair, and no two pairs may be of the
 * same folder. Never rejects.
 */
export async function unfitFolders(
  draft: Pick<ProfileDraft, 'localFolder' | 'pairs'>,
  remote: { readonly text: string; readonly isServer: boolean },
): Promise<Problem | undefined> {
  const pairs = [
    { localFolder: draft.localFolder, remoteFolder: remote.text },
    ...(draft.pairs ?? []).map(({ localFolder, remoteFolder }) => ({
      localFolder,
      remoteFolder: remoteAt(remote.text, remoteFolder),
    })),
  ];
  for (const [at, { localFolder, remoteFolder }] of pairs.entries()) {
    if (!isAbsolute(localFolder)) return refusedDraft({ kind: 'local-path', path: localFolder });
    if (!remote.isServer) {
      if (!isAbsolute(remoteFolder)) return refusedDraft({ kind: 'remote-path', path: remoteFolder });
      const overlap = await findOverlap(localFolder, remoteFolder, process.platform);
      if (overlap !== undefined) return refusedDraft({ kind: 'overlap', overlap });
    }
    for (const other of pairs.slice(0, at)) {
      const sides = remote.isServer ? (['localFolder'] as const) : (['localFolder', 'remoteFolder'] as const);
      for (const side of sides) {
        const own = pairs[at]?.[side] ?? '';
        if ((await findOverlap(own, other[side], process.platform)) === 'same')
          return { kind: 'invalid', ...profilesText.draft.samePair(own, other[side]) };
      }
    }
  }
  return undefined;
}

type Last = NonNullable<ProfileListing['last']>;

/** How one pair of folders stands: the last run on record, or that it could not be compared since. */
export interface PairStands {
  readonly id: ProfileId;
  readonly report: RunReport | undefined;
  readonly notRun: Last | undefined;
}

/** How a profile stands, in a few words: of several pairs, all together where all went well, and else the one that did worst, by its name. */
export function lastOf(profile: Profile, pairs: readonly PairStands[]): Last | undefined {
  const lasts = pairs.flatMap(({ id, report, notRun }) => {
    const last = notRun ?? (report && lastOfRun(report));
    return last === undefined ? [] : [{ id, ...last }];
  });
  const [only] = lasts;
  if (only === undefined) return undefined;
  if (pairs.length === 1) return { ms: only.ms, words: only.words, tone: only.tone };
  const tone = worstTone(lasts.map((last) => last.tone));
  const ms = Math.max(...lasts.map((last) => last.ms));
  if (tone === 'good') {
    const sum = sumOfRuns(ofOneRun(pairs.flatMap(({ report }) => report ?? [])));
    return { ms, tone, words: sum === undefined ? only.words : runText.short(sum) };
  }
  const worst = lasts.filter((last) => last.tone === tone);
  const [first = only] = worst;
  const words = profilesText.ofPair(pairNames(profile).get(first.id) ?? '', first.words, worst.length - 1);
  return { ms, tone, words };
}

function lastOfRun(report: RunReport): Last {
  return { ms: report.finishedMs, words: runText.short(report), tone: runTone(report) };
}
