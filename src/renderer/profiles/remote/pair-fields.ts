import type { MorePair } from '../../../shared/profile/pairs.js';
import { NO_OWN_FILTERS, usedFilters, type OwnFilters } from '../../../shared/profile/own-filters.js';
import { lines, names } from '../options/option-values.js';
import { formText } from '../text/form.js';
import { fieldsOf, withPart } from './remote-fields.js';

/** The filters of one pair of folders as they stand in the form. */
export interface FilterTexts {
  /** One pattern a line. */
  readonly exclude: string;
  /** Wildcards with commas between them; empty for all names. */
  readonly only: string;
}

/** A further pair of folders as it stands in the form. */
export interface FormPair extends Pick<MorePair, 'id' | 'localFolder' | 'remoteFolder'> {
  readonly filters: FilterTexts;
}

export const NO_FILTER_TEXTS: FilterTexts = { exclude: '', only: '' };

/** What the form holds of the folders. */
interface PairValues {
  readonly localFolder: string;
  readonly remoteFolder: string;
  /** Whether somebody has chosen a folder of this computer before typing where it is. */
  readonly asFolder: boolean;
  readonly pairs: readonly FormPair[];
  /** Of the first pair. */
  readonly ownFilters: FilterTexts;
}

/** Whether the other side of the pairs is a folder of this computer. */
export function isFolderOf({
  remoteFolder,
  asFolder,
}: Pick<PairValues, 'remoteFolder' | 'asFolder'>): boolean {
  return fieldsOf(remoteFolder).kind === 'folder' || (asFolder && !remoteFolder.includes('://'));
}

/** A further pair that nobody has filled in yet. Its name is one for the form only: it gets one for good when it is saved. */
export function newPair(others: readonly FormPair[]): FormPair {
  const taken = new Set(others.map(({ id }) => id));
  let number = others.length + 1;
  while (taken.has(`new-${number}`)) number += 1;
  return { id: `new-${number}`, localFolder: '', remoteFolder: '', filters: NO_FILTER_TEXTS };
}

/** The folders where the first pair is removed, and the one after it takes its place. */
export function withoutFirst(values: PairValues): Partial<PairValues> {
  const [next, ...rest] = values.pairs;
  if (next === undefined) return {};
  const remoteFolder = isFolderOf(values)
    ? next.remoteFolder
    : withPart(values.remoteFolder, { path: next.remoteFolder });
  return { localFolder: next.localFolder, remoteFolder, pairs: rest, ownFilters: next.filters };
}

/** The further pairs that are saved: without those that nobody has filled in. */
export function filledIn(pairs: readonly FormPair[]): readonly FormPair[] {
  return pairs.filter(({ localFolder, remoteFolder }) => localFolder.trim() + remoteFolder.trim() !== '');
}

/** A further pair that is saved, as the form shows it. */
export function formPairOf({ id, localFolder, remoteFolder, ownFilters }: MorePair): FormPair {
  return { id, localFolder, remoteFolder, filters: filterTextsOf(ownFilters) };
}

/** A further pair in the shape of one that is saved; still to be checked. */
export function typedPair({ id, localFolder, remoteFolder, filters }: FormPair): MorePair {
  return { id, localFolder, remoteFolder, ...typedFilters(filters) };
}

/** The filters of a pair, as the form shows them. */
export function filterTextsOf({ patterns, matchNames }: OwnFilters = NO_OWN_FILTERS): FilterTexts {
  return { exclude: patterns.join('\n'), only: matchNames.join(', ') };
}

/** What was typed, in the shape of what is saved of a pair: nothing where it leaves nothing out. */
export function typedFilters({ exclude, only }: FilterTexts): Pick<MorePair, 'ownFilters'> {
  const used = usedFilters({ patterns: lines(exclude), matchNames: names(only) });
  return used === undefined ? {} : { ownFilters: used };
}

/** What the filters of a pair leave out, in a few words. */
export function filtersInShort({ exclude, only }: FilterTexts): string {
  const text = formText.pairs.filters;
  const patterns = lines(exclude).filter((line) => !line.startsWith('#'));
  const named = names(only);
  const said = [
    ...(patterns.length === 0 ? [] : [text.excludes(patterns.join(', '))]),
    ...(named.length === 0 ? [] : [text.onlyNamed(named.join(', '))]),
  ].join('; ');
  return said === '' ? text.none : said.slice(0, 1).toUpperCase() + said.slice(1);
}
