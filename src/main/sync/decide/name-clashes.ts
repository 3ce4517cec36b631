import { spellingKey } from '../../../shared/entry/names.js';

/** A name of a folder, and who knows it. */
export interface NamePresence {
  readonly name: string;
  readonly local: boolean;
  readonly remote: boolean;
  /** Whether the baseline knows it. */
  readonly recorded: boolean;
}

/** Whether some system would take any two of these names for one. Few folders hold such names. */
export function mayClash(names: ReadonlySet<string>): boolean {
  const keys = new Set<string>();
  for (const name of names) keys.add(spellingKey(name));
  return keys.size < names.size;
}

/**
 * S9: finds the names of one folder that some systems would take for one, each with the others of its kind. A name that was merely
 * spelled anew on one side, and is on record as it was before, clashes with nothing: that is a change like any other.
 */
export function findClashes(names: readonly NamePresence[]): ReadonlyMap<string, readonly string[]> {
  const clashes = new Map<string, readonly string[]>();
  for (const alike of Map.groupBy(names, ({ name }) => spellingKey(name)).values()) {
    const present = alike.filter(({ local, remote }) => local || remote);
    if (present.length < 2 || isCaseOnlyRename(present)) continue;
    for (const { name } of present) {
      clashes.set(
        name,
        present.map((other) => other.name).filter((other) => other !== name),
      );
    }
  }
  return clashes;
}

function isCaseOnlyRename(present: readonly NamePresence[]): boolean {
  const [one, other, ...more] = present;
  if (one === undefined || other === undefined || more.length > 0) return false;
  const onOneSideEach = one.local !== one.remote && other.local !== other.remote && one.local !== other.local;
  return onOneSideEach && one.recorded !== other.recorded;
}
