import { formatCount, formatItems, plural } from '../../shared/format/plural.js';
import type { OtherEntry, Side } from '../../shared/entry/entry.js';
import type { ConflictKind, LeaveReason } from '../../shared/plan/plan.js';
import { formatSize } from '../../shared/format/size.js';
import type { Category } from './categories.js';
import type { ColumnId } from './columns/columns.js';
import type { ChoiceKind } from './menu/choices.js';

/** Everything that the preview says. */
export const previewText = {
  name: 'Preview',
  columns: { name: 'Name', local: 'Local', action: 'Action', remote: 'Remote' } satisfies Record<
    ColumnId,
    string
  >,
  head: {
    size: 'Size',
    time: 'Time',
    /** What a screen reader calls the buttons that sort by the size and time of one side. */
    sizeOf: (side: Side) => `Size, ${side}`,
    timeOf: (side: Side) => `Time, ${side}`,
    widthOf: (column: string) => `Width of ${column}`,
    menu: 'Columns',
    moveLeft: 'Move left',
    moveRight: 'Move right',
    hide: (column: string) => `Hide ${column}`,
    reset: 'Reset columns',
  },
  view: { name: 'View options', flat: 'Flat list', groups: 'Group by action' },
  groups: {
    count: (items: number, bytes: number) =>
      bytes === 0 ? formatItems(items) : `${formatItems(items)}, ${formatSize(bytes)}`,
  },
  expandAll: 'Expand all folders',
  collapseAll: 'Collapse all folders',
  wholeFolder: 'The whole folder',

  rows: {
    /** What a screen reader calls a row. */
    name: (path: string, happens: string) => `${path} – ${happens}`,
    group: (name: string, count: string) => `${name}: ${count}`,
    folder: 'folder',
  },

  selection: {
    count: (items: number, bytes: number) =>
      bytes === 0 ? `${formatCount(items)} selected` : `${formatCount(items)} selected, ${formatSize(bytes)}`,
  },

  /** The menu of the rows. */
  menu: {
    name: 'Actions',
    choices: {
      upload: (count: number) => (count === 1 ? 'Upload' : `Upload ${formatItems(count)}`),
      download: (count: number) => (count === 1 ? 'Download' : `Download ${formatItems(count)}`),
      'delete-local': (count: number) => deletion(count, 'local'),
      'delete-remote': (count: number) => deletion(count, 'remote'),
      'keep-both': () => 'Keep both',
      skip: () => 'Skip',
      reset: () => 'As planned',
    } satisfies Record<ChoiceKind, (count: number) => string>,
    excludeFromUndo: 'Exclude from undo',
    includeInUndo: 'Include in undo',
    compareContents: 'Compare contents',
    open: 'Open',
    show: 'Show in folder',
    copyPath: 'Copy path',
    copyUrl: 'Copy URL',
    history: 'History of this file',
    exclude: 'Exclude…',
    /** Said where a file was not opened. */
    program: (name: string) => ({
      what: `“${name}” may be a program, so it was not opened.`,
      advice: 'It is shown in its folder instead.',
    }),
  },

  exclude: {
    title: (what: string) => `Exclude ${what}?`,
    several: (count: number) => formatItems(count),
    extents: {
      these: (items: number, name: string, isFolder: boolean) =>
        items > 1 ? `These ${formatItems(items)}` : `${isFolder ? 'This folder' : 'This file'}: ${name}`,
      kinds: (extensions: readonly string[]) =>
        `All ${extensions.map((extension) => `.${extension}`).join(', ')} files`,
      folders: (folders: readonly string[]) =>
        `${plural(folders.length, 'The folder', 'The folders')} ${folders.join(', ')}`,
    },
    leavesOut: (items: number) => `Excludes ${formatItems(items)} from this plan:`,
    more: (items: number) => `and ${formatCount(items)} more`,
    /** `pair` names the only one of several pairs of folders that it is for. */
    adds: (patterns: readonly string[], pair: string | undefined) => {
      const what = patterns.length > 3 ? formatItems(patterns.length, 'line') : patterns.join(', ');
      return `Adds ${what} to the filters of ${pair === undefined ? 'this profile' : `the folder pair “${pair}”`}.`;
    },
    inAllPairs: (count: number) =>
      count === 2
        ? 'In both folder pairs of this profile'
        : `In all ${formatItems(count, 'folder pair')} of this profile`,
    stay: 'Excluded files stay as they are on both sides.',
    deletes: (side: Side) => `This profile deletes excluded files on the ${side} side.`,
    cancel: 'Cancel',
    confirm: 'Exclude and compare',
  },

  /** What stands in place of the rows where there are none. */
  empty: {
    inSync: 'Everything is in sync',
    compared: (items: number) => `${formatItems(items)} compared, no differences.`,
    bothEmpty: 'Both folders are empty.',
    allExcluded: 'The filters exclude everything in both folders.',
    hidden: 'Nothing to show',
    hiddenBy: 'The buttons above hide every item of this plan.',
    notFound: 'Nothing found',
    notFoundText: (find: string) =>
      `Nothing shown has “${find}” in its path. Use the buttons above to show more.`,
  },

  chips: {
    group: 'Show',
    chosen: 'Your choices',
    chosenHint: 'Show only what you changed in this plan',
    reset: 'Reset',
    resetName: (count: number) => `Reset ${formatItems(count, 'choice')}`,
    resolved: (count: number) => `${formatCount(count)} resolved`,
    names: {
      upload: 'To upload',
      download: 'To download',
      move: 'To move',
      delete: 'To delete',
      conflict: 'Conflicts',
      equal: 'Equal',
      leave: 'Skipped',
      filtered: 'Excluded',
    } satisfies Record<Category, string>,
  },

  find: {
    name: 'Find in paths',
    placeholder: 'Find',
    hint: (keys: string) => `Words in the path, or a pattern such as *.jpg (${keys})`,
    status: 'Found',
    found: (count: number) => `${formatCount(count)} found`,
    clear: 'Clear',
  },

  /** One side of a row. */
  side: {
    files: (count: number) => formatItems(count, 'file'),
    emptyFolder: 'empty',
    nothing: '–',
    deleted: 'deleted',
    link: 'link',
    other: {
      'symbolic-link': 'link',
      device: 'device',
      'unreadable-name': 'unreadable name',
      'unreadable-entry': 'unreadable',
      'own-state': 'Evenkeel’s own files',
    } satisfies Record<OtherEntry['what'], string>,
  },
} as const;

