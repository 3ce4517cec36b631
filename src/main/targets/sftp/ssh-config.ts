import { matchesPatterns } from './patterns.js';

/** What `~/.ssh/config` says of one host. */
export interface HostConfig {
  readonly hostName: string | undefined;
  readonly port: number | undefined;
  readonly user: string | undefined;
  /** In the order in which they are to be tried. */
  readonly identityFiles: readonly string[];
  /** The name under which `known_hosts` has the host. */
  readonly hostKeyAlias: string | undefined;
  /** `user@host:port` of hosts to go through, in order. */
  readonly proxyJump: readonly string[];
}

/**
 * What the text of an ssh_config(5) says of `host`: the first value of each keyword counts, except that all identity files do.
 * Sections that begin with `Match` are skipped, unless it is `Match all`; `Include` is not followed.
 */
export function readSshConfig(text: string, host: string): HostConfig {
  const found = new Map<string, string>();
  const identityFiles: string[] = [];
  let applies = true;
  for (const line of text.split(/\r?\n/)) {
    const [keyword = '', ...values] = wordsOf(line);
    const [value] = values;
    if (value === undefined) continue;
    const key = keyword.toLowerCase();
    if (key === 'host') applies = matchesPatterns(host, values);
    else if (key === 'match') applies = values.length === 1 && value.toLowerCase() === 'all';
    else if (!applies) continue;
    else if (key === 'identityfile') identityFiles.push(value);
    else if (!found.has(key)) found.set(key, value);
  }
  const port = Number(found.get('port') ?? '');
  const jump = found.get('proxyjump');
  return {
    hostName: found.get('hostname')?.replaceAll(/%[h%]/g, (token) => (token === '%h' ? host : '%')),
    port: Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined,
    user: found.get('user'),
    identityFiles: identityFiles.filter((file) => file.toLowerCase() !== 'none'),
    hostKeyAlias: found.get('hostkeyalias'),
    proxyJump: jump === undefined || jump.toLowerCase() === 'none' ? [] : jump.split(','),
  };
}

/** The words of a line: `Keyword value "another value"` or `Keyword=value`; none for a comment. */
function wordsOf(line: string): readonly string[] {
  const trimmed = line.trim();
  if (trimmed === '' || trimmed.startsWith('#')) return [];
  const keyword = /^[^\s=]+/.exec(trimmed)?.[0] ?? '';
  const rest = trimmed.slice(keyword.length).replace(/^\s*=?\s*/, '');
  return [keyword, ...[...rest.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '')];
}

/** What a path in `IdentityFile` stands for on this computer. */
export interface PathTokens {
  readonly homeFolder: string;
  readonly host: string;
  readonly remoteUser: string;
  readonly localUser: string;
}

/** Replaces `~` and the tokens `%d`, `%h`, `%r`, `%u` and `%%` of ssh_config(5) in a path. */
export function expandPath(path: string, tokens: PathTokens): string {
  const values: Readonly<Record<string, string>> = {
    d: tokens.homeFolder,
    h: tokens.host,
    r: tokens.remoteUser,
    u: tokens.localUser,
    '%': '%',
  };
  return path
    .replace(/^~(?=[/\\]|$)/, () => tokens.homeFolder)
    .replaceAll(/%(.)/g, (token, letter: string) => values[letter] ?? token);
}

/** One host of a `ProxyJump`: `[user@]host[:port]`, an IPv6 address in brackets, or an `ssh://` address of the same parts. */
export function readJump(text: string): {
  readonly host: string;
  readonly port: number | undefined;
  readonly user: string | undefined;
} {
  const bare = text
    .trim()
    .replace(/^ssh:\/\//i, '')
    .replace(/\/$/, '');
  const at = bare.lastIndexOf('@');
  const match = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(bare.slice(at + 1));
  return {
    host: match?.[1] ?? match?.[2] ?? bare.slice(at + 1),
    port: match?.[3] === undefined ? undefined : Number(match[3]),
    user: at === -1 ? undefined : bare.slice(0, at),
  };
}
