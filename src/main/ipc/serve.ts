import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron';
import type { RequestName } from '../../shared/ipc.js';
import type { LogFailure } from './answer.js';
import { channelOf, RECEIVED_CHANNEL, REQUEST_NAMES } from './channels.js';

export interface IpcEndpoint {
  /** The window's page, or `undefined` while there is none. */
  readonly page: () => WebContents | undefined;
  /** Where the page comes from, for example `evenkeel://app`. */
  readonly origin: string;
  /** Validates and carries out a request of the page (`answer`). */
  readonly answer: (name: RequestName, args: readonly unknown[]) => Promise<unknown>;
  /** Called for every message that the window has taken in. */
  readonly received: () => void;
  readonly logFailure: LogFailure;
}

/** Whether a call comes from the main frame of our own window while it shows our own page. */
function isOurs(event: IpcMainEvent | IpcMainInvokeEvent, door: IpcEndpoint): boolean {
  const page = door.page();
  const frame = event.senderFrame;
  return (
    page !== undefined &&
    frame !== null &&
    event.sender === page &&
    frame === page.mainFrame &&
    frame.origin === door.origin
  );
}

/** Opens the channels of all requests to our own page, and to nobody else. */
export function serve(ipcMain: IpcMain, door: IpcEndpoint): void {
  for (const name of REQUEST_NAMES) {
    ipcMain.handle(channelOf(name), (event, ...args: unknown[]) => {
      if (!isOurs(event, door)) {
        door.logFailure(`The request “${name}” came from elsewhere`, event.senderFrame?.origin ?? 'nowhere');
        throw new Error('Refused.');
      }
      return door.answer(name, args);
    });
  }
  ipcMain.on(RECEIVED_CHANNEL, (event) => {
    if (isOurs(event, door)) door.received();
  });
}
