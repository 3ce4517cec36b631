import type { Entry, ItemPath, Side } from '../../../shared/entry/entry.js';
import { spellingKey } from '../../../shared/entry/names.js';
import { joinPath, nameOf } from '../../../shared/entry/path.js';
import { problemOf, throwIfStopped } from '../../../shared/problem-error.js';
import type { LearnedSpelling } from '../../state/baseline/baseline-store.js';
import type { Target } from '../../targets/target.js';
import { forEachBounded } from '../base/flow/bounded.js';
import { sameEntry } from '../base/entry-comparison.js';

/** The names that are the keys of a map, or in a set. */
type Names = Pick<ReadonlyMap<string, unknown>, 'has' | 'keys'>;

const NONE: ReadonlyMap<string, string> = new Map();

// What is not ASCII may be composed in several ways.
const ASCII = /^[\0-\x7f]*$/;

/**
 * Of names that are not known, those that are known with letters composed in another way (Unicode Standard Annex 15), each with the known one.
 * What could be meant in two ways, or is listed under both names, is left out.
 */
export function composedOtherwise(listed: Names, known: Names): ReadonlyMap<string, string> {
  const unknown = namesIn(listed, (name) => !ASCII.test(name) && !known.has(name));
  if (unknown.length === 0) return NONE;
  const candidates = namesIn(known, (name) => !ASCII.test(name) && !listed.has(name));
  return paired(unknown, candidates, (name) => name.normalize('NFC'));
}

/** Of names that are not known, those that are known in another spelling, each with the known one; under the same conditions. */
export function spelledOtherwise(listed: Names, known: Names): ReadonlyMap<string, string> {
  const candidates = namesIn(known, (name) => !listed.has(name));
  if (candidates.length === 0) return NONE;
  const unknown = namesIn(listed, (name) => !known.has(name));
  return unknown.length === 0 ? NONE : paired(unknown, candidates, spellingKey);
}

function namesIn(names: Names, isWanted: (name: string) => boolean): readonly string[] {
  const found: string[] = [];
  for (const name of names.keys()) if (isWanted(name)) found.push(name);
  return found;
}

function paired(
  unknown: readonly string[],
  candidates: readonly string[],
  keyOf: (name: string) => string,
): ReadonlyMap<string, string> {
  const mine = Map.groupBy(unknown, keyOf);
  const theirs = Map.groupBy(candidates, keyOf);
  const found = new Map<string, string>();
  for (const [key, [name, ...others]] of mine) {
    const [knownName, ...otherNames] = theirs.get(key) ?? [];
    if (name === undefined || knownName === undefined || others.length + otherNames.length > 0) continue;
    found.set(name, knownName);
  }
  return found;
}

/** What tells the names of a folder apart from the spellings in which its side lists them. */
export interface Knowledge {
  /** What is on record in the folder. */
  readonly records: ReadonlyMap<string, unknown>;
  /** What the other side is known to have there; empty where only what is on record counts. */
  readonly others: ReadonlyMap<string, unknown>;
  /** How its names were listed before; asked for only where something is spelled otherwise. */
  readonly spellings: () => Promise<readonly LearnedSpelling[]>;
}

/** The side that was listed, and when to give up on it. */
export interface ListingSide {
  readonly side: Side;
  readonly target: Target;
  readonly signal: AbortSignal;
}

/**
 * S9: what a side holds in a folder, under the names by which it is known from the baseline and from the other side. A spelling that comes
 * back other than it was written is the side's own, no rename, no deletion and no addition: letters that are composed otherwise
 * where the side itself says that the two are the same, and whatever it was seen to make of that very name.
 */
export async function asKnown(
  folder: ItemPath,
  listed: ReadonlyMap<string, Entry>,
  knowledge: Knowledge,
  on: ListingSide,
): Promise<ReadonlyMap<string, Entry>> {
  const { records, others } = knowledge;
  const entries = renamed(listed, await learnedBefore(folder, listed, knowledge, on));
  const isForeign = (name: string): boolean => !records.has(name) && !others.has(name) && !ASCII.test(name);
  if (namesIn(entries, isForeign).length === 0) return entries;
  const known = new Set([...records.keys(), ...others.keys()]);
  const otherwise = composedOtherwise(entries, known);
  return renamed(entries, await foundAs(folder, entries, [...otherwise], on));
}

/** Of the names that a side lists, those that it gives to something on record which it was seen to list so before, each with that one. */
async function learnedBefore(
  folder: ItemPath,
  listed: ReadonlyMap<string, Entry>,
  { records, spellings: remembered }: Knowledge,
  on: ListingSide,
): Promise<ReadonlyMap<string, string>> {
  const otherwise = spelledOtherwise(listed, records);
  if (otherwise.size === 0) return otherwise;
  const spellings = new Map<string, LearnedSpelling>();
  for (const spelling of await remembered())
    if (spelling.side === on.side) spellings.set(nameOf(spelling.path), spelling);
  const pairs = [...otherwise];
  const usual = pairs.filter(([name, knownName]) => spellings.get(knownName)?.listedAs === name);
  // What was written and has not been listed since shows how the side spells it: nobody has seen it in the other spelling, and could have changed it.
  const first = pairs.filter(([name, knownName]) => {
    const spelling = spellings.get(knownName);
    return spelling?.unseen === true && spelling.listedAs !== name;
  });
  // A disk that distinguishes spellings by now no longer changes them. Few names are looked up to find that out.
  const proof =
    usual.length === 0 ? undefined : await foundAs(folder, listed, usual.slice(0, ASKED_AT_MOST), on);
  const still = proof === undefined || proof.size === 0 ? [] : usual;
  return new Map([...still, ...(await foundAs(folder, listed, first, on))]);
}

const ASKED_AT_MOST = 3;

/** Those pairs of names of which the side finds by the second what it lists by the first. */
async function foundAs(
  folder: ItemPath,
  entries: ReadonlyMap<string, Entry>,
  pairs: readonly (readonly [string, string])[],
  { target, signal }: ListingSide,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  await forEachBounded(pairs, target.features.concurrency, signal, async ([name, knownName]) => {
    const found = await lookedFor(joinPath(folder, knownName), target, signal);
    if (found !== undefined && sameEntry(found, entries.get(name))) names.set(name, knownName);
  });
  throwIfStopped(signal);
  return names;
}

function renamed(
  entries: ReadonlyMap<string, Entry>,
  names: ReadonlyMap<string, string>,
): ReadonlyMap<string, Entry> {
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
