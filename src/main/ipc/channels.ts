import type { RequestName } from '../../shared/ipc.js';

// A table and not a list, so that a request that is missing here does not compile.
const CHANNELS: Readonly<Record<RequestName, string>> = {
  open: 'evenkeel:open',
  pairs: 'evenkeel:pairs',
  doWithAll: 'evenkeel:do-with-all',
  previewUndoOfAll: 'evenkeel:preview-undo-of-all',
  saveProfile: 'evenkeel:save-profile',
  deleteProfile: 'evenkeel:delete-profile',
  chooseFolder: 'evenkeel:choose-folder',
  chooseKeyFile: 'evenkeel:choose-key-file',
  lookAtFolder: 'evenkeel:look-at-folder',
  makeFolder: 'evenkeel:make-folder',
  testConnection: 'evenkeel:test-connection',
  stopTest: 'evenkeel:stop-test',
  openFolders: 'evenkeel:open-folders',
  listFolders: 'evenkeel:list-folders',
  makeServerFolder: 'evenkeel:make-server-folder',
  closeFolders: 'evenkeel:close-folders',
  dialogue: 'evenkeel:dialogue',
  copyDialogue: 'evenkeel:copy-dialogue',
  watch: 'evenkeel:watch',
  compare: 'evenkeel:compare',
  acceptFilters: 'evenkeel:accept-filters',
  verify: 'evenkeel:verify',
  settle: 'evenkeel:settle',
  readContent: 'evenkeel:read-content',
  readBase: 'evenkeel:read-base',
  settleMerge: 'evenkeel:settle-merge',
  stopReading: 'evenkeel:stop-reading',
  run: 'evenkeel:run',
  runOnly: 'evenkeel:run-only',
  openItem: 'evenkeel:open-item',
  showItem: 'evenkeel:show-item',
  copyItems: 'evenkeel:copy-items',
  undoChoice: 'evenkeel:undo-choice',
  cancel: 'evenkeel:cancel',
  previewUndo: 'evenkeel:preview-undo',
  undo: 'evenkeel:undo',
  acceptPlain: 'evenkeel:accept-plain',
  useTls: 'evenkeel:use-tls',
  signIn: 'evenkeel:sign-in',
  history: 'evenkeel:history',
  outcomes: 'evenkeel:outcomes',
  allRuns: 'evenkeel:all-runs',
  findInHistory: 'evenkeel:find-in-history',
  versionsOf: 'evenkeel:versions-of',
  previewRestore: 'evenkeel:preview-restore',
  restore: 'evenkeel:restore',
  retry: 'evenkeel:retry',
  exportReport: 'evenkeel:export-report',
  setPace: 'evenkeel:set-pace',
  stop: 'evenkeel:stop',
  runFirst: 'evenkeel:run-first',
  takeOffQueue: 'evenkeel:take-off-queue',
  trustCertificate: 'evenkeel:trust-certificate',
  showCommands: 'evenkeel:show-commands',
  appCommand: 'evenkeel:app-command',
  duplicateProfile: 'evenkeel:duplicate-profile',
  arrangeProfiles: 'evenkeel:arrange-profiles',
  exportProfiles: 'evenkeel:export-profiles',
  importSources: 'evenkeel:import-sources',
  lookAtImport: 'evenkeel:look-at-import',
  acceptImport: 'evenkeel:accept-import',
  dropImport: 'evenkeel:drop-import',
  forgetSecrets: 'evenkeel:forget-secrets',
  saveSettings: 'evenkeel:save-settings',
  messageSecrets: 'evenkeel:message-secrets',
  changeMessageSecret: 'evenkeel:change-message-secret',
  testMessage: 'evenkeel:test-message',
  licences: 'evenkeel:licences',
  update: 'evenkeel:update',
  savePlan: 'evenkeel:save-plan',
};

/** All requests. */
export const REQUEST_NAMES = Object.keys(CHANNELS) as readonly RequestName[];

/** The channel on which a request travels from the window to the main process. */
export function channelOf(name: RequestName): string {
  return CHANNELS[name];
}

/** The one channel on which messages travel to the window, as JSON. */
export const MESSAGE_CHANNEL = 'evenkeel:message';

/** The channel on which the window says that it has taken in one message. */
export const RECEIVED_CHANNEL = 'evenkeel:received';
