import type { ItemPath, Side } from '../../../shared/entry/entry.js';
import type { Problem } from '../../../shared/problem.js';
import { ON_SIDE } from '../base/side-labels.js';

type Words = Pick<Problem, 'what' | 'advice'>;

/** What is said of single items that could not be carried out. */
export const applyText = {
  changedMeanwhile: (path: ItemPath, side: Side): Words => ({
    what: `“${path}” changed ${ON_SIDE[side]} after the comparison.`,
    advice: 'It was skipped. Compare again to see what has changed.',
  }),
  nameTaken: (path: ItemPath, as: ItemPath, side: Side): Words => ({
    what: `Couldn’t keep both versions of “${path}”: there is a “${as}” ${ON_SIDE[side]} now.`,
    advice: 'It was skipped. Compare again to choose another name.',
  }),
  noLinks: (path: ItemPath, side: Side): Words => ({
    what: `The link “${path}” can’t be copied: there are no symbolic links ${ON_SIDE[side]}.`,
    advice: 'Choose in the profile to skip links or to follow them.',
  }),
  damagedByResuming: (path: ItemPath): Words => ({
    what: `“${path}” was damaged when its transfer was resumed.`,
    advice: 'Sync again: it will be transferred from the beginning.',
  }),
  sameNameThere: (path: ItemPath, alike: readonly string[], side: Side): Words => ({
    what: `“${path}” can’t be told apart from ${alike.map((name) => `“${name}”`).join(' or ')} ${ON_SIDE[side]}, so it was skipped.`,
    advice: 'Rename one of them.',
  }),
} as const;
