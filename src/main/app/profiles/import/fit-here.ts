import { join } from 'node:path';
import { usedFilters } from '../../../../shared/profile/own-filters.js';
import type { MorePair } from '../../../../shared/profile/pairs.js';
import { parseRemote } from '../../../../shared/profile/remote.js';
import { without } from '../../../../shared/without.js';
import { skip } from '../../../profiles/imports/make-found.js';
import { patternsIn } from '../profile-pairs.js';
import type { Found, FoundProfile, ImportNote } from '../../../profiles/imports/found.js';

/** What is a path on this computer, and what Evenkeel can do with a pattern. */
export interface Here {
  readonly home: string;
  readonly isAbsolute: (path: string) => boolean;
  readonly isFitPattern: (pattern: string) => boolean;
}

/** A found profile as it can be saved on this computer: a file may come from another one, where other paths hold. */
export function fitHere(found: Found, here: Here): Found {
  if (found.kind === 'skipped') return found;
  const { profile } = found;
  const remote = parseRemote(profile.remoteFolder);
  const isFolder = remote.kind === 'valid' && remote.address.kind === 'folder';
  if (isFolder && !here.isAbsolute(profile.remoteFolder)) return skip(profile.name, { kind: 'no-folder' });
  const local = localFolder(profile, here);
  const key = keyFile(profile, here);
  const pairs = (profile.pairs ?? []).map((pair) => ({
    ...pair,
    localFolder: fromHome(pair.localFolder, here),
  }));
  const fitting = pairs.filter(
    (pair) => here.isAbsolute(pair.localFolder) && (!isFolder || here.isAbsolute(pair.remoteFolder)),
  );
  const unfit = patternsIn({ ...profile, pairs: fitting }).filter((pattern) => !here.isFitPattern(pattern));
  const fitOwn = ({ ownFilters }: Pick<MorePair, 'ownFilters'>): Pick<MorePair, 'ownFilters'> => {
    const patterns = ownFilters?.patterns.filter((pattern) => !unfit.includes(pattern)) ?? [];
    const used = usedFilters({ patterns, matchNames: ownFilters?.matchNames ?? [] });
    return used === undefined ? {} : { ownFilters: used };
  };
  const notes: readonly ImportNote[] = [
    ...profile.notes,
    ...local.notes,
    ...key.notes,
    ...pairs
      .filter((pair) => !fitting.includes(pair))
      .map((pair) => ({ kind: 'no-local-folder', path: pair.localFolder }) as const),
    ...(unfit.length === 0 ? [] : [{ kind: 'unfit-filter', filters: unfit } as const]),
  ];
  const { options } = profile;
  return {
    kind: 'profile',
    profile: {
      ...without(profile, 'pairs', 'ownFilters'),
      ...fitOwn(profile),
      ...(fitting.length > 0 && {
        pairs: fitting.map((pair) => ({ ...without(pair, 'ownFilters'), ...fitOwn(pair) })),
      }),
      localFolder: local.path,
      notes,
      options: {
        ...options,
        patterns: options.patterns.filter((pattern) => !unfit.includes(pattern)),
        line: { ...options.line, privateKeyFile: key.path },
      },
    },
  };
}

function localFolder(
  { localFolder: path }: FoundProfile,
  here: Here,
): { readonly path: string; readonly notes: readonly ImportNote[] } {
  const full = fromHome(path, here);
  if (full === '' || here.isAbsolute(full)) return { path: full, notes: [] };
  return { path: '', notes: [{ kind: 'no-local-folder', path }] };
}

function keyFile(
  { options }: FoundProfile,
  here: Here,
): { readonly path: string | null; readonly notes: readonly ImportNote[] } {
  const { privateKeyFile: path } = options.line;
  if (path === null) return { path, notes: [] };
  const full = fromHome(path, here);
  return here.isAbsolute(full)
    ? { path: full, notes: [] }
    : { path: null, notes: [{ kind: 'key-path', path }] };
}

/** `~` is the home folder of whoever is signed in. */
function fromHome(path: string, { home }: Here): string {
  return /^~[/\\]/.test(path) ? join(home, path.slice(2)) : path;
}