/** What happens with an item, in the words for a row's name and in those of the action column. */
export const actionText = {
  upload: { words: 'upload', label: 'Upload' },
  download: { words: 'download', label: 'Download' },
  replacing: (side: Side) => `, replacing the ${side} file`,
  replaces: 'replaces',
  createFolder: { words: (on: Side) => `create folder on the ${on} side`, label: 'Create folder' },
  move: {
    words: (on: Side, from: string) => `move on the ${on} side, from ${from}`,
    label: (on: Side) => `Move ${on}`,
    note: (from: string) => `from ${from}`,
  },
  moved: { words: (to: string) => `moved to ${to}`, label: 'Moved', note: (to: string) => `to ${to}` },
  delete: { words: (on: Side) => `delete on the ${on} side`, label: (on: Side) => `Delete ${on}` },
  keepBoth: {
    words: (as: string) => `keep both, one as ${as}`,
    label: 'Keep both',
    note: (as: string) => `one as ${as}`,
  },
  merge: {
    words: 'merge both versions',
    label: 'Merge',
    note: 'to both sides',
  },
  conflict: { words: (kind: string) => `conflict: ${kind}`, label: 'Conflict' },
  skipped: { words: (why: string) => `skipped: ${why}`, label: 'Skipped' },
  excluded: { label: 'Excluded', note: 'with everything in it' },
  equal: { words: 'equal', label: 'Equal' },
  gone: { words: 'gone on both sides', label: 'Gone', note: 'on both sides' },
  chosen: 'your choice',
  withNote: (text: string, note: string) => `${text}: ${note}`,
  done: 'Done',
  failed: 'Failed',

  conflicts: {
    'edited-on-both-sides': 'changed on both sides',
    'new-on-both-sides': 'new on both sides',
    'edited-and-deleted': 'changed on one side, deleted on the other',
    'edited-below-deleted-folder': 'changed inside a deleted folder',
    'folder-against-file': 'a folder on one side, a file on the other',
    'first-meeting': 'different at the first sync',
    'content-differs': 'same size and time, different content',
    'names-clash': 'name differs only in case or accents',
  } satisfies Record<ConflictKind, string>,

  /** Why something is skipped. */
  reasons: {
    mode: 'by the sync mode',
    skipped: 'skipped',
    'waits-for-folder': 'waiting for its folder',
    'content-stays': 'something in it stays',
    'not-a-file': 'not a file',
    unreadable: 'could not be read',
    'unsafe-name': 'unsafe name',
    filtered: 'excluded by a filter',
  } satisfies Record<LeaveReason, string>,

  /** What undoing an action does on the side that it changed. */
  undo: {
    words: {
      restore: (side: Side) => `restore on the ${side} side`,
      restoreBoth: 'restore on both sides',
      restoreFolder: (side: Side) => `restore folder on the ${side} side`,
      moveBack: (side: Side, from: string) => `move back on the ${side} side, from ${from}`,
      then: (steps: readonly string[]) => steps.join(', then '),
    },
    restore: (side: Side) => `Restore, ${side}`,
    restoreBoth: 'Restore, both sides',
    restoreFolder: (side: Side) => `Restore folder, ${side}`,
    removed: (side: Side) => `Removed, ${side}`,
    moveBack: (side: Side) => `Move back, ${side}`,
    both: (steps: readonly string[]) => steps.join(' + '),
  },
} as const;

function deletion(count: number, side: Side): string {
  return count === 1 ? `Delete on the ${side} side` : `Delete ${formatItems(count)} on the ${side} side`;
}
