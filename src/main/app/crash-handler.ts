import { app, dialog } from 'electron';

/** Logs errors that nobody caught, and tells the user calmly, once at a time. */
export function catchUnexpected(logFailure: (what: string, error: unknown) => void): void {
  let telling = false;
  const tell = async (error: unknown): Promise<void> => {
    logFailure('An uncaught error', error);
    if (telling || !app.isReady()) return;
    telling = true;
    try {
      const { response } = await dialog.showMessageBox({
        type: 'warning',
        title: 'Evenkeel',
        message: 'Something unexpected went wrong inside Evenkeel.',
        detail: 'What is done stays done. You can continue, but it is safer to restart Evenkeel.',
        buttons: ['Continue', 'Quit'],
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
