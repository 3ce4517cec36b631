import type { Side } from '../../../shared/entry/entry.js';
import type { Doing } from '../text.js';

/** Why something failed, after a colon, and what to do about it. */
interface Explained {
  readonly because: string;
  readonly advice: string;
}

/** Why an operation failed in a folder on this computer. */
export const localText = {
  noFolder: {
    because: 'its folder does not exist',
    advice: 'Compare again, so that the folder is created first.',
  },
  gone: { because: 'it no longer exists', advice: 'Compare again.' },
  noLongerFolder: { because: 'it is no longer a folder', advice: 'Compare again.' },
  noLongerFile: { because: 'it is no longer a file', advice: 'Compare again.' },
  changedWhileRead: {
    because: 'another program changed it while it was being read',
    advice: 'Compare again to copy it as it is now.',
  },
  nameTaken: { because: 'something else has its name', advice: 'Compare again, and rename one of the two.' },
  notEmpty: { because: 'it is not empty', advice: 'Compare again to see what is in it.' },
  notAllowed: {
    because: 'the system does not allow it',
    advice: 'Check the permissions of the file and of the folder that holds it.',
  },
  readOnly: { because: 'the disk is read-only', advice: 'Choose a folder on a writable disk.' },
  diskFull: { because: 'the disk is full', advice: 'Free some space, then sync again.' },
  quotaUsedUp: {
    because: 'your disk quota is used up',
    advice: 'Delete files you no longer need, then sync again.',
  },
  tooLarge: {
    because: 'it is too large for this disk’s file system',
    advice: 'Choose a folder on a disk with a newer file system.',
  },
  nameTooLong: { because: 'its name is too long', advice: 'Give it a shorter name.' },
  nameNotAccepted: {
    because: 'the disk does not accept its name',
    advice: 'Rename it with plain letters and digits.',
  },
  notSupported: {
    because: 'the disk does not support it',
    advice: 'Choose a folder on a disk with another file system.',
  },
  inUse: { because: 'another program is using it', advice: 'Close that program, then sync again.' },
  tooManyOpenFiles: {
    because: 'too many files are open on this computer',
    advice: 'Close other programs, then sync again.',
  },
  disconnected: {
    because: 'the disk or network drive is not connected',
    advice: 'Connect it, then sync again.',
  },
  systemError: (code: string): Explained => ({
    because: code === '' ? 'something unexpected happened' : `the system reports the error ${code}`,
    advice: 'Check the disk and the folder, then sync again.',
  }),
} as const satisfies Readonly<Record<string, Explained | ((code: string) => Explained)>>;

/** That something failed on an item, or on the root folder where `path` is empty. */
export function itemFailed(root: string, path: string, doing: Doing, because: string): string {
  const item = path === '' ? 'folder' : `item “${path}” in the folder`;
  return `The ${item} “${root}” could not be ${doing}: ${because}.`;
}

/** Why the root folder can’t be used at all; each function gets what `folder` calls it. */
export const rootText = {
  folder: (side: Side, path: string) => `The ${side} folder “${path}”`,
  missing: (folder: string) => ({
    what: `${folder} does not exist.`,
    advice: 'Create it, connect the drive that it is on, or choose another folder in the profile.',
  }),
  notAFolder: (folder: string) => ({
    what: `${folder} is not a folder.`,
    advice: 'Choose a folder in the profile.',
  }),
  unreadable: (folder: string) => ({
    what: `${folder} can’t be read: permission denied.`,
    advice: 'Change its permissions, or choose another folder in the profile.',
  }),
  noAnswer: (folder: string) => ({
    what: `${folder} did not answer within 15 seconds.`,
    advice: 'Check the drive or the network that it is on, then try again.',
  }),
  unusable: (folder: string, code: string) => ({
    what: `${folder} can’t be opened${code === '' ? '' : ` (${code})`}.`,
    advice: 'Check the disk, or choose another folder in the profile.',
  }),
} as const;
