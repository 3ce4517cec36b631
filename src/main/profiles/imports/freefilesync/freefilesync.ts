import { makeFound, skip, wholeNumber } from '../make-found.js';
import type { Found, ImportNote, ImportPlace } from '../found.js';
import { attributeOf, childOf, childrenOf, textIn, textOf, type Element } from '../format/xml.js';
import { DEFAULT_VERSIONS, type ProfileOptions } from '../../../../shared/profile/profile-options.js';
import { joinPairs } from './join-pairs.js';
import { modeOf, readDirections } from './directions.js';
import { readFilters } from './filter.js';
import { readItemPath, type Side } from './item-path.js';

/** The pairs of folders of a `.ffs_gui` or `.ffs_batch`: one profile, as far as they agree in everything but their folders. */
export function readFreeFileSync(document: Element, { file }: ImportPlace): readonly Found[] {
  // Until version 9, one more element is around it all.
  const root = childOf(document, 'MainConfig') ?? document;
  const pairs = childrenOf(childOf(root, 'FolderPairs'), 'Pair').filter(isFilled);
  const base = file.replace(/\.ffs_(gui|batch)$/i, '');
  const found = pairs.map((pair, at) =>
    profileOf(root, pair, pairs.length === 1 ? base : `${base} ${at + 1}`),
  );
  return joinPairs(found, base);
}

/** How elements are called now, and were before. */
const COMPARE = ['Compare', 'Comparison', 'CompConfig'];
const SYNCHRONIZE = ['Synchronize', 'SyncConfig'];
const FILTER = ['Filter', 'GlobalFilter', 'LocalFilter'];

function either(element: Element, names: readonly string[]): Element | undefined {
  return names.map((name) => childOf(element, name)).find((child) => child !== undefined);
}

function isFilled(pair: Element): boolean {
  return textOf(pair, 'Left') !== '' || textOf(pair, 'Right') !== '';
}

function profileOf(root: Element, pair: Element, name: string): Found {
  const [left, right] = [readItemPath(textOf(pair, 'Left')), readItemPath(textOf(pair, 'Right'))];
  for (const side of [left, right]) {
    if (side.kind === 'other') return skip(name, { kind: 'protocol', name: side.name });
    if (side.kind === 'empty') return skip(name, { kind: 'no-folder' });
  }
  if (left.kind === 'server' && right.kind === 'server') return skip(name, { kind: 'two-servers' });
  // The left one is the local one, unless it is the server.
  const local = left.kind === 'server' ? 'right' : 'left';
  return pairOf(root, pair, name, local, local === 'left' ? left : right, local === 'left' ? right : left);
}

function pairOf(
  root: Element,
  pair: Element,
  name: string,
  local: 'left' | 'right',
  localSide: Side,
  remoteSide: Side,
): Found {
  if (remoteSide.kind === 'unclear') return skip(name, { kind: 'no-folder' });
  const compare = either(pair, COMPARE) ?? either(root, COMPARE);
  const synchronize = either(pair, SYNCHRONIZE) ?? either(root, SYNCHRONIZE);
  const directions = readDirections(synchronize);
  const filter = readFilters(either(root, FILTER), either(pair, FILTER));
  const versions = versionsOf(synchronize);
  const server = remoteSide.kind === 'server' ? remoteSide : undefined;
  const links = textOf(compare, 'Symlinks');
  const options: Partial<ProfileOptions> = {
    ...filter.options,
    ...versions.options,
    comparison: comparisonOf(textOf(compare, 'Variant')),
    links: links === 'Follow' ? 'follow' : links === 'Direct' && server === undefined ? 'copy' : 'skip',
    force: directions.way !== 'both' && directions.overwrites,
  };
  const path = localSide.kind === 'folder' ? localSide.path : '';
  const notes: readonly ImportNote[] = [
    ...(localSide.kind === 'unclear' ? [{ kind: 'no-local-folder', path: localSide.path } as const] : []),
    ...(server?.notes ?? []),
    ...(directions.exact ? [] : [{ kind: 'directions' } as const]),
    ...filter.notes,
    ...(links === 'Direct' && server !== undefined ? [{ kind: 'links' } as const] : []),
    ...(textOf(compare, 'IgnoreTimeShift') === '' ? [] : [{ kind: 'time-shift' } as const]),
    ...versions.notes,
    ...(textOf(root, 'PostSyncCommand') === '' ? [] : [{ kind: 'commands' } as const]),
    ...unusedIn(root),
  ];
  const keyFile = server?.keyFile;
  return makeFound({
    name,
    localFolder: path,
    remote: server?.remote ?? { kind: 'folder', path: remoteSide.kind === 'folder' ? remoteSide.path : '' },
    userName: server?.userName ?? '',
    mode: modeOf(directions, local),
    deleteExtra: directions.way !== 'both' && directions.deletes,
    options,
    ownFilters: filter.ownFilters,
    line: keyFile === undefined ? {} : { privateKeyFile: keyFile },
    // With a key, FreeFileSync keeps what opens the key in the place of the password.
    secrets:
      server === undefined
        ? {}
        : keyFile === undefined
          ? { password: server.password }
          : { passphrase: server.password },
    notes,
  });
}

function comparisonOf(variant: string): ProfileOptions['comparison'] {
  switch (variant) {
    case 'Content':
      return 'content';
    case 'Size':
      return 'size';
    default:
      return 'time';
  }
}

/** Evenkeel keeps what it replaces or deletes for a while in any case, beside the files and not in another folder. */
function versionsOf(synchronize: Element | undefined): {
  readonly options: Partial<ProfileOptions>;
  readonly notes: readonly ImportNote[];
} {
  if (textOf(synchronize, 'DeletionPolicy') !== 'Versioning')
    return { options: {}, notes: [{ kind: 'versions-kept' }] };
  const folder = childOf(synchronize, 'VersioningFolder');
  const side = readItemPath(textIn(folder));
  const days = wholeNumber(attributeOf(folder, 'MaxAge'), 1, 3650);
  return {
    options: days === undefined ? {} : { versions: { ...DEFAULT_VERSIONS, days } },
    // The address of a server may hold a password.
    notes: [{ kind: 'versions-folder', path: side.kind === 'folder' ? side.path : '' }],
  };
}

function unusedIn(root: Element): readonly ImportNote[] {
  const settings = ['EmailNotification', 'LogFolder'].filter((name) => textOf(root, name) !== '');
  return settings.length === 0 ? [] : [{ kind: 'unused', settings }];
}
