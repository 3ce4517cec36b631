import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import type { EvenkeelApi, Message, RequestName, Requests } from '../../shared/ipc.js';
import { channelOf, MESSAGE_CHANNEL, RECEIVED_CHANNEL } from './channels.js';

type Request<Name extends RequestName> = (
  ...args: Parameters<Requests[Name]>
) => Promise<ReturnType<Requests[Name]>>;

function request<Name extends RequestName>(name: Name): Request<Name> {
  const channel = channelOf(name);
  return async (...args) => {
    // The other end of this channel is typed by the same contract (`serve`).
    const answer: unknown = await ipcRenderer.invoke(channel, ...args);
    return answer as ReturnType<Requests[Name]>;
  };
}

const listeners = new Set<(message: Message) => void>();

ipcRenderer.on(MESSAGE_CHANNEL, (_event: IpcRendererEvent, message: Message) => {
  try {
    for (const listener of listeners) listener(message);
  } finally {
    // Taken in: the main process sends only a few messages ahead of this.
    ipcRenderer.send(RECEIVED_CHANNEL);
  }
});

const api: EvenkeelApi = {
  open: request('open'),
  saveProfile: request('saveProfile'),
  deleteProfile: request('deleteProfile'),
  chooseFolder: request('chooseFolder'),
  chooseKeyFile: request('chooseKeyFile'),
  watch: request('watch'),
  compare: request('compare'),
  acceptFilters: request('acceptFilters'),
  verify: request('verify'),
  settle: request('settle'),
  run: request('run'),
  undoChoice: request('undoChoice'),
  cancel: request('cancel'),
  previewUndo: request('previewUndo'),
  undo: request('undo'),
  acceptPlain: request('acceptPlain'),
  useTls: request('useTls'),
  signIn: request('signIn'),
  history: request('history'),
  outcomes: request('outcomes'),
  setPace: request('setPace'),
  stop: request('stop'),
  trustCertificate: request('trustCertificate'),
  onMessage: (listener) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
};

contextBridge.exposeInMainWorld('evenkeel', api);
