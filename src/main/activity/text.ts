import { shown } from '../../shared/format/shown.js';
import type { KeptSecret } from '../../shared/profile/profile.js';

/** Why something that was wanted of a profile cannot be done now. */
export const activityText = {
  busyForChange: {
    what: 'The profile can’t be changed while it is being compared or synced.',
    advice: 'Wait until it has finished, or stop it.',
  },
  busy: {
    what: 'The profile is already being compared or synced.',
    advice: 'Wait until it has finished, or stop it.',
  },
  /** What went wrong with one of several pairs of folders. */
  inPair: (name: string, what: string): string => `“${shown(name)}”: ${what}`,
  planRun: { what: 'This plan has already been run.', advice: 'Compare first.' },
  notCompared: { what: 'The two sides haven’t been compared yet.', advice: 'Compare first.' },
  undoNotShown: {
    what: 'The preview of this undo is no longer shown.',
    advice: 'Choose Undo… again.',
  },
  undoShown: {
    what: 'An undo is being previewed.',
    advice: 'Run the undo or cancel it, then sync.',
  },
  nothingSelected: {
    what: 'There is nothing to sync in the selection.',
    advice: 'Select items to upload, download or delete.',
  },
  runOver: {
    what: 'The run has already finished.',
    advice: 'There is nothing left to pause or slow down.',
  },
  nothingToRetry: {
    what: 'None of these items can be tried again.',
    advice: 'Compare to see what is left to do.',
  },
  restoreNotShown: {
    what: 'The preview of this version is no longer shown.',
    advice: 'Choose Restore… again.',
  },
  versionGone: { what: 'This version is no longer kept.', advice: 'Choose another version.' },
  keyringSilent: (kind: KeptSecret) => {
    const secret = kind === 'proxy' ? 'password for the proxy' : kind;
    return {
      what: `Couldn’t get the ${secret} of this profile from the system keyring.`,
      advice: `Unlock the keyring and try again, or enter the ${secret} in the profile again.`,
    };
  },
  passwordNeeded: (user: string, host: string) => ({
    what: `Evenkeel doesn’t have the password for “${user}” on “${host}”.`,
    advice: 'Enter it to continue. Nothing has been sent to the server yet.',
  }),
} as const;
