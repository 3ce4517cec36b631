import type { EvenkeelApi } from '../../shared/ipc.js';

declare global {
  interface Window {
    /** Put there by the preload script. */
    readonly evenkeel: EvenkeelApi;
  }
}

/** Everything that the window can ask of the main process: the only way out of the renderer. */
export const api: EvenkeelApi = window.evenkeel;
