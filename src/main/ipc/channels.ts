import type { RequestName } from '../../shared/ipc.js';

// A table and not a list, so that a request that is missing here does not compile.
const CHANNELS: Readonly<Record<RequestName, string>> = {
  open: 'evenkeel:open',
  saveProfile: 'evenkeel:save-profile',
  deleteProfile: 'evenkeel:delete-profile',
  chooseFolder: 'evenkeel:choose-folder',
  chooseKeyFile: 'evenkeel:choose-key-file',
  watch: 'evenkeel:watch',
  compare: 'evenkeel:compare',
  acceptFilters: 'evenkeel:accept-filters',
  verify: 'evenkeel:verify',
  settle: 'evenkeel:settle',
  run: 'evenkeel:run',
  undoChoice: 'evenkeel:undo-choice',
  cancel: 'evenkeel:cancel',
  previewUndo: 'evenkeel:preview-undo',
  undo: 'evenkeel:undo',
  acceptPlain: 'evenkeel:accept-plain',
  useTls: 'evenkeel:use-tls',
  signIn: 'evenkeel:sign-in',
  history: 'evenkeel:history',
  outcomes: 'evenkeel:outcomes',
  setPace: 'evenkeel:set-pace',
  stop: 'evenkeel:stop',
  trustCertificate: 'evenkeel:trust-certificate',
};

/** The channel on which a request travels from the window to the main process. */
export function channelOf(name: RequestName): string {
  return CHANNELS[name];
}

/** The one channel on which messages travel to the window. */
export const MESSAGE_CHANNEL = 'evenkeel:message';

/** The channel on which the window says that it has taken in one message. */
export const RECEIVED_CHANNEL = 'evenkeel:received';
