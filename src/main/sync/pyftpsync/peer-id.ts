import type { RemoteAddress } from '../../../shared/profile/remote.js';

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
