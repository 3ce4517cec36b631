import { configLines } from '../../../../shared/connection/ssh-config-lines.js';
import type { SaidOfAlgorithms } from './algorithms.js';
import { matchesPatterns } from './patterns.js';

/** What `~/.ssh/config` says of one host. */
export interface HostConfig {
  readonly hostName: string | undefined;
  readonly port: number | undefined;
  readonly user: string | undefined;
  /** In the order in which they are to be tried. */
  readonly identityFiles: readonly string[];
  /** Whether nothing but the identity files is to be tried, be it with the help of an agent. */
  readonly identitiesOnly: boolean;
  /** Where the agent for this host listens, `none`, or `SSH_AUTH_SOCK`. */
  readonly identityAgent: string | undefined;
  /** The name under which `known_hosts` has the host. */
  readonly hostKeyAlias: string | undefined;
  /** `user@host:port` of hosts to go through, in order. */
  readonly proxyJump: readonly string[];
  readonly algorithms: SaidOfAlgorithms;
}

/** For whom a configuration is read. */
export interface ConfigQuestion {
  /** The host as the user calls it. */
  readonly host: string;
  /** The name that the user signs in with, as far as it is given. */
  readonly user: string | undefined;
  /** The user's name on this computer. */
  readonly localUser: string;
  /** The texts of the files that an `Include` names, in their order. */
  readonly included: (pattern: string) => readonly string[];
}

/** Files that include each other deeper than this are a circle. */
const MOST_DEPTH = 8;

/**
 * What the text of an ssh_config(5) says of a host: the first value of each keyword counts, except that all identity files do. Of `Match`,
 * `exec`, `final` and `canonical` never apply: no command is run, and no name is looked up.
 */
export function readSshConfig(text: string, question: ConfigQuestion): HostConfig {
  const found = new Map<string, string>();
  const identityFiles: string[] = [];
  read(text, true, 0);
  const port = Number(found.get('port') ?? '');
  const jump = found.get('proxyjump');
  return {
    hostName: hostNameIn(found, question),
    port: Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined,
    user: found.get('user'),
    identityFiles: identityFiles.filter((file) => file.toLowerCase() !== 'none'),
    identitiesOnly: found.get('identitiesonly')?.toLowerCase() === 'yes',
    identityAgent: found.get('identityagent'),
    hostKeyAlias: found.get('hostkeyalias'),
    proxyJump: jump === undefined || jump.toLowerCase() === 'none' ? [] : jump.split(','),
    algorithms: {
      kex: found.get('kexalgorithms'),
      cipher: found.get('ciphers'),
      hmac: found.get('macs'),
      serverHostKey: found.get('hostkeyalgorithms'),
    },
  };

  function read(lines: string, within: boolean, depth: number): void {
    let applies = within;
    for (const { keyword: key, values } of configLines(lines)) {
      const [value] = values;
      if (key === 'host') applies = within && matchesPatterns(question.host, values);
      else if (key === 'match') applies = within && matches(values, found, question);
      else if (!applies) continue;
      // What a file says of which hosts ends with the file.
      else if (key === 'include') {
        if (depth < MOST_DEPTH)
          for (const each of values.flatMap(question.included)) read(each, true, depth + 1);
      } else if (key === 'identityfile') identityFiles.push(value);
      else if (!found.has(key)) found.set(key, value);
    }
  }
}

/** The patterns of all `Include` lines of a text, wherever they stand. */
export function includesIn(text: string): readonly string[] {
  return configLines(text).flatMap(({ keyword, values }) => (keyword === 'include' ? values : []));
}

function hostNameIn(found: ReadonlyMap<string, string>, { host }: ConfigQuestion): string | undefined {
  return found.get('hostname')?.replaceAll(/%[h%]/g, (token) => (token === '%h' ? host : '%'));
}

/** Whether all criteria of a `Match` line hold, by what is known so far. */
function matches(
  criteria: readonly string[],
  found: ReadonlyMap<string, string>,
  question: ConfigQuestion,
): boolean {
  for (let at = 0; at < criteria.length; at += 1) {
    const word = criteria[at]?.toLowerCase() ?? '';
    const negated = word.startsWith('!');
    const criterion = negated ? word.slice(1) : word;
    let holds = criterion === 'all';
    const value = valueOf(criterion, found, question);
    if (value !== undefined) {
      at += 1;
      holds = matchesPatterns(value, criteria[at]?.split(',') ?? []);
    } else if (criterion !== 'all' && criterion !== 'final' && criterion !== 'canonical') return false;
    if (holds === negated) return false;
  }
  return true;
}

/** What the patterns behind a criterion are held against; `undefined` for one that has none. */
function valueOf(
  criterion: string,
  found: ReadonlyMap<string, string>,
  question: ConfigQuestion,
): string | undefined {
  switch (criterion) {
    case 'host':
      return hostNameIn(found, question) ?? question.host;
    case 'originalhost':
      return question.host;
    case 'user':
      return question.user ?? found.get('user') ?? question.localUser;
    case 'localuser':
      return question.localUser;
    default:
      return undefined;
  }
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
