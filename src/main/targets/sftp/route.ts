import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { knownHostName } from './known-hosts.js';
import type { SftpSettings } from './sftp-settings.js';
import { expandPath, readJump, readSshConfig } from './ssh-config.js';

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
}

/** The way to a server: the hosts to go through, and the server itself at the end. */
export interface Route {
  readonly hops: readonly Hop[];
  /** The text of `known_hosts`, `''` where there is none. */
  readonly knownHosts: string;
}

/** Hosts on the way to a server; more is a circle. */
const MOST_JUMPS = 8;

/** Finds the way to the server that the settings name. Only reads; a file that is not there says nothing. */
export async function findRoute(settings: SftpSettings): Promise<Route> {
  const folder = join(settings.homeFolder, '.ssh');
  const [config, knownHosts] = await Promise.all(
    ['config', 'known_hosts'].map((name) => textOf(join(folder, name))),
  );
  const hops: Hop[] = [];
  const visit = (host: string, port: number | undefined, user: string | undefined): void => {
    const said = readSshConfig(config ?? '', host);
    const localUser = userInfo().username;
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
  return { hops, knownHosts: knownHosts ?? '' };
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    // Absent, as a rule; and what cannot be read vouches for nobody.
    return '';
  }
}
