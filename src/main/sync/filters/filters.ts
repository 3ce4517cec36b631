import type { Pattern } from './pattern.js';

/** Both ends are inside; an absent one is open. */
export interface Bounds {
  readonly least?: number | undefined;
  readonly most?: number | undefined;
}

/**
 * What a profile leaves out. Everything here is about both sides and every depth alike; what is left out is neither
 * copied nor deleted, on no side.
 */
export interface Filters {
  /** Shell wildcards, one of which a file's name has to fit; none for all files. Folders are not asked. */
  readonly matchNames: readonly string[];
  /** The same of one of several pairs of folders alone: a file’s name has to fit one of each list. */
  readonly pairMatchNames: readonly string[];
  /** Shell wildcards on the names of files and folders to leave out. One with a `/` is about the path from the root. */
  readonly excludeNames: readonly string[];
  /** Lines in the manner of `.gitignore`; the last that fits decides. */
  readonly patterns: readonly Pattern[];
  /** Bytes; for files. */
  readonly size: Bounds;
  /** Milliseconds since the last modification, at the time that the run began; for files. */
  readonly age: Bounds;
  /** Whether names that begin with a dot take part. */
  readonly hidden: 'include' | 'exclude';
  /** Whether what systems keep for themselves takes part: see `SYSTEM_NAMES`. */
  readonly system: 'include' | 'exclude';
  /** Whether capital and small letters are the same in names and patterns. */
  readonly ignoreCase: boolean;
}

/** What file managers and version control leave behind. */
export const DEFAULT_EXCLUDE_NAMES: readonly string[] = ['.DS_Store', '.git', '.hg', '.svn', '#recycle'];

/** Never content, however they are spelled and whatever the filters say: what pyftpsync keeps for itself, and tasks in our own name, which may hold addresses. */
export const NEVER_CONTENT: readonly string[] = [
  'evenkeel.yaml',
  'pyftpsync.yaml',
  '.pyftpsync-meta.json',
  '.pyftpsync-lock.json',
];

/**
 * What Windows, macOS and Linux keep for themselves in any folder, as wildcards; capital and small letters are the
 * same here always, since the systems spell them differently.
 */
export const SYSTEM_NAMES: readonly string[] = [
  // Windows: previews, folder settings, the bin, indexes, and memory on disk.
  'Thumbs.db',
  'ehthumbs.db',
  'desktop.ini',
  '$RECYCLE.BIN',
  'System Volume Information',
  'pagefile.sys',
  'hiberfil.sys',
  'swapfile.sys',
  // macOS: folder settings, attributes beside their files, bins and indexes.
  '.DS_Store',
  '._*',
  '.AppleDouble',
  '.Spotlight-V100',
  '.Trashes',
  '.fseventsd',
  '.TemporaryItems',
  '.DocumentRevisions-V100',
  // Linux: the bin of each user, what a repaired file system found, and files deleted while in use.
  '.Trash-*',
  'lost+found',
  '.nfs????????????????*',
];

/** Everything takes part but what systems, file managers and version control keep for themselves. */
export const DEFAULT_FILTERS: Filters = {
  matchNames: [],
  pairMatchNames: [],
  excludeNames: DEFAULT_EXCLUDE_NAMES,
  patterns: [],
  size: {},
  age: {},
  hidden: 'include',
  system: 'exclude',
  ignoreCase: false,
};

/**
 * The filters with what an `.evenkeelignore` says put before the profile's own patterns, so that the profile, which is about
 * this pair of folders only, has the last word.
 */
export function withIgnoreFile(filters: Filters, patterns: readonly Pattern[]): Filters {
  return { ...filters, patterns: [...patterns, ...filters.patterns] };
}
