import type { Entry, OtherEntry } from '../../../shared/entry/entry.js';
import { MOST_MERGED_BYTES } from '../../../shared/merge/merge-text.js';
import { formatCount } from '../../../shared/format/plural.js';
import { shown } from '../../../shared/format/shown.js';
import { formatExactSize, formatSize } from '../../../shared/format/size.js';

const OTHER_ENTRIES: Readonly<Record<OtherEntry['what'], string>> = {
  'symbolic-link': 'a symbolic link',
  device: 'a device',
  'unreadable-name': 'something whose name can’t be read',
  'unreadable-entry': 'something that couldn’t be read',
  'own-state': 'Evenkeel’s own files',
};

/** What is said and asked about conflicts. */
export const conflictText = {
  local: 'local: ',
  remote: 'remote:',

  /** What one side has; `when` writes the time of a file. */
  entry: (entry: Entry | undefined, when: (ms: number) => string): string => {
    switch (entry?.kind) {
      case undefined:
        return 'nothing';
      case 'folder':
        return 'a folder';
      case 'link':
        return `a symbolic link to ${shown(entry.target)}`;
      case 'other':
        return OTHER_ENTRIES[entry.what];
      case 'file': {
        const size = formatSize(entry.size);
        return entry.modified === undefined ? size : `${size}, changed ${when(entry.modified.ms)}`;
      }
    }
  },

  question:
    'Use l)ocal, r)emote, o)lder, n)ewer, k)eep both, m)erge, s)kip, b)inary compare, d)ifference, h)elp? ',
  help: [
    'l  the local side wins',
    'r  the remote side wins',
    'o  the older file wins',
    'n  the newer file wins',
    'k  keep both: one file gets another name, and both sides get both',
    'm  merge both texts, if their changes don’t overlap; shows the result first',
    's  skip: leave both as they are in this run',
    'b  compare the files byte by byte',
    'd  show the differences, if both are text',
    'h  this help',
    'The capital letter (L, R, O, N, K, M, S) applies to all remaining conflicts.',
    'Ctrl-C cancels everything; nothing has been changed yet.',
  ],
  unknownAnswer: 'Type one of these letters; h explains them.',
  heading: (number: number, count: number, path: string): string =>
    `Conflict ${number} of ${count}: ${shown(path)}`,
  notComparable: 'They can’t be compared.',
  contents: (same: boolean): string => `The contents are ${same ? 'the same' : 'different'}.`,
  onlyFilesAreKept: 'You can keep both only if both are files.',
  timesDecideNothing: 'Their times don’t show which is newer.',
  againstMode: (mode: string): string => `That would change the side that ${mode} never changes.`,

  useMerged: '  Write this to both sides? (y/N) ',
  merge: {
    heading: '- local, + merged',
    sameAsLocal: 'The merged text is the local one.',
    overlap: 'Their changes overlap. Merge them in the Evenkeel window, or choose a side.',
    noBase:
      'The version of the last sync is not available, so the changes can’t be told apart. Merge them in the Evenkeel window, or choose a side.',
    impossible: `Only two versions of a text up to ${formatSize(MOST_MERGED_BYTES)} can be merged, when both sides may change and old versions are kept.`,
    'too-large': 'They are too large to merge.',
    'no-text': 'They are not text.',
    'too-different': 'They differ too much to merge.',
  },

  onlyFiles: 'Only two files can be compared.',
  notText: 'They are not text.',
  sameLines: 'Their lines are the same.',
  differenceHeading: '- local, + remote',
  tooManyDifferences: 'There are too many differences to show here.',
  /** Where two files that are too large to show begin to differ; `line` is absent where they are not text. */
  firstDifference: (offset: number, line: number | undefined): string =>
    line === undefined
      ? `They are the same in the first ${formatExactSize(offset)}, and differ after that.`
      : `They are too large to show. The first difference is in line ${formatCount(line)}.`,
  sameContents: 'Their contents are the same.',
} as const;
