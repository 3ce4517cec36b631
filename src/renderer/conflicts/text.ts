import { formatCount, formatItems } from '../../shared/format/plural.js';
import type { Side } from '../../shared/entry/entry.js';
import type { SimpleSettlement } from '../../shared/plan/plan.js';
import { formatSize } from '../../shared/format/size.js';
import { MOST_MERGED_BYTES, type Merging } from '../../shared/merge/merge-text.js';
import type { Decision } from './merge/merge-state.js';
import type { Choice, NoMerge } from './mode/choices.js';

/** What is said where conflicts are resolved and other actions are chosen. */
export const conflictsText = {
  open: (count: number) => `${formatItems(count, 'conflict')} to resolve`,
  openNote: ' · skipped until resolved',

  conflictChoices: 'Resolve the conflict',
  choices: 'Choose another action',
  /** Why a choice can’t be made. */
  forbiddenByUpload: 'Upload never changes the local side.',
  forbiddenByDownload: 'Download never changes the remote side.',

  settlement: {
    local: 'Use local',
    remote: 'Use remote',
    skip: 'Skip',
    'keep-both': 'Keep both',
  } satisfies Record<SimpleSettlement, string>,
  deleteOn: { local: 'Delete local', remote: 'Delete remote' } satisfies Record<Side, string>,
  exclude: 'Exclude',

  skipAll: 'Skip all',
  useForAll: { local: 'Use local for all', remote: 'Use remote for all' } satisfies Record<Side, string>,
  useForAllDeletes: (side: Side, count: string, on: Side) =>
    `${conflictsText.useForAll[side]}, delete ${count} ${on}`,

  resolve: 'Resolve conflicts…',
  /** The dialog in which conflicts are gone through. */
  mode: {
    title: 'Resolve conflicts',
    place: (number: number, of: number) => `${formatCount(number)} of ${formatCount(of)}`,
    left: (count: number) => (count === 0 ? 'none left' : `${formatCount(count)} left`),
    previous: 'Previous conflict',
    next: 'Next conflict',
    newer: 'newer',
    larger: 'larger',
    choice: {
      local: 'Keep local',
      remote: 'Keep remote',
      newer: 'Keep newer',
      older: 'Keep older',
      larger: 'Keep larger',
      'keep-both': 'Keep both',
      skip: 'Skip',
    } satisfies Record<Choice, string>,
    deleteOn: {
      local: (count: number) => `Delete ${formatItems(count)} on the local side`,
      remote: (count: number) => `Delete ${formatItems(count)} on the remote side`,
    } satisfies Record<Side, (count: number) => string>,
    /** Why a choice can’t be made. */
    unavailable: {
      local: 'The sync mode never changes the remote side.',
      remote: 'The sync mode never changes the local side.',
      newer: 'The times don’t tell which is newer, or the sync mode never changes the other side.',
      older: 'The times don’t tell which is older, or the sync mode never changes the other side.',
      larger: 'Both have the same size, or the sync mode never changes the other side.',
      'keep-both': 'Only two files can both be kept, in a mode that changes both sides.',
      skip: 'There is nothing to skip.',
    } satisfies Record<Choice, string>,
    merge: 'Merge…',
    noMerge: {
      'not-two-texts': `Only two versions of a text up to ${formatSize(MOST_MERGED_BYTES)} can be merged, in a mode that changes both sides.`,
      'versions-off': 'Merging replaces both files, and this profile keeps no old versions.',
      'in-place': 'Merging replaces both files, and this profile keeps no old versions on the server.',
    } satisfies Record<NoMerge, string>,
    toAll: (count: number) => `Apply to all like this (${formatCount(count)} more)`,
    undo: 'Undo choice',
    close: 'Close',
    allResolved: 'All conflicts are resolved',
    someLeft: (count: number) => `${formatItems(count, 'conflict')} left`,
    thenSync: 'Nothing has changed on either side yet. Sync to carry out what you chose.',
    leftAreSkipped: 'They are skipped until they are resolved.',
  },

  /** The dialog in which both versions of a file are merged. */
  merge: {
    title: (name: string) => `Merge “${name}”`,
    reading: 'Reading both versions…',
    opening: 'Opening…',
    tryAgain: 'Try again',
    text: 'Merged text',
    threeWay: 'What only one side changed is merged already. Lines from the remote side are marked.',
    twoWay: 'The version of the last sync is not available, so you decide about everything that differs.',
    clean: 'The changes don’t overlap and are merged already. Lines from the remote side are marked.',
    left: (open: number, total: number) =>
      total === 0
        ? ''
        : open === 0
          ? 'All conflicts are resolved'
          : `${formatCount(open)} of ${formatItems(total, 'conflict')} left`,
    conflict: (number: number, total: number) => `Conflict ${formatCount(number)} of ${formatCount(total)}`,
    previous: 'Previous conflict',
    next: 'Next conflict',
    use: { local: 'Use local', remote: 'Use remote', both: 'Use both' } satisfies Record<Decision, string>,
    side: { local: 'Local', remote: 'Remote' } satisfies Record<Side, string>,
    linesOf: { local: 'Local lines', remote: 'Remote lines' } satisfies Record<Side, string>,
    noLines: 'No lines here',
    take: 'Use merged text',
    stillOpen: 'Resolve all conflicts first.',
    cancel: 'Cancel',
    discardQuestion: 'Discard this merge?',
    discardKeep: 'Keep merging',
    discard: 'Discard',
    notWritten: {
      what: 'The merged text can’t be written in the encoding of the file, or is too large.',
      advice: 'Remove the characters that this encoding lacks, or shorten the text.',
    },
    changedSince: {
      local: 'The local file has changed since the comparison. Compare again, then merge what is there now.',
      remote:
        'The remote file has changed since the comparison. Compare again, then merge what is there now.',
    } satisfies Record<Side, string>,
    impossible: {
      'too-large': `Only files up to ${formatSize(MOST_MERGED_BYTES)} can be merged.`,
      'no-text': 'At least one of the two versions is not text, so they can’t be merged.',
      'too-different': 'The two versions differ too much to be merged.',
    } satisfies Record<Exclude<Merging['kind'], 'merged'>, string>,
  },
} as const;
