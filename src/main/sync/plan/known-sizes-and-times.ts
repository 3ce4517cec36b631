import type { FileEntry, ItemPath } from '../../../shared/entry/entry.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import { stampOf, timeKey, vanishedFile, type KnownSizesAndTimes } from './file-moves.js';

const SECOND_MS = 1000;

/**
 * Counts the paths under which sizes and times are known, on either side and from the last run: what many files have tells of none which
 * it is. Where a side tells whole seconds, a file of that size and second may have the very time, unless another report of it
 * says better. Only sizes of which something vanished are looked at.
 */
export function knownSizesAndTimes(
  items: Iterable<PlanItem>,
  vanished: Iterable<PlanItem>,
): KnownSizesAndTimes {
  const sizes = new Set<number>();
  for (const item of vanished) {
    const file = vanishedFile(item)?.file;
    if (file !== undefined && stampOf(file) !== undefined) sizes.add(file.size);
  }
  const exact = new Map<string, Set<ItemPath>>();
  const bySecond = new Map<string, Set<ItemPath>>();
  for (const item of sizes.size === 0 ? [] : items) {
    const files = [...filesOf(item)].filter(
      ({ size, modified }) => sizes.has(size) && modified !== undefined,
    );
    const [fine, coarse] = [files.filter(isFine), files.filter((file) => !isFine(file))];
    for (const file of fine) put(exact, exactKey(file), item.path);
    const known = new Set(fine.map(secondKey));
    for (const file of coarse) if (!known.has(secondKey(file))) put(bySecond, secondKey(file), item.path);
  }
  return {
    pathsWith: (file) => {
      const paths = exact.get(exactKey(file)) ?? NONE;
      const perhaps = bySecond.get(secondKey(file)) ?? NONE;
      const most = Math.max(paths.size, perhaps.size);
      return most > MANY ? most : paths.union(perhaps).size;
    },
  };
}

const NONE: ReadonlySet<ItemPath> = new Set();

/** With so many it does not matter how many exactly. */
const MANY = 16;

function isFine({ modified }: FileEntry): boolean {
  return modified !== undefined && modified.precisionMs < SECOND_MS;
}

function* filesOf({ local, remote, baseline }: PlanItem): Generator<FileEntry> {
  if (local.entry?.kind === 'file') yield local.entry;
  if (remote.entry?.kind === 'file') yield remote.entry;
  if (baseline?.kind !== 'file') return;
  yield baseline.sides.local;
  yield baseline.sides.remote;
}

function exactKey({ size, modified }: FileEntry): string {
  return modified === undefined ? '' : `${size}:${timeKey(modified)}`;
}

function secondKey({ size, modified }: FileEntry): string {
  return `${size}:${Math.floor((modified?.ms ?? 0) / SECOND_MS)}`;
}

function put(map: Map<string, Set<ItemPath>>, key: string, path: ItemPath): void {
  const found = map.get(key);
  if (found === undefined) map.set(key, new Set([path]));
  else found.add(path);
}
