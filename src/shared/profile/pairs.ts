import type { OwnFilters } from './own-filters.js';
import { encodedPath, parseRemote } from './remote.js';

/** A pair of folders that a profile syncs besides its first one: on the same server, in the same way. */
export interface MorePair {
  /** Names the pair for good, and what is on record of it: as a profile’s own name names its first pair. */
  readonly id: string;
  /** An absolute path on this computer. */
  readonly localFolder: string;
  /** The whole path of a folder on the server of the first pair; where that is a folder of this computer, of another one there. */
  readonly remoteFolder: string;
  /** What it leaves out besides what the profile does; absent where that is nothing. */
  readonly ownFilters?: OwnFilters | undefined;
}

/** What of a profile says which folders it pairs. */
export interface Paired {
  readonly localFolder: string;
  readonly remoteFolder: string;
  /** What the first pair leaves out besides what the profile does, as further pairs have it; absent where that is nothing. */
  readonly ownFilters?: OwnFilters | undefined;
  readonly pairs?: readonly MorePair[] | undefined;
}

/**
 * The pairs of folders of a profile, the first one first, each as a profile of its own that has no other pairs. The first goes by the name of the
 * profile, as all that is on record of it does; the others go by their own.
 */
export function pairsOf<P extends Paired & { readonly id: string }>(
  profile: P,
): readonly [P, ...(readonly P[])] {
  const { pairs = [] } = profile;
  if (pairs.length === 0) return [profile];
  const first: P = { ...profile };
  Reflect.deleteProperty(first, 'pairs');
  const common: P = { ...first };
  Reflect.deleteProperty(common, 'ownFilters');
  return [
    first,
    ...pairs.map(({ id, localFolder, remoteFolder, ownFilters }) => ({
      ...common,
      id,
      localFolder,
      remoteFolder: remoteAt(profile.remoteFolder, remoteFolder),
      ...(ownFilters === undefined ? {} : { ownFilters }),
    })),
  ];
}

/** The profile that a name is of, or one of its further pairs; `undefined` where there is none. */
export function ownerOf<P extends Paired & { readonly id: string }>(
  profiles: readonly P[],
  id: string | null,
): P | undefined {
  return profiles.find((profile) => profile.id === id || profile.pairs?.some((pair) => pair.id === id));
}

/**
 * What each pair of a profile is called in a few words, by its name: the last part of its local folder, with as much of what is above as it takes to tell
 * it from the others.
 */
export function pairNames(profile: Paired & { readonly id: string }): ReadonlyMap<string, string> {
  const { id, localFolder, pairs = [] } = profile;
  const all = [{ id, localFolder }, ...pairs].map((pair) => ({
    id: pair.id,
    parts: pair.localFolder.split(/[/\\]/).filter((part) => part !== ''),
  }));
  const tail = (parts: readonly string[], count: number): string => parts.slice(-count).join('/');
  return new Map(
    all.map(({ id: own, parts }) => {
      const others = all.filter((other) => other.id !== own);
      const count = parts.findIndex(
        (_part, at) => !others.some((other) => tail(other.parts, at + 1) === tail(parts, at + 1)),
      );
      return [own, tail(parts, count === -1 ? parts.length : count + 1)];
    }),
  );
}

/** The address of another folder on the same server; the folder itself where the address is one of this computer. */
export function remoteAt(address: string, folder: string): string {
  const [server] = /^[a-z][a-z0-9+.-]*:\/\/[/\\]*[^/\\?#]*/i.exec(address.trim()) ?? [];
  return server === undefined ? folder : server.trimEnd() + encodedPath(folder);
}

/** Why a further pair cannot be synced beside the others. */
export interface PairFault {
  /** Its place among the further pairs. */
  readonly at: number;
  readonly field: 'localFolder' | 'remoteFolder';
  /** A sentence for the field. */
  readonly why: string;
}

/**
 * What is wrong with the further pairs of a profile, as far as their paths tell: files that two pairs would sync belong to neither for certain. Links,
 * and names that only some systems take for the same, are for whoever can look at the folders.
 */
export function pairFaults({ localFolder, remoteFolder, pairs = [] }: Paired): readonly PairFault[] {
  const onServer = isServer(remoteFolder);
  const sides = [
    { local: keyOf(localFolder), remote: remoteKey(remoteFolder) },
    ...pairs.map((pair) => ({ local: keyOf(pair.localFolder), remote: keyOf(pair.remoteFolder) })),
  ];
  return pairs.flatMap((pair, at): readonly PairFault[] => {
    const unfit = onServer ? unfitPath(pair.remoteFolder) : undefined;
    if (unfit !== undefined) return [{ at, field: 'remoteFolder', why: unfit }];
    const own = sides[at + 1];
    if (own === undefined) return [];
    for (const other of sides.slice(0, at + 1)) {
      if (own.local !== '' && own.local === other.local)
        return [{ at, field: 'localFolder', why: WHY.sameLocal }];
      if (own.remote !== '' && own.remote === other.remote)
        return [{ at, field: 'remoteFolder', why: WHY.sameRemote }];
      if (areNested(own.local, other.local) && areNested(own.remote, other.remote))
        return [{ at, field: 'localFolder', why: WHY.nested }];
      // Both sides are here, so one pair may hold the other the wrong way round.
      if (!onServer && areNested(own.local, other.remote) && areNested(own.remote, other.local))
        return [{ at, field: 'localFolder', why: WHY.nested }];
    }
    return [];
  });
}

const WHY = {
  sameLocal: 'Another pair already has this local folder.',
  sameRemote: 'Another pair already has this remote folder.',
  nested:
    'Both folders lie inside those of another pair, or the other way round: the same files would be synced twice.',
  noPath: 'Write the whole path of a folder on the server, such as /config.',
  dots: 'Write the path without “.” and “..”.',
} as const;

function unfitPath(path: string): string | undefined {
  if (path === '') return undefined;
  if (!path.startsWith('/')) return WHY.noPath;
  return path.split('/').some((name) => name === '.' || name === '..') ? WHY.dots : undefined;
}

function isServer(address: string): boolean {
  const parsed = parseRemote(address.trim());
  return parsed.kind === 'valid' && parsed.address.kind === 'server';
}

/** What the folder of the first pair is compared by; `''` where only the server knows which it is. */
function remoteKey(address: string): string {
  const parsed = parseRemote(address.trim());
  return parsed.kind === 'valid' ? keyOf(parsed.address.path) : '';
}

/** A path as it is compared: paths of Windows tell neither slashes nor capitals apart. */
function keyOf(path: string): string {
  const isWindows = /^(?:[a-z]:[\\/]|\\\\)/i.test(path);
  const plain = isWindows ? path.replaceAll('\\', '/').toLowerCase() : path;
  const single = plain.replaceAll(/\/{2,}/g, '/');
  return single.length > 1 ? single.replace(/\/$/, '') : single;
}

/** Whether two folders are one, or one holds the other. */
function areNested(one: string, other: string): boolean {
  if (one === '' || other === '') return false;
  return one === other || isIn(one, other) || isIn(other, one);
}

function isIn(inner: string, outer: string): boolean {
  return inner.startsWith(outer.endsWith('/') ? outer : `${outer}/`);
}
