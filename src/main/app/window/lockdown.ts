import type { App, Session } from 'electron';

/** Takes from every page what ours never needs: going elsewhere, opening windows, embedding, downloads, and all permissions. */
export function lockDown(app: App, session: Session, origin: string): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-frame-navigate', (event) => {
      // Reloading the page itself is fine, and is what development needs.
      if (!isWithin(event.url, origin) || !event.isMainFrame) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
  session.on('will-download', (event) => event.preventDefault());
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}

function isWithin(address: string, origin: string): boolean {
  return address === origin || address.startsWith(`${origin}/`);
}
