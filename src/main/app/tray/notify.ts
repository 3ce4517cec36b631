import { Notification } from 'electron';

// A notification that is garbage-collected can no longer be clicked.
const shown = new Set<Notification>();

/** Tells the user something outside the window. Where the system shows no notifications, only the log has it. */
export function notify(title: string, body: string, onClick: () => void, log: (what: string) => void): void {
  log(`Notification: ${title}: ${body}`);
  if (!Notification.isSupported()) return;
  const notification = new Notification({ title, body });
  shown.add(notification);
  notification.on('click', () => {
    shown.delete(notification);
    onClick();
  });
  notification.on('close', () => shown.delete(notification));
  notification.on('failed', () => shown.delete(notification));
  notification.show();
}
