import { encodedPath } from '../../../shared/profile/remote.js';
import { guessAddress, isPath } from './guess-address.js';

/** What the remote folder is reached through; a folder of this computer needs nothing. */
export type RemoteKind = 'ftp' | 'ftps' | 'sftp' | 'folder';

export const REMOTE_KINDS: readonly RemoteKind[] = ['ftp', 'ftps', 'sftp', 'folder'];

/** The parts of a remote address as they are typed, whole or not. */
export interface RemoteFields {
  readonly kind: RemoteKind;
  readonly host: string;
  /** Empty for the usual one. */
  readonly port: string;
  /** Empty for the folder that the server puts the user into. */
  readonly path: string;
}

/** The port of each protocol where none is named. */
export const USUAL_PORTS: Readonly<Record<Exclude<RemoteKind, 'folder'>, string>> = {
  ftp: '21',
  ftps: '21',
  sftp: '22',
};

/** What is encrypted stands there first: few servers have no TLS. */
const EMPTY: RemoteFields = { kind: 'ftps', host: '', port: '', path: '' };

/** The parts of what somebody has typed as the remote folder, also while the address is not whole yet. */
export function fieldsOf(text: string): RemoteFields {
  const typed = text.trimStart();
  const [, scheme, rest = ''] = /^(ftps?|sftp):\/\/(.*)$/is.exec(typed) ?? [];
  const kind = REMOTE_KINDS.find((one) => one === scheme?.toLowerCase());
  if (kind === undefined) {
    if (isPath(typed)) return { ...EMPTY, kind: 'folder', path: text };
    const guessed = guessAddress(typed);
    return guessed === undefined ? EMPTY : fieldsOf(guessed);
  }
  const [authority = ''] = /^[^/?#]*/.exec(rest) ?? [];
  const place = authority.slice(authority.lastIndexOf('@') + 1);
  const [, six, four = '', port = ''] = /^(?:\[([^\]]*)\]?|([^:]*))(?::(.*))?$/.exec(place) ?? [];
  return { kind, host: six ?? four, port, path: decoded(rest.slice(authority.length)) };
}

/** The address that the parts make. */
export function addressOf({ kind, host, port, path }: RemoteFields): string {
  if (kind === 'folder') return path;
  const place = host.includes(':') ? `[${host}]` : host;
  const folder = path === '' || path.startsWith('/') ? path : `/${path}`;
  return `${kind}://${place}${port === '' ? '' : `:${port}`}${encodedPath(folder)}`;
}

/** The address after one of its parts was typed. An address pasted into the field of the host takes the place of all of them. */
export function withPart(text: string, part: Partial<RemoteFields>): string {
  const { host } = part;
  if (host !== undefined && /^[a-z][a-z0-9+.-]*:\/\//i.test(host.trim())) return host.trim();
  const [, name, port] = /^([^:[\]]+):(\d+)$/.exec(host ?? '') ?? [];
  const before = fieldsOf(text);
  const parts = name === undefined || port === undefined ? part : { host: name, port };
  return addressOf(switched(before, { ...before, ...parts }));
}

/** A path of this computer says nothing about a server, nor the other way round. */
function switched(before: RemoteFields, now: RemoteFields): RemoteFields {
  if ((before.kind === 'folder') === (now.kind === 'folder')) return now;
  return { ...EMPTY, kind: now.kind };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
