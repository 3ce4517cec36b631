import type { ItemPath, Side } from '../../../shared/entry/entry.js';
import type { Change } from '../../state/journal/change.js';

/**
 * The changes of a run, last change first, with a file that it deleted and then made anew as one that it replaced: so an undo records what it
 * restores, and whoever redoes that means one file. What went between under the same name keeps the two apart.
 */
export function foldReplacements(page: readonly Change[]): readonly Change[] {
  const folded: Change[] = [];
  /** By name and side, where the last change about it is in `folded`. */
  const lastAt = new Map<string, number>();
  const keyOf = (side: Side, path: ItemPath): string => `${side} ${path}`;
  const dropped = new Set<number>();
  for (const change of page) {
    const { side, path, from } = change;
    const at = lastAt.get(keyOf(side, path));
    const later = at === undefined ? undefined : folded[at];
    const replaced =
      change.what === 'deleted' && later?.what === 'created' && later.after !== undefined && at !== undefined;
    if (replaced) dropped.add(at);
    lastAt.set(keyOf(side, path), folded.length);
    if (from !== undefined) lastAt.set(keyOf(side, from), folded.length);
    folded.push(replaced ? { ...change, what: 'replaced', after: later.after } : change);
  }
  return dropped.size === 0 ? folded : folded.filter((_, index) => !dropped.has(index));
}
