import { makeFound, proxyUrl, skip, wholeNumber } from '../make-found.js';
import type { Sections } from '../format/ini.js';
import type { Found, ImportNote } from '../found.js';
import type { SecretsByKind } from '../../found-secrets.js';
import type { LineOptions } from '../../../../shared/profile/profile-options.js';
import { readWinScpText, revealPassword } from './written.js';

const SESSIONS = 'Sessions\\';
/** Not a session: what a new one begins with. */
const DEFAULTS = 'Default Settings';

/** How WinSCP numbers protocols; without a number, it is SFTP. */
const SCP = '0';
const FTP = '5';
const OTHERS: ReadonlyMap<string, string> = new Map([
  ['6', 'WebDAV'],
  ['7', 'S3'],
]);

/** How WinSCP numbers kinds of TLS under FTP. */
const PLAIN = '0';
const IMPLICIT = '1';

/** Of the ways through a proxy, those that Evenkeel knows. */
const PROXIES: ReadonlyMap<string, 'socks5' | 'http'> = new Map([
  ['2', 'socks5'],
  ['socks5', 'socks5'],
  ['3', 'http'],
  ['http', 'http'],
]);

/** Programs and commands that WinSCP would run, here or on the server. */
const COMMANDS = [
  'PostLoginCommands',
  'ProxyTelnetCommand',
  'Shell',
  'SftpServer',
  'ListingCommand',
  'ReturnVar',
];

/** What is about the look of WinSCP, or is taken over above. */
const NOT_MISSED: ReadonlySet<string> = new Set([
  ...['HostName', 'PortNumber', 'UserName', 'Password', 'PasswordPlain', 'FSProtocol', 'Ftps', 'FtpPasvMode'],
  ...[
    'LocalDirectory',
    'RemoteDirectory',
    'PublicKeyFile',
    'Passphrase',
    'ProxyMethod',
    'ProxyHost',
    'ProxyPort',
  ],
  ...['ProxyUsername', 'ProxyPassword', 'ProxyPasswordEnc', 'Tunnel', 'TunnelHostName', 'TunnelPortNumber'],
  ...['TunnelUserName', 'TunnelPassword', 'TunnelPasswordPlain', 'TunnelPublicKeyFile', 'TunnelHostKey'],
  ...['Note', 'Color', 'IsWorkspace', 'SynchronizeBrowsing', 'UpdateDirectories', 'OtherLocalDirectory'],
  ...[
    'CacheDirectories',
    'CacheDirectoryChanges',
    'PreserveDirectoryChanges',
    'SshHostKey',
    'LogicalHostName',
  ],
  ...['TimeDifference', 'TimeDifferenceAuto', ...COMMANDS],
]);

/** The sessions of a `WinSCP.ini` or of the same settings in the registry, in folders as there. */
export function* readWinScp(sections: Sections): Generator<Found> {
  for (const [section, values] of sections) {
    if (!section.startsWith(SESSIONS)) continue;
    const path = readWinScpText(section.slice(SESSIONS.length));
    const isWorkspace = ['1', 'on'].includes(values.get('IsWorkspace') ?? '');
    if (path !== DEFAULTS && !isWorkspace) yield sessionOf(path, values);
  }
}

