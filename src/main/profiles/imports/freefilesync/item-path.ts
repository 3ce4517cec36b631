import { isIPv6 } from 'node:net';
import { wholeNumber, type DescribedRemote } from '../make-found.js';
import { decodeBase64 } from '../format/decode.js';
import type { ImportNote } from '../found.js';

/** One side of a pair of folders in FreeFileSync. */
export type Side =
  | { readonly kind: 'empty' }
  /** A path on this computer, or on a drive of the network. */
  | { readonly kind: 'folder'; readonly path: string }
  /** On this computer, but only FreeFileSync knows where: with a macro, or on a volume by its name. */
  | { readonly kind: 'unclear'; readonly path: string }
  | {
      readonly kind: 'server';
      readonly remote: DescribedRemote;
      readonly userName: string;
      readonly password: string;
      readonly keyFile: string | undefined;
      readonly notes: readonly ImportNote[];
    }
  /** A service that Evenkeel does not know, or an address that is none. */
  | { readonly kind: 'other'; readonly name: string };

const OTHERS: readonly (readonly [begin: RegExp, name: string])[] = [
  [/^gdrive:/i, 'Google Drive'],
  [/^mtp:/i, 'MTP'],
];

/** Reads a folder as it stands in FreeFileSync: a path, or `sftp://user@host:port/folder|option|option`. */
export function readItemPath(text: string): Side {
  const path = text.trim();
  if (path === '') return { kind: 'empty' };
  for (const [begin, name] of OTHERS) if (begin.test(path)) return { kind: 'other', name };
  const [, scheme, rest] = /^(s?ftp):[/\\]*(.*)$/is.exec(path) ?? [];
  if (scheme !== undefined && rest !== undefined) return readServer(scheme.toLowerCase(), rest);
  // `%AppData%\Backup`, `[My Stick]\Backup`.
  if (/%[^%\\/]+%/.test(path) || path.startsWith('[')) return { kind: 'unclear', path };
  return { kind: 'folder', path };
}

function readServer(scheme: string, text: string): Side {
  const at = text.indexOf('@');
  const [credentials, address] = at === -1 ? ['', text] : [text.slice(0, at), text.slice(at + 1)];
  const [user = '', ...typed] = credentials.split(':');
  const [place = '', ...options] = address.split('|').map((option) => option.trim());
  const [, authority = '', folder = ''] = /^([^/\\]*)(.*)$/s.exec(place) ?? [];
  // An IPv6 address may stand there without brackets, and then has no port behind it.
  const [, host = '', port] = isIPv6(authority)
    ? [authority, authority]
    : (/^(\[[^\]]*\]|[^:]*)(?::(\d*))?$/.exec(authority) ?? []);
  const option = (name: string): string | undefined =>
    options.find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1);

  const hidden = option('pass64');
  const revealed = hidden === undefined ? typed.join(':') : decodeBase64(hidden);
  const protocol = scheme === 'sftp' ? 'sftp' : options.includes('ssl') ? 'ftps' : 'ftp';
  return {
    kind: 'server',
    remote: {
      kind: 'server',
      protocol,
      host: host.replace(/^\[|\]$/g, ''),
      port: wholeNumber(port ?? '', 1, 65_535),
      // FreeFileSync counts from the root of the server, also where no folder is named.
      path: `/${folder
        .split(/[/\\]+/)
        .filter((name) => name !== '')
        .join('/')}`,
    },
    userName: user.replaceAll(/%(40|3A|25)/gi, (code) => decodeURIComponent(code)),
    password: revealed ?? '',
    keyFile: option('keyfile'),
    notes: revealed === undefined ? [{ kind: 'secret-unreadable' }] : [],
  };
}
