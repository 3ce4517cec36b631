import { app, dialog, type BrowserWindow } from 'electron';
import { shown } from '../../../shared/format/shown.js';
import type { Profile } from '../../../shared/profile/profile.js';
import { readLink } from './read-link.js';
import { appText } from '../text.js';

/** The scheme of links to the application, which the system hands to it. */
export const LINK_SCHEME = 'evenkeel';

export interface LinkParts {
  readonly profiles: readonly Profile[];
  readonly window: BrowserWindow;
  readonly showProfile: (profile: Profile) => void;
  readonly syncNow: (profile: Profile) => void;
}

/** Has the system hand links to this program. A checkout leaves that as it is: what is installed has them. */
export function registerLinks(): void {
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME);
}

/**
 * Follows a link, wherever it came from: a page or a message may hold any. It can do no more than show a profile, and sync it once somebody has
 * agreed. Never rejects because of the link.
 */
export async function followLink(
  link: string,
  { profiles, window, showProfile, syncNow }: LinkParts,
): Promise<void> {
  const wanted = readLink(link);
  const { links } = appText;
  if (wanted === undefined) {
    await dialog.showMessageBox(window, { type: 'warning', ...links.unknown, buttons: [links.ok] });
    return;
  }
  const { profile: name } = wanted;
  const profile = profiles.find(({ id }) => id === name) ?? profiles.find((one) => one.name === name);
  if (profile === undefined) {
    const message = links.noProfile(shown(name));
    await dialog.showMessageBox(window, { type: 'warning', message, buttons: [links.ok] });
    return;
  }
  showProfile(profile);
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: links.ask(shown(profile.name)),
    detail: links.askDetail,
    buttons: [links.cancel, links.run],
    defaultId: 0,
    cancelId: 0,
  });
  if (response === 1) syncNow(profile);
}
