import { Notification } from 'electron';
import { shown } from '../../../shared/format/shown.js';

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
