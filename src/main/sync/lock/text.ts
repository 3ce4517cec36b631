import type { ItemPath, Side } from '../../../shared/entry/entry.js';
import { formatItems } from '../../../shared/format/plural.js';
import type { Problem } from '../../../shared/problem.js';
import { ON_SIDE } from '../base/side-labels.js';

type Words = Pick<Problem, 'what' | 'advice'>;

/** What is said of locks; `who` begins a sentence with whose lock it is. */
export const lockText = {
  ourOther: 'Another run of yours on this computer',
  otherOwner: 'Another computer or user',
  userOn: (user: string, host: string): string => `${user} on ${host}`,
  noUser: 'Somebody',
  noHost: 'an unnamed computer',

  silent: (who: string, silence: string, began: string, side: Side): Words => ({
    what: `${who} locked this folder for a run that hasn’t reported for ${silence} by the clock ${ON_SIDE[side]}; it started ${began} by its own clock. Nothing was changed.`,
    advice:
      'A run reports every minute, so this one probably crashed, or its computer is asleep. If it is no longer running, break its lock and sync again.',
  }),
  syncing: (who: string, began: string, heard: string | undefined): Words => ({
    what: `${who} is already syncing this folder; the run started ${began} by its own clock${heard === undefined ? '' : `, and last reported ${heard}`}. Nothing was changed.`,
    advice:
      'Wait until it has finished. If you know that it is no longer running, break its lock and sync again.',
  }),
  broken: (side: Side): Words => ({
    what: `Somebody broke this run’s lock on the folder ${ON_SIDE[side]}. The run was stopped, so that two runs don’t change the folder at once.`,
    advice: WAIT,
  }),
  brokenBy: (who: string, side: Side): Words => ({
    what: `${who} broke this run’s lock and is syncing the folder ${ON_SIDE[side]} now. This run was stopped, so that two runs don’t change it at once.`,
    advice: WAIT,
  }),
  notCreated: (side: Side, cause: string): Words => ({
    what: `Couldn’t start: Evenkeel may not create files in the folder ${ON_SIDE[side]}. ${cause} Nothing was changed.`,
    advice:
      'Check that you may write there. If only a folder in it can be changed, sync that one. If names that begin with a dot or some endings are forbidden, choose other names for Evenkeel’s own files in the profile (--own-names).',
  }),
  notRenamed: (side: Side, cause: string): Words => ({
    what: `Couldn’t start: Evenkeel may create files in the folder ${ON_SIDE[side]}, but not rename them. ${cause} Nothing was changed.`,
    advice:
      'Choose in the profile to write in place (--in-place), or other names for Evenkeel’s own files (--own-names) if only some names may be renamed.',
  }),
  left: (file: ItemPath, side: Side, cause: string): Words => ({
    what: `The lock of this run, “${file}”, could not be removed ${ON_SIDE[side]}: ${cause}`,
    advice:
      'Your own syncs of this folder still work, but others have to wait until it is gone. Delete it there.',
  }),

  justNow: 'just now',
  aMinuteAgo: 'a minute ago',
  ago: (span: string): string => `${span} ago`,
  aMinute: 'a minute',
  minutes: (count: number): string => formatItems(count, 'minute'),
  hours: (count: number): string => formatItems(count, 'hour'),
  days: (count: number): string => formatItems(count, 'day'),
} as const;

const WAIT = 'Wait until nobody else is syncing the folder, then compare again.';
