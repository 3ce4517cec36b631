import { app, dialog, shell } from 'electron';
import { appText } from '../text.js';

/**
 * Tells calmly that the window's page fails again and again, and does what somebody chooses: to start the application anew, to look into
 * the log, or to quit. What runs goes on meanwhile. Never rejects.
 */
export async function askAfterCrash(logFile: string): Promise<void> {
  const { message, detail, restart, openLog, quit } = appText.windowFails;
  for (;;) {
    const { response } = await dialog.showMessageBox({
      type: 'warning',
      title: appText.name,
      message,
      detail,
      buttons: [restart, openLog, quit],
      defaultId: 0,
      cancelId: 2,
    });
    if (response === 1) {
      shell.showItemInFolder(logFile);
      continue;
    }
    if (response === 0) app.relaunch();
    app.quit();
    return;
  }
}
