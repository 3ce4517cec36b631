import type { Activity } from '../../shared/run/activity.js';
import { shown } from '../../shared/format/shown.js';

/** The folder in which the server put the user, as far as the plan that is shown was made of it. */
export function signInFolderIn(activity: Activity | undefined): string | undefined {
  return activity?.kind === 'compared' || activity?.kind === 'running' ? activity.signInFolder : undefined;
}

/** The remote side in words: its address, and which folder that is where the address leaves it to the server. */
export function remoteWords(remoteFolder: string, signInFolder: string | undefined): string {
  return signInFolder === undefined ? shown(remoteFolder) : `${shown(remoteFolder)} (${shown(signInFolder)})`;
}
