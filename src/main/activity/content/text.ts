import type { Side } from '../../../shared/entry/entry.js';
import type { Problem } from '../../../shared/problem.js';

/** What is said where the content of a file cannot be shown now. */
export const readingProblems = {
  busy: {
    kind: 'busy',
    what: 'Files can’t be shown while the two sides are being compared or synced.',
    advice: 'Try again when that has finished.',
  },
  noFile: {
    kind: 'invalid',
    what: 'This file is no longer in the preview.',
    advice: 'Compare again.',
  },
  noMerge: {
    kind: 'unsupported',
    what: 'These two files can’t be merged.',
    advice: 'Choose a side, or keep both.',
  },
  changed: {
    local: {
      kind: 'changed-meanwhile',
      what: 'The local file has changed since you began to merge.',
      advice: 'Compare again, then merge what is there now.',
    },
    remote: {
      kind: 'changed-meanwhile',
      what: 'The remote file has changed since you began to merge.',
      advice: 'Compare again, then merge what is there now.',
    },
  },
} as const satisfies Record<string, Problem | Record<Side, Problem>>;
