import type { Side } from '../../../shared/entry/entry.js';
import type { RemoteAddress } from '../../../shared/profile/remote.js';
import type { ReadMeta } from './meta.js';

/**
 * What pyftpsync calls a peer in its records: a server's name and the root folder there; a folder's path. Neither protocol nor
 * port is part of it. What an Evenkeel address leaves to the server (no path) is known by what the server calls it, `rootFolder`: records of
 * another folder would tell of deletions that never were.
 */
export function peerIdFor(address: RemoteAddress, rootFolder: string | undefined): string {
  switch (address.kind) {
    case 'folder':
      return withoutSlashAtEnd(address.path);
    case 'server':
      return (
        address.host.toLowerCase() +
        withoutSlashAtEnd(address.path === '' ? (rootFolder ?? '/') : address.path)
      );
  }
}

function withoutSlashAtEnd(path: string): string {
  return path.replace(/\/+$/, '') || '/';
}

/** Whether a file of pyftpsync's records can be removed once what it says of one pair of folders is on record elsewhere. */
export type Removable = 'yes' | 'names-others' | 'unreadable';

/**
 * Says so of the file of a folder on `side`. Those of the local side name the peers that it was synchronized with, and those of the
 * remote side name none, unless the folder was the local one of another pair. One in an old format can be removed: pyftpsync itself would discard it.
 */
export function removable(read: ReadMeta, side: Side, peerId: string): Removable {
  if (read.kind === 'unusable') return read.problem.kind === 'unsupported' ? 'yes' : 'unreadable';
  const others = [...read.meta.peers.keys()].some((id) => side === 'remote' || id !== peerId);
  return others ? 'names-others' : 'yes';
}
