import type { Entry, ItemPath, Side, Sides } from '../../../shared/entry/entry.js';
import { otherCase } from '../../../shared/entry/names.js';
import { joinPath, nameOf, parentOf } from '../../../shared/entry/path.js';
import { problemOf, throwIfStopped } from '../../../shared/problem-error.js';
import type { LearnedSpelling, UnseenFolder } from '../../state/baseline/baseline-store.js';
import type { BaselineStore } from '../../state/baseline/baseline-store.js';
import type { Target } from '../../targets/target.js';
import { forEachBounded } from '../base/flow/bounded.js';
import { sameEntry } from '../base/entry-comparison.js';
import { isFatal } from '../../../shared/problem-traits.js';
import { spelledOtherwise } from './known-spelling.js';

/** Folders that are looked at again at once, on a side. */
const CONCURRENCY = 4;

/** What learning how sides spell names needs. */
export interface LearnInput {
  readonly targets: Sides<Pick<Target, 'features' | 'list' | 'stat'>>;
  readonly state: Pick<
    BaselineStore,
    'learnedSpellingsIn' | 'unseenFolders' | 'recordSpellings' | 'forgetUnseen'
  >;
  readonly signal: AbortSignal;
}

/**
 * Whether a side may list names in another spelling than they were given: it finds what is known to be there, if anything, by its name in
 * the other case as well. One that tells the two apart has no way of its own with them. Changes nothing.
 */
export async function mayListOtherSpelling(
  target: Pick<Target, 'features' | 'stat'>,
  there: ItemPath,
  signal: AbortSignal,
): Promise<boolean> {
  if (target.features.foldsNames) return true;
  const other = joinPath(parentOf(there), otherCase(nameOf(there)));
  if (other === there) return true;
  try {
    if ((await target.stat(other, signal)) !== undefined) return true;
    // What is not there at all shows nothing.
    return (await target.stat(there, signal)) === undefined;
  } catch (error) {
    if (isFatal(error)) throw error;
    // Some servers refuse names.
    return true;
  }
}

/**
 * S9: finds out in which spelling each side lists what it was given names for, while nobody can have renamed it yet, and records that. What
 * cannot be listed now is looked at the next time. Rejects where a side as a whole is out of reach.
 */
export async function learnSpellings(input: LearnInput): Promise<void> {
  const { state, signal } = input;
  const unseen = await state.unseenFolders();
  for (const [side, folders] of Map.groupBy(unseen, (each) => each.side)) {
    if (await distinguishesSpellings(side, folders, input)) await state.forgetUnseen(side);
    else await forEachBounded(folders, CONCURRENCY, signal, (each) => lookAgain(each, input));
  }
}

/** Whether a side that nobody knows to fold names finds something that it was just given by its own name only. */
async function distinguishesSpellings(
  side: Side,
  [first]: readonly UnseenFolder[],
  { targets, state, signal }: LearnInput,
): Promise<boolean> {
  if (first === undefined) return false;
  const given = (await unseenIn(first, state)).find(({ path }) => otherCase(nameOf(path)) !== nameOf(path));
  return given !== undefined && !(await mayListOtherSpelling(targets[side], given.path, signal));
}

async function lookAgain(place: UnseenFolder, { targets, state, signal }: LearnInput): Promise<void> {
  const target = targets[place.side];
  const given = await unseenIn(place, state);
  const names = new Set(given.map(({ path }) => nameOf(path)));
  const listed = await listedIn(place.folder, target, signal);
  if (listed === undefined) return;
  const spelled = new Map([...spelledOtherwise(listed, names)].map(([as, name]) => [name, as]));
  const spellings: LearnedSpelling[] = [];
  for (const { side, path } of given) {
    const as = spelled.get(nameOf(path));
    const isSame = as !== undefined && sameEntry(await target.stat(path, signal), listed.get(as));
    spellings.push({ side, path, listedAs: isSame ? as : undefined, unseen: false });
  }
  await state.recordSpellings(spellings);
}

async function unseenIn(
  { side, folder }: UnseenFolder,
  state: LearnInput['state'],
): Promise<readonly LearnedSpelling[]> {
  return (await state.learnedSpellingsIn(folder)).filter(
    (spelling) => spelling.unseen && spelling.side === side,
  );
}

/** What a folder holds, which is nothing where it is gone; `undefined` where that cannot be told now. */
async function listedIn(
  folder: ItemPath,
  target: Pick<Target, 'list'>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Entry> | undefined> {
  const entries = new Map<string, Entry>();
  try {
    for await (const chunk of target.list(folder, signal))
      for (const { name, entry } of chunk) entries.set(name, entry);
    return entries;
  } catch (error) {
    throwIfStopped(signal);
    if (isFatal(error)) throw error;
    return problemOf(error).kind === 'not-found' ? new Map() : undefined;
  }
}
