import { dialog, type BrowserWindow } from 'electron';
import type { ProfileActivity } from '../activity/profile-activity.js';
import { fileNameOf } from './file-name.js';
import { appText } from './text.js';

/** Asks where to, and saves the plan of the profile `name` there, for `evenkeel apply`. Says why where it cannot. Never rejects. */
export async function savePlan(
  activity: ProfileActivity | undefined,
  name: string,
  owner: BrowserWindow,
  logFailure: (what: string, error: unknown) => void,
): Promise<void> {
  try {
    const chosen = await dialog.showSaveDialog(owner, {
      title: appText.savePlan.title,
      defaultPath: `${fileNameOf(name)}.plan`,
    });
    if (chosen.canceled || chosen.filePath === '') return;
    const answer = await activity?.savePlan(chosen.filePath);
    if (answer?.kind !== 'refused') return;
    const { what, advice } = answer.problem;
    await dialog.showMessageBox(owner, { type: 'warning', message: what, detail: advice });
  } catch (error) {
    logFailure('The plan could not be saved', error);
  }
}
