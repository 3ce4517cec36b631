import { dialog, type BrowserWindow } from 'electron';
import { shown } from '../../../shared/format/shown.js';
import { pairsOf } from '../../../shared/profile/pairs.js';
import type { ProfileId } from '../../../shared/profile/profile.js';
import type { ProfileService } from '../profiles/profile-service.js';
import { appText } from '../text.js';

/**
 * Asks whether to quit although profiles of these names are being synced. Resolves with whether to: also where nobody can be asked. Never rejects.
 */
export async function askToQuit(
  window: BrowserWindow,
  syncing: readonly string[],
  logFailure: (what: string, error: unknown) => void,
): Promise<boolean> {
  const text = appText.quitWhileSyncing;
  const names = syncing.map((name) => `“${shown(name)}”`).join(', ');
  try {
    const { response } = await dialog.showMessageBox(window, {
      type: 'question',
      message: text.message(syncing.length),
      detail: text.detail(names, syncing.length),
      buttons: [text.keep, text.stop],
      defaultId: 0,
      cancelId: 0,
    });
    return response === 1;
  } catch (error) {
    logFailure('Nobody could be asked before quitting', error);
    return true;
  }
}

/** The names of the profiles whose runs change something right now. */
export function namesOfRunning(service: Pick<ProfileService, 'listings' | 'activityOf'>): readonly string[] {
  const runs = (id: ProfileId): boolean => {
    const activity = service.activityOf(id)?.activity;
    return activity?.kind === 'running' && !activity.dryRun;
  };
  return service.listings.flatMap(({ profile }) =>
    pairsOf(profile).some(({ id }) => runs(id)) ? [profile.name] : [],
  );
}
