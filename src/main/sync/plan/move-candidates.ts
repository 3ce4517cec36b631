import type { ItemPath } from '../../../shared/entry/entry.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import { findFolderMoves } from './folder-moves.js';
import {
  appearedFile,
  contentKey,
  findMoves,
  isSameBy,
  vanishedFile,
  type End,
  type Evidence,
  type FileThere,
} from './file-moves.js';

/** Of how many files of one size, vanished or appeared, it is worth asking what is in them. */
const ALIKE_AT_MOST = 4;

const bySize: Evidence = ({ on, content: { size } }) => (size === 0 ? undefined : `${on}:${size}`);

/**
 * The files whose contents may prove a move where nothing else does: because a side tells whole seconds or minutes, because several files
 * have one time, or because what moved the file gave it a new one. Asked is about few files of the very same size, about
 * folders in which all lies under the same names with the same sizes, and about files that their side calls by one id which may have been
 * given to another one since. Of the latter, what they begin and end with is asked as well, for they may be too large to be read.
 */
export function doubtfulFiles(
  items: ReadonlyMap<ItemPath, PlanItem>,
  proofs: readonly Evidence[],
  hint: Evidence,
): readonly FileThere[] {
  const candidates = [...items.values()].filter(
    (item) => vanishedFile(item) !== undefined || appearedFile(item) !== undefined,
  );
  if (!candidates.some((item) => vanishedFile(item) !== undefined)) return [];
  const certain = new Set([
    ...proofs.flatMap((proof) => [...findMoves(candidates, proof).keys()]),
    ...findFolderMoves(items, isSameBy(...proofs)).keys(),
  ]);
  const along = findFolderMoves(items, isSameBy(bySize));
  const hinted = findMoves(candidates, hint);
  const asked = new Map<string, FileThere>();
  const ask = (file: FileThere): unknown => file.size > 0 && asked.set(contentKey(file), file);

  const alike = new Map<string, { readonly vanished: End[]; readonly appeared: End[] }>();
  for (const item of candidates) {
    if (certain.has(item.path)) continue;
    const vanished = vanishedFile(item);
    const appeared = appearedFile(item);
    for (const end of [vanished, appeared]) {
      const key = end === undefined ? undefined : bySize(end);
      if (end === undefined || key === undefined) continue;
      if (along.has(item.path) || hinted.has(item.path)) ask(end.content);
      if (hinted.has(item.path)) ask({ ...end.content, part: 'ends' });
      const group = alike.get(key) ?? { vanished: [], appeared: [] };
      (end === vanished ? group.vanished : group.appeared).push(end);
      alike.set(key, group);
    }
  }
  for (const { vanished, appeared } of alike.values()) {
    if (vanished.length === 0 || vanished.length > ALIKE_AT_MOST) continue;
    if (appeared.length === 0 || appeared.length > ALIKE_AT_MOST) continue;
    for (const end of [...vanished, ...appeared]) ask(end.content);
  }
  return [...asked.values()].sort((a, b) => (contentKey(a) < contentKey(b) ? -1 : 1));
}
