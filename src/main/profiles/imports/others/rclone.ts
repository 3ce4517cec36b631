import { createDecipheriv } from 'node:crypto';
import { makeFound, proxyUrl, skip, wholeNumber } from '../make-found.js';
import type { Sections } from '../format/ini.js';
import type { Found, ImportNote } from '../found.js';
import type { LineOptions } from '../../../../shared/profile/profile-options.js';
import type { SecretsByKind } from '../../found-secrets.js';
import { decodeUtf8 } from '../format/decode.js';

/** The same in every copy of rclone, which publishes it: it hides passwords from a glance, no more. */
const KEY = Buffer.from('9c935b48730a554d6bfd7c63c886a92bd390198eb8128afbf4de162b8b95f638', 'hex');
const IV_BYTES = 16;

/** Programs and commands that rclone would run, here or on the server. */
const COMMANDS: readonly string[] = [
  'ssh',
  'server_command',
  'md5sum_command',
  'sha1sum_command',
  'crc32sum_command',
  'sha256sum_command',
  'blake3sum_command',
  'xxh3sum_command',
  'xxh128sum_command',
];

/** What is taken over, or has no meaning here. */
const NOT_MISSED: ReadonlySet<string> = new Set([
  ...['type', 'host', 'user', 'port', 'pass', 'tls', 'explicit_tls', 'concurrency', 'connections'],
  ...[
    'key_file',
    'key_file_pass',
    'key_pem',
    'socks_proxy',
    'http_proxy',
    'no_check_certificate',
    'skip_links',
  ],
  ...[
    'use_insecure_cipher',
    'disable_epsv',
    'ask_password',
    'key_use_agent',
    'shell_type',
    'disable_hashcheck',
  ],
  ...['known_hosts_file', 'pubkey_file', 'description', 'set_modtime', 'idle_timeout', 'close_timeout'],
  ...['disable_concurrent_reads', 'disable_concurrent_writes', 'chunk_size', 'tls_cache_size', ...COMMANDS],
]);

/** The remotes of an `rclone.conf`; those that are no FTP or SFTP are skipped. */
export function* readRclone(sections: Sections): Generator<Found> {
  for (const [name, values] of sections) {
    const type = values.get('type') ?? '';
    yield type === 'ftp' || type === 'sftp'
      ? remoteOf(name, type, values)
      : skip(name, { kind: 'protocol', name: type === '' ? 'no type' : type });
  }
}

function remoteOf(name: string, type: 'ftp' | 'sftp', values: ReadonlyMap<string, string>): Found {
  const text = (key: string): string => values.get(key) ?? '';
  const isOn = (key: string): boolean => text(key).toLowerCase() === 'true';
  const implicit = type === 'ftp' && isOn('tls');
  const protocol = type === 'sftp' ? 'sftp' : implicit || isOn('explicit_tls') ? 'ftps' : 'ftp';
  const secrets = secretsOf(values);
  const proxy = proxyOf(values);
  const keyFile = text('key_file');
  const connections = wholeNumber(text(type === 'ftp' ? 'concurrency' : 'connections'), 1, 32);
  const unused = [...values.keys()].filter((key) => !NOT_MISSED.has(key));
  const notes: readonly ImportNote[] = [
    ...secrets.notes,
    ...proxy.notes,
    ...(text('key_pem') === '' ? [] : [{ kind: 'inline-key' } as const]),
    ...(COMMANDS.some((key) => text(key) !== '') ? [{ kind: 'commands' } as const] : []),
    ...(isOn('no_check_certificate') ? [{ kind: 'certificate-check' } as const] : []),
    ...(unused.length === 0 ? [] : [{ kind: 'unused', settings: unused } as const]),
  ];
  return makeFound({
    name,
    remote: {
      kind: 'server',
      protocol,
      host: text('host'),
      port: wholeNumber(text('port'), 1, 65_535) ?? (implicit ? 990 : undefined),
      path: '',
    },
    userName: text('user'),
    secrets: { ...secrets.secrets, ...proxy.secrets },
    options: connections === undefined ? {} : { connections },
    line: {
      tls: implicit ? 'implicit' : 'explicit',
      ...(isOn('disable_epsv') ? { ftpPassive: 'pasv' } : {}),
      ...(keyFile === '' ? {} : { privateKeyFile: keyFile }),
      ...(isOn('use_insecure_cipher') ? { oldSshAlgorithms: true } : {}),
      ...proxy.line,
    },
    notes,
  });
}

function secretsOf(values: ReadonlyMap<string, string>): {
  readonly secrets: SecretsByKind;
  readonly notes: readonly ImportNote[];
} {
  const revealed = (key: string): string | undefined => {
    const hidden = values.get(key) ?? '';
    return hidden === '' ? '' : revealObscured(hidden);
  };
  const [password, passphrase] = [revealed('pass'), revealed('key_file_pass')];
  const lost = password === undefined || passphrase === undefined;
  return {
    secrets: { password: password ?? '', passphrase: passphrase ?? '' },
    notes: lost ? [{ kind: 'secret-unreadable' }] : [],
  };
}

/** `socks_proxy` is `USER:PASSWORD@HOST:PORT`, `http_proxy` the same as an address. */
function proxyOf(values: ReadonlyMap<string, string>): {
  readonly line: Partial<LineOptions>;
  readonly secrets: SecretsByKind;
  readonly notes: readonly ImportNote[];
} {
  const [socks, http] = [values.get('socks_proxy') ?? '', values.get('http_proxy') ?? ''];
  if (socks === '' && http === '') return { line: {}, secrets: {}, notes: [] };
  const place = socks === '' ? http.replace(/^http:\/\//i, '').replace(/\/$/, '') : socks;
  const at = place.lastIndexOf('@');
  const [userName = '', ...password] = place.slice(0, Math.max(0, at)).split(':');
  const [, host = '', port = ''] = /^(.*):(\d{1,5})$/.exec(place.slice(at + 1)) ?? [];
  const url = proxyUrl(
    socks === '' ? 'http' : 'socks5',
    host.replace(/^\[|\]$/g, ''),
    Number(port),
    userName,
  );
  if (url === undefined) return { line: {}, secrets: {}, notes: [{ kind: 'proxy' }] };
  return { line: { proxy: url }, secrets: userName === '' ? {} : { proxy: password.join(':') }, notes: [] };
}

/** Reveals a password that rclone has obscured; `undefined` where it is none. Never throws. */
export function revealObscured(text: string): string | undefined {
  if (!/^[0-9A-Za-z_-]{22,8192}$/.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length < IV_BYTES) return undefined;
  const decipher = createDecipheriv('aes-256-ctr', KEY, bytes.subarray(0, IV_BYTES));
  return decodeUtf8(Buffer.concat([decipher.update(bytes.subarray(IV_BYTES)), decipher.final()]));
}
