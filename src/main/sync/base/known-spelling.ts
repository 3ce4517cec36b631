import type { Entry, ItemPath } from '../../../shared/entry/entry.js';
import { joinPath } from '../../../shared/entry/path.js';
import { problemOf } from '../../../shared/problem-error.js';
import type { Target } from '../../targets/target.js';
import { sameEntry } from './entry-comparison.js';

// What is not ASCII may be composed in several ways.
const ASCII = /^[\0-\x7f]*$/;

/**
 * Of names that are not known, those that are known with letters composed in another way (Unicode Standard Annex 15), each with the known one.
 * What could be meant in two ways, or is listed under both names, is left out.
 */
export function composedOtherwise(
  listed: ReadonlySet<string>,
  known: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const unknown = [...listed].filter((name) => !ASCII.test(name) && !known.has(name));
  if (unknown.length === 0) return new Map();
  const candidates = [...known].filter((name) => !ASCII.test(name) && !listed.has(name));
  const mine = Map.groupBy(unknown, (name) => name.normalize('NFC'));
  const theirs = Map.groupBy(candidates, (name) => name.normalize('NFC'));
  const found = new Map<string, string>();
  for (const [key, [name, ...others]] of mine) {
    const [twin, ...twins] = theirs.get(key) ?? [];
    if (name === undefined || twin === undefined || others.length + twins.length > 0) continue;
    found.set(name, twin);
  }
  return found;
}

/**
 * S9: what a side holds in a folder, under the names by which it is known from the baseline and from the other side, where the side itself says
 * that those are the same. Some systems give back names with letters composed otherwise than they were written, which is no deletion and
 * no addition.
 */
export async function asKnown(
  folder: ItemPath,
  entries: ReadonlyMap<string, Entry>,
  knowledge: readonly ReadonlyMap<string, unknown>[],
  target: Target,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Entry>> {
  if (!target.capabilities.foldsNames) return entries;
  const isKnown = (name: string): boolean => knowledge.some((names) => names.has(name));
  if ([...entries.keys()].every((name) => ASCII.test(name) || isKnown(name))) return entries;
  const known = new Set(knowledge.flatMap((names) => [...names.keys()]));
  const otherwise = composedOtherwise(new Set(entries.keys()), known);
  const names = new Map<string, string>();
  for (const [name, twin] of otherwise) {
    const found = await lookedFor(joinPath(folder, twin), target, signal);
    if (found !== undefined && sameEntry(found, entries.get(name))) names.set(name, twin);
  }
  if (names.size === 0) return entries;
  return new Map([...entries].map(([name, entry]) => [names.get(name) ?? name, entry]));
}

/** What a side finds under a name that may be any: one that it refuses is none of its own. */
async function lookedFor(path: ItemPath, target: Target, signal: AbortSignal): Promise<Entry | undefined> {
  try {
    return await target.stat(path, signal);
  } catch (error) {
    if (problemOf(error).kind === 'name-refused') return undefined;
    throw error;
  }
}
