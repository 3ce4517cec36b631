import type { ItemPath, Side } from '../../../shared/entry/entry.js';
import { formatSize } from '../../../shared/format/size.js';
import type { Problem } from '../../../shared/problem.js';

type Words = Pick<Problem, 'what' | 'advice'>;

const PLACE: Readonly<Record<Side, string>> = { local: 'the local side', remote: 'the remote side' };

/** What runs say to people. */
export const runText = {
  alreadySyncing: {
    what: 'Another Evenkeel on this computer is already syncing these folders. Nothing was changed.',
    advice: 'Wait until it has finished, then compare again.',
  },
  notEnoughSpace: (side: Side, needed: number, free: number): Words => ({
    what: `The run would copy ${formatSize(needed)} to ${PLACE[side]}, which has only ${formatSize(free)} free. Nothing was changed.`,
    advice: `Free at least ${formatSize(needed - free)} there, or exclude something, then compare again.`,
  }),
  skipped: (path: ItemPath, why: string): string => `“${path}” was skipped. ${why}`,
  resolveConflict: 'Resolve the conflict to sync this item.',
  staysAsItIs: 'Both sides stay as they are until this changes.',
  folderNotCreated: (path: ItemPath, folder: ItemPath): Words => ({
    what: `“${path}” was not copied because its folder “${folder}” could not be created.`,
    advice: 'Fix the problem with the folder, then compare again.',
  }),
  nothingWasChanged: (what: string): string => `${what} Nothing was changed.`,
} as const;
