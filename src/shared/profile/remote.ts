import type { LineOptions } from './profile-options.js';

/** Where the remote side of a profile is. */
export type RemoteAddress =
  | { readonly kind: 'folder'; readonly path: string }
  | {
      readonly kind: 'server';
      readonly protocol: 'ftp' | 'ftps' | 'sftp';
      readonly host: string;
      readonly port: number;
      /** Absolute, without a slash at the end; `/` is the server's root, `''` where the server puts the user after signing in. */
      readonly path: string;
    };

/** How TLS begins where nobody has said so: port 990 is registered for TLS from the first byte (IANA, ftps). */
export function usualTls(address: RemoteAddress | undefined): LineOptions['tls'] {
  const is990 = address?.kind === 'server' && address.protocol === 'ftps' && address.port === 990;
  return is990 ? 'implicit' : 'explicit';
}

/** Whether it is reached through SSH, which takes private keys. */
export function isOverSsh(address: RemoteAddress): boolean {
  return address.kind === 'server' && address.protocol === 'sftp';
}

export type ParsedRemote =
  | {
      readonly kind: 'valid';
      readonly address: RemoteAddress;
      readonly userName: string;
      readonly password: string;
    }
  /** `why` is a sentence for the user. */
  | { readonly kind: 'invalid'; readonly why: string };

const DEFAULT_PORTS = { ftp: 21, ftps: 21, sftp: 22 } as const;

function isProtocol(text: string): text is keyof typeof DEFAULT_PORTS {
  return text in DEFAULT_PORTS;
}

/** It quotes nothing: a password may be in it. */
const NO_ADDRESS =
  'That looks like a server address, but is not a valid one. Write it like ftp://server/folder; for a folder on this computer, start with ./ or /.';

const BACKSLASH =
  'A backslash in a user name is written %5C in an address, like ftp://DOMAIN%5Cuser@server/folder.';

/** What people type who mean an address: its slashes or its beginning are missing, or a user name and password are in it. */
const MISTYPED: readonly RegExp[] = [
  /^(?:ftps?|ftpes|sftp)\s*[:;]/i,
  /^(?:ftps?|ftpes|sftp)\/\//i,
  // Not a drive of Windows, nor an absolute path.
  /^(?![a-z]:[\\/])[^/\\:@]+:[^@]*@/i,
  /^[^/\\]*[\\/]{2}[^/\\:@]+:[^@]*@/,
];

/** What `scp` and `rsync` take for a folder on a server. A path that has to look so begins with `./`. */
const SCP_FORM = /^[^/\\:@\s]+@[^/\\:@\s]+:/;

const NO_SCP_FORM =
  'USER@SERVER:FOLDER is not supported. Write sftp://USER@SERVER/FOLDER; for a folder on this computer, start with ./';

/** Whether a text that has no `scheme://` may be an address with a secret, so that it is neither shown nor kept. */
export function looksLikeAddress(text: string): boolean {
  return MISTYPED.some((form) => form.test(text.trim()));
}

/**
 * Reads what a user types as the remote folder. In an address `ftp://host/a` means the folder `/a`, `ftp://host/` the root of the server, and
 * `ftp://host` the folder in which the server puts the user; `%20` and its like are decoded (RFC 3986, 2.1), so that `ftp://host/%2Fa` is
 * `/a` as well (RFC 1738, 3.2.2). A user name and password in the address are split off, never kept in it.
 */
export function parseRemote(text: string): ParsedRemote {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined) {
    if (looksLikeAddress(text)) return { kind: 'invalid', why: NO_ADDRESS };
    if (SCP_FORM.test(text.trim())) return { kind: 'invalid', why: NO_SCP_FORM };
    return { kind: 'valid', address: { kind: 'folder', path: text }, userName: '', password: '' };
  }
  if (!isProtocol(scheme)) {
    return {
      kind: 'invalid',
      why: `Evenkeel does not know “${scheme}://”. Use ftp://, ftps://, sftp:// or the path of a folder.`,
    };
  }
  // RFC 3986, 3.2: where the authority ends. The URL standard passes over any number of slashes before it.
  const [authority = ''] = /^[^/\\?#]*/.exec(text.slice(scheme.length + 3).replace(/^[/\\]+/, '')) ?? [];
  const behind = text.slice(text.indexOf(authority, scheme.length + 3) + authority.length);
  // The URL standard takes a backslash for a slash, and what stands before it for the server.
  if (scheme !== 'sftp' && /^\\[^/?#]*@/.test(behind)) return { kind: 'invalid', why: BACKSLASH };
  try {
    // The URL standard knows `ftp:` (and its port 21, which it drops); `ftps:` is alike in all that matters here.
    const url = new URL(scheme === 'sftp' ? text : `ftp://${text.slice(scheme.length + 3)}`);
    if (url.hostname === '') return { kind: 'invalid', why: 'The address has no server name.' };
    const path = decodeURIComponent(url.pathname + url.search + url.hash);
    if (hasControlCharacter(path))
      return { kind: 'invalid', why: 'The address contains a control character.' };
    return {
      kind: 'valid',
      address: {
        kind: 'server',
        protocol: scheme,
        host: url.hostname.replace(/^\[|\]$/g, ''),
        port: url.port === '' ? DEFAULT_PORTS[scheme] : Number(url.port),
        // The URL standard makes a slash of no path at all, which is another folder.
        path: behind.trim() === '' ? '' : absolute(path),
      },
      userName: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
    };
  } catch {
    return {
      kind: 'invalid',
      why: text.includes('@')
        ? 'That is not a valid address. It should look like ftp://server/folder.'
        : `“${text}” is not a valid address. It should look like ftp://server/folder.`,
    };
  }
}

/** Servers need not take several slashes in front for one. */
function absolute(path: string): string {
  return `/${path.replace(/^\/+|\/+$/g, '')}`;
}

function hasControlCharacter(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x20 || code === 0x7f) return true;
  }
  return false;
}

/** A path as it is written in an address (RFC 3986, 2.1): without what has a meaning of its own there, or is lost at its end. */
export function encodedPath(path: string): string {
  return path.replace(/[%\\?#]| (?= *$)/g, (sign) => encodeURIComponent(sign));
}

/** The same folder over FTP without TLS, where the address is one of FTP with TLS. */
export function withoutTls(address: string): string {
  return address.trim().replace(/^ftps:/i, 'ftp:');
}
