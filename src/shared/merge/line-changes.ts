import { diffArrays } from 'diff';

/** Lines `from` to `to` of a text (the last one not included) that have taken the place of those from `oldFrom` to `oldTo`. */
export interface LineChange {
  readonly oldFrom: number;
  readonly oldTo: number;
  readonly from: number;
  readonly to: number;
}

/** With more changed lines than this, comparing would take too long, and what came of it would help nobody. */
const CHANGES_AT_MOST = 1000;

/** What became of a text, line by line; `undefined` where too much of it changed. */
export function lineChanges(
  before: readonly string[],
  after: readonly string[],
): readonly LineChange[] | undefined {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const [oldTo, to] = [before.length - end, after.length - end];
  // Much that was added or deleted in one place is no long search.
  if (start === oldTo || start === to)
    return start === oldTo && start === to ? [] : [{ oldFrom: start, oldTo, from: start, to }];
  return changesWithin(before.slice(start, oldTo), after.slice(start, to), start);
}

/** The changes of the middle of a text, which begins with the line `start`. */
function changesWithin(before: string[], after: string[], start: number): LineChange[] | undefined {
  // Counting lines takes no time; the search for what two unlike texts share takes a moment, in which nothing else is done.
  if (changesAtLeast(before, after) > CHANGES_AT_MOST) return undefined;
  const parts = diffArrays(before, after, { maxEditLength: CHANGES_AT_MOST });
  if (parts === undefined) return undefined;
  const changes: LineChange[] = [];
  let [old, now] = [start, start];
  let open: Pick<LineChange, 'oldFrom' | 'from'> | undefined;
  const close = (): void => {
    if (open !== undefined) changes.push({ ...open, oldTo: old, to: now });
    open = undefined;
  };
  for (const { value, added, removed } of parts) {
    if (!added && !removed) close();
    else open ??= { oldFrom: old, from: now };
    if (!added) old += value.length;
    if (!removed) now += value.length;
  }
  close();
  return changes;
}

/** How many lines must have been added or deleted: those that one of the texts has more often than the other. */
function changesAtLeast(before: readonly string[], after: readonly string[]): number {
  const surplus = new Map<string, number>();
  for (const line of before) surplus.set(line, (surplus.get(line) ?? 0) + 1);
  for (const line of after) surplus.set(line, (surplus.get(line) ?? 0) - 1);
  let count = 0;
  for (const times of surplus.values()) count += Math.abs(times);
  return count;
}
