import { parseRemote } from '../../../shared/profile/remote.js';

/** What was dropped on the window, as far as the page can see it. */
export type Dropped =
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'nothing' };

/** What to make of something dropped: `path` is that of a file or folder, `addresses` a list of type `text/uri-list` (RFC 2483), or plain text. */
export function droppedThing(path: string, addresses: string): Dropped {
  if (path !== '') return { kind: 'path', path };
  const address = addresses
    .split(/\r?\n/)
    .map((line) => line.trim())
    .find((line) => line !== '' && !line.startsWith('#'));
  if (address === undefined) return { kind: 'nothing' };
  const parsed = parseRemote(address);
  const isServer = parsed.kind === 'valid' && parsed.address.kind === 'server';
  return isServer ? { kind: 'address', address } : { kind: 'nothing' };
}

/** The last part of a path, as a name for a profile. */
export function nameOfFolder(path: string): string {
  return path.split(/[\\/]/).findLast((part) => part !== '') ?? path;
}

/** The server of an address, as a name for a profile. */
export function nameOfAddress(address: string): string {
  const parsed = parseRemote(address);
  return parsed.kind === 'valid' && parsed.address.kind === 'server' ? parsed.address.host : '';
}
