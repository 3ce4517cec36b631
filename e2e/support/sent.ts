import type { ElectronApplication } from '@playwright/test';

declare global {
  var sentToWindow: string[] | undefined;
}

/** Keeps everything that the main process sends and answers to the window from now on. */
export async function recordSent(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ BrowserWindow, ipcMain }) => {
    const sent: string[] = [];
    globalThis.sentToWindow = sent;
    const keep = (value: unknown): void => void sent.push(JSON.stringify(value));
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      const send = webContents.send.bind(webContents);
      webContents.send = (channel: string, ...args: unknown[]) => {
        keep(args);
        send(channel, ...args);
      };
    }
    const handlers: unknown = Reflect.get(ipcMain, '_invokeHandlers');
    if (!(handlers instanceof Map)) throw new Error('Electron keeps its handlers elsewhere now.');
    for (const [channel, handler] of handlers) {
      handlers.set(channel, async (...args: unknown[]): Promise<unknown> => {
        const answer: unknown = await Reflect.apply(handler as () => unknown, undefined, args);
        keep(answer);
        return answer;
      });
    }
  });
}

/** What was sent to the window since `recordSent`. */
export function sentTo(app: ElectronApplication): Promise<string> {
  return app.evaluate(() => (globalThis.sentToWindow ?? []).join('\n'));
}
