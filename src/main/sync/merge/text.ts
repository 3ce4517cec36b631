import type { ItemPath, Side } from '../../../shared/entry/entry.js';
import { formatSize } from '../../../shared/format/size.js';
import { MOST_MERGED_BYTES } from '../../../shared/merge/merge-text.js';
import type { Problem } from '../../../shared/problem.js';
import { ON_SIDE } from '../base/side-labels.js';

type Words = Pick<Problem, 'what' | 'advice'>;

/** What is said of files that cannot be merged. */
export const mergeText = {
  changed: (path: ItemPath, side: Side): Words => ({
    what: `“${path}” changed ${ON_SIDE[side]} after the comparison.`,
    advice: 'Compare again, then merge what is there now.',
  }),
  notMergeable: (path: ItemPath): Words => ({
    what: `“${path}” can’t be merged.`,
    advice: `Only two versions of a text up to ${formatSize(MOST_MERGED_BYTES)} can be merged, by a profile that keeps old versions.`,
  }),
} as const;
