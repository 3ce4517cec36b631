import type { Entry, ItemPath, Side, Sides } from '../../../shared/entry/entry.js';
import { otherCase } from '../../../shared/entry/names.js';
import { joinPath, nameOf, parentOf } from '../../../shared/entry/path.js';
import { problemOf, throwIfStopped } from '../../../shared/problem-error.js';
import type { NameHabit, UnseenFolder } from '../../state/baseline/baseline-store.js';
import type { BaselineStore } from '../../state/baseline/baseline-store.js';
import type { Target } from '../../targets/target.js';
import { forEachBounded } from '../base/flow/bounded.js';
import { sameEntry } from '../base/entry-comparison.js';
import { isFatal } from '../base/problem-traits.js';
import { spelledOtherwise } from './known-spelling.js';

/** Folders that are looked at again at once, on a side. */
const CONCURRENCY = 4;

/** What learning the habits of sides needs. */
export interface Learning {
  readonly targets: Sides<Pick<Target, 'capabilities' | 'list' | 'stat'>>;
  readonly state: Pick<BaselineStore, 'nameHabitsIn' | 'unseenFolders' | 'learnHabits' | 'forgetUnseen'>;
  readonly signal: AbortSignal;
}

/**
 * Whether a side may list names in another spelling than they were given: it finds what is known to be there, if anything, by its name in
 * the other case as well. One that tells the two apart has no way of its own with them. Changes nothing.
 */
export async function mayRespell(
  target: Pick<Target, 'capabilities' | 'stat'>,
  there: ItemPath,
  signal: AbortSignal,
): Promise<boolean> {
  if (target.capabilities.foldsNames) return true;
  const other = joinPath(parentOf(there), otherCase(nameOf(there)));
  if (other === there) return true;
  try {
    if ((await target.stat(other, signal)) !== undefined) return true;
    // Nothing is learnt from what is not there at all.
    return (await target.stat(there, signal)) === undefined;
  } catch (error) {
    if (isFatal(error)) throw error;
    // Some servers refuse names.
    return true;
  }
}

/**
 * S9: sees in which spelling each side lists what it was given names for, while nobody can have renamed it yet, and remembers that. What cannot
 * be listed now is learnt at the next look. Rejects where a side as a whole is out of reach.
 */
export async function learnHabits(learning: Learning): Promise<void> {
  const { state, signal } = learning;
  const unseen = await state.unseenFolders();
  for (const [side, folders] of Map.groupBy(unseen, (each) => each.side)) {
    if (await tellsApart(side, folders, learning)) await state.forgetUnseen(side);
    else await forEachBounded(folders, CONCURRENCY, signal, (each) => lookAgain(each, learning));
  }
}

/** Whether a side that nobody knows to fold names finds something that it was just given by its own name only. */
async function tellsApart(
  side: Side,
  [first]: readonly UnseenFolder[],
  { targets, state, signal }: Learning,
): Promise<boolean> {
  if (first === undefined) return false;
  const given = (await unseenIn(first, state)).find(({ path }) => otherCase(nameOf(path)) !== nameOf(path));
  return given !== undefined && !(await mayRespell(targets[side], given.path, signal));
}

async function lookAgain(place: UnseenFolder, { targets, state, signal }: Learning): Promise<void> {
  const target = targets[place.side];
  const given = await unseenIn(place, state);
  const names = new Set(given.map(({ path }) => nameOf(path)));
  const listed = await listedIn(place.folder, target, signal);
  if (listed === undefined) return;
  const spelled = new Map(
    [...spelledOtherwise(new Set(listed.keys()), names)].map(([as, name]) => [name, as]),
  );
  const learnt: NameHabit[] = [];
  for (const { side, path } of given) {
    const as = spelled.get(nameOf(path));
    const isSame = as !== undefined && sameEntry(await target.stat(path, signal), listed.get(as));
    learnt.push({ side, path, listedAs: isSame ? as : undefined, unseen: false });
  }
  await state.learnHabits(learnt);
}

async function unseenIn(
  { side, folder }: UnseenFolder,
  state: Learning['state'],
): Promise<readonly NameHabit[]> {
  return (await state.nameHabitsIn(folder)).filter((habit) => habit.unseen && habit.side === side);
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
