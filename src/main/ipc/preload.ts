import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';
import type { EvenkeelApi, RequestName, Requests } from '../../shared/ipc.js';
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

const listeners = new Set<(message: string) => void>();

ipcRenderer.on(MESSAGE_CHANNEL, (_event: IpcRendererEvent, message: string) => {
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
  lookAtFolder: request('lookAtFolder'),
  makeFolder: request('makeFolder'),
  testConnection: request('testConnection'),
  stopTest: request('stopTest'),
  openFolders: request('openFolders'),
  listFolders: request('listFolders'),
  makeServerFolder: request('makeServerFolder'),
  closeFolders: request('closeFolders'),
  dialogue: request('dialogue'),
  copyDialogue: request('copyDialogue'),
  pairs: request('pairs'),
  doWithAll: request('doWithAll'),
  previewUndoOfAll: request('previewUndoOfAll'),
  watch: request('watch'),
  compare: request('compare'),
  acceptFilters: request('acceptFilters'),
  verify: request('verify'),
  settle: request('settle'),
  readContent: request('readContent'),
  readBase: request('readBase'),
  settleMerge: request('settleMerge'),
  stopReading: request('stopReading'),
  run: request('run'),
  runOnly: request('runOnly'),
  openItem: request('openItem'),
  showItem: request('showItem'),
  copyItems: request('copyItems'),
  undoChoice: request('undoChoice'),
  cancel: request('cancel'),
  previewUndo: request('previewUndo'),
  undo: request('undo'),
  acceptPlain: request('acceptPlain'),
  useTls: request('useTls'),
  signIn: request('signIn'),
  history: request('history'),
  outcomes: request('outcomes'),
  allRuns: request('allRuns'),
  findInHistory: request('findInHistory'),
  versionsOf: request('versionsOf'),
  previewRestore: request('previewRestore'),
  restore: request('restore'),
  retry: request('retry'),
  exportReport: request('exportReport'),
  setPace: request('setPace'),
  stop: request('stop'),
  runFirst: request('runFirst'),
  takeOffQueue: request('takeOffQueue'),
  trustCertificate: request('trustCertificate'),
  showCommands: request('showCommands'),
  appCommand: request('appCommand'),
  duplicateProfile: request('duplicateProfile'),
  arrangeProfiles: request('arrangeProfiles'),
  exportProfiles: request('exportProfiles'),
  importSources: request('importSources'),
  lookAtImport: request('lookAtImport'),
  acceptImport: request('acceptImport'),
  dropImport: request('dropImport'),
  forgetSecrets: request('forgetSecrets'),
  saveSettings: request('saveSettings'),
  messageSecrets: request('messageSecrets'),
  changeMessageSecret: request('changeMessageSecret'),
  testMessage: request('testMessage'),
  licences: request('licences'),
  update: request('update'),
  savePlan: request('savePlan'),
  pathOf: (file) => (file instanceof File ? webUtils.getPathForFile(file) : ''),
  onMessage: (listener) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
};

contextBridge.exposeInMainWorld('evenkeel', api);
