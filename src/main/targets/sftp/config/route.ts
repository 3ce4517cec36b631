import { userInfo } from 'node:os';
import { join } from 'node:path';
import { knownHostName } from './known-hosts.js';
import type { SftpSettings } from './settings.js';
import { algorithmsFor, type SshAlgorithms } from './algorithms.js';
import { loadConfig, textOf } from './load-config.js';
import { expandPath, readJump, readSshConfig, type PathTokens } from './ssh-config.js';

/** A host to sign in to, with everything that `~/.ssh/config` says of it applied. */
export interface Hop {
  /** What the user calls it. */
  readonly label: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** The name under which `known_hosts` has it. */
  readonly knownAs: string;
  /** Absolute paths that the configuration names. */
  readonly identityFiles: readonly string[];
  /** Whether no other keys are to be tried. */
  readonly identitiesOnly: boolean;
  /** Where the agent for it listens; `undefined` where none is to be asked. */
  readonly agent: string | undefined;
  /** What its connection may be protected with, by the profile and the configuration. */
  readonly algorithms: SshAlgorithms;
}

/** The way to a server: the hosts to go through, and the server itself at the end. */
export interface Route {
  readonly hops: readonly Hop[];
  /** The text of `known_hosts`, `''` where there is none. */
  readonly knownHosts: string;
}

/** Whose keys the administrator of this computer vouches for. */
const SYSTEM_KNOWN_HOSTS = join(
  process.platform === 'win32' ? join(process.env['ProgramData'] ?? 'C:\\ProgramData', 'ssh') : '/etc/ssh',
  'ssh_known_hosts',
);

/** Hosts on the way to a server; more is a circle. */
const MOST_JUMPS = 8;

/** Finds the way to the server that the settings name. Only reads; a file that is not there says nothing. */
export async function findRoute(settings: SftpSettings): Promise<Route> {
  const folder = join(settings.homeFolder, '.ssh');
  const [config, ...knownHosts] = await Promise.all([
    loadConfig(settings.homeFolder),
    ...[join(folder, 'known_hosts'), join(folder, 'known_hosts2'), SYSTEM_KNOWN_HOSTS].map(textOf),
  ]);
  const hops: Hop[] = [];
  const visit = (host: string, port: number | undefined, user: string | undefined): void => {
    const localUser = userInfo().username;
    const included = (pattern: string): readonly string[] => config.included.get(pattern) ?? [];
    const said = readSshConfig(config.text, { host, user, localUser, included });
    const hop = {
      label: host,
      host: said.hostName ?? host,
      port: port ?? said.port ?? 22,
      user: user ?? said.user ?? localUser,
    };
    if (hops.length < MOST_JUMPS) {
      for (const jump of said.proxyJump.map(readJump)) visitOnce(jump.host, jump.port, jump.user);
    }
    const tokens = { homeFolder: settings.homeFolder, host: hop.host, remoteUser: hop.user, localUser };
    hops.push({
      ...hop,
      // An alias stands for the port as well.
      knownAs: said.hostKeyAlias?.toLowerCase() ?? knownHostName(hop.host, hop.port),
      identityFiles: said.identityFiles.map((file) => expandPath(file, tokens)),
      identitiesOnly: said.identitiesOnly,
      agent: agentOf(said.identityAgent, settings.agentSocket, tokens),
      algorithms: algorithmsFor(said.algorithms, settings.oldAlgorithms === true),
    });
  };
  const visited = new Set<string>();
  const visitOnce: typeof visit = (host, port, user) => {
    if (visited.has(host)) return;
    visited.add(host);
    visit(host, port, user);
  };
  visitOnce(
    settings.host,
    settings.port === 22 ? undefined : settings.port,
    settings.userName === '' ? undefined : settings.userName,
  );
  return { hops, knownHosts: knownHosts.join('\n') };
}

function agentOf(
  named: string | undefined,
  usual: string | undefined,
  tokens: PathTokens,
): string | undefined {
  if (named === undefined || named === 'SSH_AUTH_SOCK') return usual;
  return named.toLowerCase() === 'none' ? undefined : expandPath(named, tokens);
}
