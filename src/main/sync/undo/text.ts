import type { ItemPath, Side } from '../../../shared/entry/entry.js';
import type { Problem } from '../../../shared/problem.js';
import { ON_SIDE } from '../base/side-labels.js';

type Words = Pick<Problem, 'what' | 'advice'>;

/** Why a change of a run cannot be undone, or a version not be restored. */
export const undoText = {
  changedSince: (path: ItemPath, side: Side): Words => ({
    what: `“${path}” was changed ${ON_SIDE[side]} after that run.`,
    advice: 'It was skipped, so that the later change is not lost.',
  }),
  versionChanged: (path: ItemPath, as: ItemPath, side: Side): Words => ({
    what: `The kept version of “${path}” (“${as}”) has been changed ${ON_SIDE[side]} since the run.`,
    advice: 'Nothing was restored. Check it there, and copy it back by hand if it is what you want.',
  }),
  versionGone: (path: ItemPath): Words => ({
    what: `The version of “${path}” from before that run is no longer available.`,
    advice: 'It was skipped. The profile sets how long old versions are kept.',
  }),
  inTheWay: (path: ItemPath, isFolder: boolean): Words => ({
    what: `“${path}” is ${isFolder ? 'now a folder' : 'no longer a file'}.`,
    advice: 'Nothing was changed. Rename or move it, then restore the version.',
  }),
  folderGone: (path: ItemPath): Words => ({
    what: `Couldn’t restore “${path}”: its folder no longer exists.`,
    advice: 'It was skipped.',
  }),
  notEmpty: (path: ItemPath): Words => ({
    what: `The folder “${path}” still contains something.`,
    advice: 'It was kept, with everything in it.',
  }),
} as const;
