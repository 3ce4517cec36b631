import type { Side } from '../../../shared/entry/entry.js';
import type { ReadMeta } from './meta.js';

/** Whether a file of pyftpsync's records can go once what it says of one pair of folders is known elsewhere. */
export type Removable = 'yes' | 'names-others' | 'unreadable';

/**
 * Says so of the file of a folder on `side`. Those of the local side name the peers that it was synchronized with, and those of the
 * remote side name none, unless the folder was the local one of another pair. One in an old format can go: pyftpsync itself would discard it.
 */
export function removable(read: ReadMeta, side: Side, peerId: string): Removable {
  if (read.kind === 'unusable') return read.problem.kind === 'unsupported' ? 'yes' : 'unreadable';
  const others = [...read.meta.peers.keys()].some((id) => side === 'remote' || id !== peerId);
  return others ? 'names-others' : 'yes';
}
