import { Notification } from 'electron';
import { shown } from '../../../shared/format/shown.js';
import type { Log } from '../diagnostics/log.js';
import { appText } from '../text.js';
import type { WindowState } from '../window/window-state.js';

// A notification that is garbage-collected can no longer be clicked.
const open = new Set<Notification>();

/** Tells the user something outside the window. Where the system shows no notifications, only the log has it. */
export function notify(title: string, body: string, onClick: () => void, log: (what: string) => void): void {
  log(`Notification: ${title}: ${body}`);
  if (!Notification.isSupported()) return;
  const notification = new Notification({ title: shown(title), body: shown(body) });
  open.add(notification);
  notification.on('click', () => {
    open.delete(notification);
    onClick();
  });
  notification.on('close', () => open.delete(notification));
  notification.on('failed', () => open.delete(notification));
  notification.show();
}

/** Says once that a closed window leaves the application running. Never throws. */
export function notifyAboutTray(
  windowState: Pick<WindowState, 'toldOfTray' | 'keep'>,
  onClick: () => void,
  log: Pick<Log, 'info'>,
): void {
  if (windowState.toldOfTray) return;
  notify(appText.inBackground.title, appText.inBackground.text, onClick, log.info);
  windowState.keep({ toldOfTray: true });
}
