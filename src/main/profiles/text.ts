import { formatCount, formatItems, plural } from '../../shared/format/plural.js';
import { shown } from '../../shared/format/shown.js';
import type { Overlap } from './overlap.js';

/** What is said about profiles and their files. */
export const profilesText = {
  /** The name of a copy; `number` is 1 for the first one. */
  copyName: (name: string, number: number) => (number === 1 ? `${name} copy` : `${name} copy ${number}`),
  /** How one of several pairs of folders stands; `others` is how many stand like it. */
  ofPair: (name: string, words: string, others: number) =>
    `${shown(name)}: ${words}${others === 0 ? '' : ` (and ${formatItems(others, 'other')})`}`,
  gone: { what: 'This profile no longer exists.', advice: 'Choose another one, or create it again.' },
  notSaved: {
    what: 'The profiles could not be saved on this computer.',
    advice: 'Check that the disk is not full and that Evenkeel may write to its folder, then try again.',
  },
  otherCertificate: {
    what: 'This is not the certificate that the server presented last.',
    advice: 'Compare again and check the certificate once more.',
  },
  /** Why a comparison failed, in a few words. */
  couldNot: {
    connect: 'Couldn’t connect',
    signIn: 'Couldn’t sign in',
    password: 'Needs the password',
    trust: 'Server not trusted yet',
    command: 'Command before the sync failed',
    compare: 'Couldn’t compare',
  },
  /** What is wrong with a profile that somebody wants to save. */
  draft: {
    address: {
      what: 'The address of the remote folder is not valid.',
      advice: 'It should look like ftp://server/folder; enter user name and password in their own fields.',
    },
    localPath: (path: string) => ({
      what: `“${path}” is not the full path of a folder.`,
      advice: 'Choose the local folder with the button beside the field.',
    }),
    remotePath: (path: string) => ({
      what: `“${path}” is neither an address nor the full path of a folder.`,
      advice: 'A remote folder looks like ftp://server/folder, or is a full path on this computer.',
    }),
    samePair: (one: string, other: string) => ({
      what:
        one === other
          ? `“${one}” is in two pairs of folders.`
          : `“${one}” and “${other}” are the same folder, in two pairs.`,
      advice: 'Remove one of the pairs, or choose another folder for it.',
    }),
    overlap: (overlap: Overlap) => ({
      what: OVERLAPS[overlap],
      advice: 'Choose two folders that don’t contain each other.',
    }),
  },
  /** About the file that holds the profiles. */
  file: {
    setAside: (aside: string, file: string) => ({
      what: `The file with your profiles was damaged and has been set aside as “${aside}”.`,
      advice: `Create your profiles again, or restore “${file}” from a backup and restart Evenkeel.`,
    }),
    someSetAside: (unfit: number, aside: string, holdsSecrets: boolean) => ({
      what: `${unfit === 1 ? 'One profile' : formatItems(unfit, 'profile')} ${plural(unfit, 'was', 'were')} damaged and skipped; the original file has been kept as “${aside}”.`,
      advice: holdsSecrets
        ? 'The other profiles are all there. Create the missing ones again, then delete that file: it holds passwords.'
        : 'The other profiles are all there. Create the missing ones again.',
    }),
    inTheWay: (file: string) => ({
      what: `The file with your profiles, “${file}”, could not be read in full and could not be set aside.`,
      advice:
        'Check that you can read and change the file and its folder, then restart Evenkeel. Until then, profiles can’t be saved.',
    }),
    secretsLeft: (file: string, names: readonly string[]) => ({
      what: `The password of ${names.map((name) => `“${name}”`).join(', ')} is in the file “${file}”, where others may read it, because it could not be saved in the system keyring.`,
      advice:
        'Unlock the keyring and restart Evenkeel to move the password there. Or remove it from the file yourself.',
    }),
    secretsNotRemoved: (file: string) => ({
      what: `Passwords from the file “${file}” are in the system keyring now, but could not be removed from the file.`,
      advice: 'Remove them there, and check that Evenkeel may write to that folder.',
    }),
  },
  exportTitle: 'Export profiles',
  exportName: 'Evenkeel profiles.evenkeel',
  importTitle: 'Import profiles',
  fileKind: 'Evenkeel profiles',
  notExported: {
    what: 'The profiles could not be exported.',
    advice: 'Check that you may write to that folder and that the disk is not full, then try again.',
  },
  notRead: (file: string) => ({
    what: `“${file}” could not be read.`,
    advice: 'Check that the file is there and that you may read it, then try again.',
  }),
  newer: (file: string) => ({
    what: `“${file}” was exported by a newer version of Evenkeel.`,
    advice: 'Update Evenkeel, then import it again.',
  }),
  importOver: {
    what: 'There is nothing to import any more.',
    advice: 'Choose the file again.',
  },
  /** `why` the first of those that are missing could not be saved. */
  onlySome: (imported: number, of: number, why: { readonly what: string; readonly advice: string }) => ({
    what: `${imported === 0 ? 'Nothing was imported.' : `Imported ${formatCount(imported)} of ${formatItems(of, 'profile')}.`} ${why.what}`,
    advice: why.advice,
  }),
} as const;

const OVERLAPS: Readonly<Record<Overlap, string>> = {
  same: 'The remote folder is the local folder itself.',
  'second-inside-first': 'The remote folder is inside the local folder.',
  'first-inside-second': 'The local folder is inside the remote folder.',
};
