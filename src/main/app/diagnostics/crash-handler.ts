import { app, dialog } from 'electron';
import { appText } from '../text.js';

/** Logs errors that nobody caught, and tells the user calmly, once at a time. */
export function installCrashHandler(logFailure: (what: string, error: unknown) => void): void {
  let telling = false;
  const tell = async (error: unknown): Promise<void> => {
    logFailure('An uncaught error', error);
    if (telling || !app.isReady()) return;
    telling = true;
    try {
      const { response } = await dialog.showMessageBox({
        type: 'warning',
        title: appText.name,
        message: appText.crash.message,
        detail: appText.crash.detail,
        buttons: [appText.crash.carryOn, appText.crash.quit],
        defaultId: 1,
        cancelId: 0,
      });
      if (response === 1) app.quit();
    } finally {
      telling = false;
    }
  };
  process.on('uncaughtException', (error) => void tell(error));
  process.on('unhandledRejection', (reason) => void tell(reason));
}
