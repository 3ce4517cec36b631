import type { EvenkeelApi, Message } from '../../shared/ipc.js';

declare global {
  interface Window {
    /** Put there by the preload script. */
    readonly evenkeel: EvenkeelApi;
  }
}

/** Everything that the window can ask of the main process: the only way out of the renderer. */
export const api: EvenkeelApi = window.evenkeel;

/** Calls `listener` with every message of the main process. */
export function followMessages(listener: (message: Message) => void): void {
  // The other end is typed by the same contract (`MainWindow.send`).
  api.onMessage((text) => listener(JSON.parse(text) as Message));
}
