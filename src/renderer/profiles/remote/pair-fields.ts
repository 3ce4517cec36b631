import type { MorePair } from '../../../shared/profile/pairs.js';
import { fieldsOf, withPart } from './remote-fields.js';

/** What the form holds of the folders. */
interface PairValues {
  readonly localFolder: string;
  readonly remoteFolder: string;
  /** Whether somebody has chosen a folder of this computer before typing where it is. */
  readonly asFolder: boolean;
  readonly pairs: readonly MorePair[];
}

/** Whether the other side of the pairs is a folder of this computer. */
export function isFolderOf({
  remoteFolder,
  asFolder,
}: Pick<PairValues, 'remoteFolder' | 'asFolder'>): boolean {
  return fieldsOf(remoteFolder).kind === 'folder' || (asFolder && !remoteFolder.includes('://'));
}

/** A further pair that nobody has filled in yet. Its name is one for the form only: it gets one for good when it is saved. */
export function newPair(others: readonly MorePair[]): MorePair {
  const taken = new Set(others.map(({ id }) => id));
  let number = others.length + 1;
  while (taken.has(`new-${number}`)) number += 1;
  return { id: `new-${number}`, localFolder: '', remoteFolder: '' };
}

/** The folders where the first pair is removed, and the one after it takes its place. */
export function withoutFirst(values: PairValues): Partial<PairValues> {
  const [next, ...rest] = values.pairs;
  if (next === undefined) return {};
  const remoteFolder = isFolderOf(values)
    ? next.remoteFolder
    : withPart(values.remoteFolder, { path: next.remoteFolder });
  return { localFolder: next.localFolder, remoteFolder, pairs: rest };
}

/** The further pairs that are saved: without those that nobody has filled in. */
export function filledIn(pairs: readonly MorePair[]): readonly MorePair[] {
  return pairs.filter(({ localFolder, remoteFolder }) => localFolder.trim() + remoteFolder.trim() !== '');
}
