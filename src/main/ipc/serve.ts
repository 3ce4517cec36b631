import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron';
import type { RequestName } from '../../shared/ipc.js';
import { answer, type Handlers, type LogFailure } from './answer.js';
import { channelOf, RECEIVED_CHANNEL } from './channels.js';
import { RULES } from './rules.js';

export interface IpcEndpoint {
  /** The window's page, or `undefined` while there is none. */
  readonly page: () => WebContents | undefined;
  /** Where the page comes from, for example `evenkeel://app`. */
  readonly origin: string;
  readonly handlers: Handlers;
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
  for (const name of Object.keys(RULES) as RequestName[]) {
    ipcMain.handle(channelOf(name), (event, ...args: unknown[]) => {
      if (!isOurs(event, door)) {
        door.logFailure(`The request “${name}” came from elsewhere`, event.senderFrame?.origin ?? 'nowhere');
        throw new Error('Refused.');
      }
      return answer(name, args, door.handlers, door.logFailure);
    });
  }
  ipcMain.on(RECEIVED_CHANNEL, (event) => {
    if (isOurs(event, door)) door.received();
  });
}