function sessionOf(path: string, values: ReadonlyMap<string, string>): Found {
  const text = (key: string): string => readWinScpText(values.get(key) ?? '');
  const names = path.split('/');
  const name = names.at(-1) ?? path;
  const number = text('FSProtocol');
  const other = OTHERS.get(number);
  if (other !== undefined) return skip(name, { kind: 'protocol', name: other });

  // Older versions write both into one.
  const [, userInHost = '', host = ''] = /^(?:(.*)@)?(.*)$/s.exec(text('HostName')) ?? [];
  const userName = text('UserName') || userInHost;
  const { secrets, notes: secretNotes } = secretsOf(values, userName, host);
  const proxy = proxyOf(values, secrets);
  const ftps = text('Ftps') || PLAIN;
  const remotePath = text('RemoteDirectory');
  const keyFile = text('PublicKeyFile');
  const unused = [...values.keys()].filter((key) => !NOT_MISSED.has(key));
  const notes: readonly ImportNote[] = [
    ...(number === SCP ? [{ kind: 'scp' } as const] : []),
    ...secretNotes,
    ...proxy.notes,
    ...(isOn(text('Tunnel')) ? [{ kind: 'tunnel' } as const] : []),
    ...(COMMANDS.some((key) => text(key) !== '') ? [{ kind: 'commands' } as const] : []),
    ...(['', '0'].includes(text('TimeDifference')) ? [] : [{ kind: 'time-zone' } as const]),
    ...(/^(\/|$)/.test(remotePath) ? [] : [{ kind: 'relative-remote', path: remotePath } as const]),
    ...(unused.length === 0 ? [] : [{ kind: 'unused', settings: unused } as const]),
  ];
  const protocol = number !== FTP ? 'sftp' : ftps === PLAIN ? 'ftp' : 'ftps';
  const usualPort = protocol === 'ftps' && ftps === IMPLICIT ? 990 : undefined;
  return makeFound({
    name,
    groups: names.slice(0, -1),
    localFolder: text('LocalDirectory'),
    remote: {
      kind: 'server',
      protocol,
      host,
      port: wholeNumber(text('PortNumber'), 1, 65_535) ?? usualPort,
      path: remotePath.startsWith('/') ? remotePath : '',
    },
    userName,
    secrets: proxy.secrets,
    line: {
      tls: ftps === IMPLICIT ? 'implicit' : 'explicit',
      ftpMode: isOff(text('FtpPasvMode')) ? 'active' : 'passive',
      ...(protocol === 'sftp' && keyFile !== '' ? { privateKeyFile: keyFile } : {}),
      ...proxy.line,
    },
    notes,
  });
}

function secretsOf(
  values: ReadonlyMap<string, string>,
  userName: string,
  host: string,
): { readonly secrets: SecretsByKind; readonly notes: readonly ImportNote[] } {
  const plain = readWinScpText(values.get('PasswordPlain') ?? '');
  if (plain !== '') return { secrets: { password: plain }, notes: [] };
  const revealed = reveal(values.get('Password'), userName + host);
  return revealed.note === undefined
    ? { secrets: revealed.secret === '' ? {} : { password: revealed.secret }, notes: [] }
    : { secrets: {}, notes: [revealed.note] };
}

function proxyOf(
  values: ReadonlyMap<string, string>,
  secrets: SecretsByKind,
): {
  readonly line: Partial<LineOptions>;
  readonly secrets: SecretsByKind;
  readonly notes: readonly ImportNote[];
} {
  const text = (key: string): string => readWinScpText(values.get(key) ?? '');
  const method = text('ProxyMethod').toLowerCase();
  if (['', '0', 'none'].includes(method)) return { line: {}, secrets, notes: [] };
  const scheme = PROXIES.get(method);
  const host = text('ProxyHost');
  const userName = text('ProxyUsername');
  const port = wholeNumber(text('ProxyPort') || '80', 1, 65_535);
  const url = scheme === undefined || port === undefined ? undefined : proxyUrl(scheme, host, port, userName);
  if (url === undefined) return { line: {}, secrets, notes: [{ kind: 'proxy' }] };
  const plain = text('ProxyPassword');
  const { secret, note } =
    plain === '' ? reveal(values.get('ProxyPasswordEnc'), userName + host) : { secret: plain };
  const withProxy = secret === '' || userName === '' ? secrets : { ...secrets, proxy: secret };
  return { line: { proxy: url }, secrets: withProxy, notes: note === undefined ? [] : [note] };
}

function reveal(
  hidden: string | undefined,
  key: string,
): { readonly secret: string; readonly note?: ImportNote | undefined } {
  if (hidden === undefined || hidden === '') return { secret: '' };
  const revealed = revealPassword(hidden, key);
  switch (revealed.kind) {
    case 'revealed':
      return { secret: revealed.password };
    case 'master-password':
      return { secret: '', note: { kind: 'master-password' } };
    case 'unreadable':
      return { secret: '', note: { kind: 'secret-unreadable' } };
  }
}

function isOn(value: string): boolean {
  return ['1', 'on'].includes(value.toLowerCase());
}

function isOff(value: string): boolean {
  return ['0', 'off'].includes(value.toLowerCase());
}
