import {
  makeFound,
  isEncoding,
  skip,
  wholeNumber,
  type Described,
  type DescribedRemote,
} from '../make-found.js';
import type { Found, ImportNote } from '../found.js';
import { attributeOf, childOf, childrenOf, textIn, textOf, type Element } from '../format/xml.js';
import { decodeBase64 } from '../format/decode.js';
import type { SecretsByKind } from '../../found-secrets.js';
import { readSafePath } from './safe-path.js';

/** How FileZilla numbers protocols. */
const PROTOCOLS: ReadonlyMap<string, readonly [protocol: 'ftp' | 'ftps' | 'sftp', note?: ImportNote]> =
  new Map([
    // With TLS where the server has it: a profile for plain FTP would send the password unencrypted where FileZilla did not.
    ['0', ['ftps', { kind: 'tls-required' }]],
    ['1', ['sftp']],
    ['3', ['ftps']],
    ['4', ['ftps']],
    ['6', ['ftp']],
  ]);
const IMPLICIT = '3';

/** Those that Evenkeel does not know. */
const OTHERS: ReadonlyMap<string, string> = new Map([
  ['2', 'HTTP'],
  ['5', 'HTTPS'],
  ['7', 'S3'],
  ['8', 'Storj'],
  ['9', 'WebDAV'],
]);

/** How FileZilla numbers ways to sign in. */
const ANONYMOUS = '0';
const WITH_KEY = '5';

/** The sites of a `sitemanager.xml`, or of a file that FileZilla has exported: each with its bookmarks, in folders as there. */
export function* readFileZilla(root: Element): Generator<Found> {
  for (const servers of childrenOf(root, 'Servers')) yield* sitesIn(servers, []);
}

function* sitesIn(folder: Element, groups: readonly string[]): Generator<Found> {
  for (const element of childrenOf(folder)) {
    if (element.name === 'Folder') yield* sitesIn(element, [...groups, textIn(element)]);
    if (element.name === 'Server') yield* profilesOf(element, groups);
  }
}

/** A site, and each of its bookmarks that is another pair of folders. */
function profilesOf(server: Element, groups: readonly string[]): readonly Found[] {
  const host = textOf(server, 'Host');
  // Before version 3.0.4, the name was the text of the element.
  const name = textOf(server, 'Name') || textIn(server) || host;
  const number = textOf(server, 'Protocol') || '0';
  const known = PROTOCOLS.get(number);
  if (known === undefined) {
    return [skip(name, { kind: 'protocol', name: OTHERS.get(number) ?? `protocol ${number}` })];
  }
  const [protocol, note] = known;
  const { secrets, note: secretNote } = secretsOf(server);
  const encoding = encodingOf(server);
  const keyFile = textOf(server, 'Keyfile') || textOf(server, 'KeyFile');
  const connections = wholeNumber(textOf(server, 'MaximumMultipleConnections'), 1, 32);
  const common: Omit<Described, 'name' | 'remote' | 'localFolder'> = {
    groups,
    userName: textOf(server, 'Logontype') === ANONYMOUS ? '' : textOf(server, 'User'),
    secrets,
    options: connections === undefined ? {} : { connections },
    line: {
      tls: number === IMPLICIT ? 'implicit' : 'explicit',
      ftpMode: textOf(server, 'PasvMode') === 'MODE_ACTIVE' ? 'active' : 'passive',
      ...(encoding.name === undefined ? {} : { encoding: encoding.name }),
      ...(textOf(server, 'Logontype') === WITH_KEY && keyFile !== '' ? { privateKeyFile: keyFile } : {}),
    },
  };
  const notes: readonly ImportNote[] = [
    ...(note === undefined ? [] : [note]),
    ...(secretNote === undefined ? [] : [secretNote]),
    ...encoding.notes,
    ...(childrenOf(childOf(server, 'PostLoginCommands')).length > 0 ? [{ kind: 'commands' } as const] : []),
    ...(textOf(server, 'Account') === '' ? [] : [{ kind: 'account' } as const]),
    ...(['', '0'].includes(textOf(server, 'TimezoneOffset')) ? [] : [{ kind: 'time-zone' } as const]),
  ];
  const port = wholeNumber(textOf(server, 'Port'), 1, 65_535);
  const places = [server, ...childrenOf(server, 'Bookmark').filter(isPair)];
  return places.map((place) => {
    const remotePath = readSafePath(textOf(place, 'RemoteDir'));
    const remote: DescribedRemote = { kind: 'server', protocol, host, port, path: remotePath ?? '' };
    const unread: readonly ImportNote[] =
      remotePath === undefined ? [{ kind: 'relative-remote', path: textOf(place, 'RemoteDir') }] : [];
    return makeFound({
      ...common,
      name: place === server ? name : `${name} – ${textOf(place, 'Name')}`,
      localFolder: textOf(place, 'LocalDir'),
      remote,
      notes: [...notes, ...unread],
    });
  });
}

function isPair(bookmark: Element): boolean {
  return textOf(bookmark, 'LocalDir') !== '' || textOf(bookmark, 'RemoteDir') !== '';
}

function secretsOf(server: Element): {
  readonly secrets: SecretsByKind;
  readonly note?: ImportNote;
} {
  const pass = childOf(server, 'Pass');
  const written = textIn(pass);
  if (written === '' || textOf(server, 'Logontype') === ANONYMOUS) return { secrets: {} };
  switch (attributeOf(pass, 'encoding')) {
    case '':
      return { secrets: { password: written } };
    case 'base64': {
      const password = decodeBase64(written);
      return password === undefined
        ? { secrets: {}, note: { kind: 'secret-unreadable' } }
        : { secrets: { password } };
    }
    case 'crypt':
      return { secrets: {}, note: { kind: 'master-password' } };
    default:
      return { secrets: {}, note: { kind: 'secret-unreadable' } };
  }
}

function encodingOf(server: Element): { readonly name?: string; readonly notes: readonly ImportNote[] } {
  if (textOf(server, 'EncodingType') !== 'Custom') return { notes: [] };
  const name = textOf(server, 'CustomEncoding').toLowerCase();
  return isEncoding(name) ? { name, notes: [] } : { notes: [{ kind: 'encoding', name }] };
}
