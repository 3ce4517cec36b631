import { formatCount } from '../../../shared/format/plural.js';

/** The words of the form of a profile. */
export const formText = {
  newTitle: 'New profile',
  editTitle: 'Edit profile',
  cancel: 'Cancel',
  save: 'Save',
  saveFailed: 'The profile could not be saved.',
  saveAgain: 'Try again. If it happens again, restart Evenkeel.',
  discardQuestion: 'Discard what you have entered?',
  discardKeep: 'Keep editing',
  discard: 'Discard',

  name: 'Name',
  namePlaceholder: 'Named after the local folder',

  localFolder: 'Local folder',
  localPlaceholder: 'The folder on this computer',
  localHint: 'The folder whose files you want to keep in sync.',
  choose: 'Choose…',
  chooseLocal: 'Choose the folder on this computer',
  folderMissing: 'This folder doesn’t exist yet.',
  folderCreate: 'Create it',
  folderCreated: 'Created.',
  folderIsFile: 'This is a file, not a folder.',

  remoteFolder: 'Remote folder',
  remotePlaceholder: 'ftps://server/folder',
  remoteHint: 'Paste an address or the path of another folder, or fill in the fields below.',
  guessed: (address: string) =>
    address.startsWith('ftps:')
      ? `Read as ${address}, which is encrypted. If that’s wrong, choose another protocol below.`
      : `Read as ${address}. If that’s wrong, choose another protocol below.`,
  browse: 'Browse…',
  browseTitle: 'Choose the folder on the server',
  browseLocalTitle: 'Choose the other folder on this computer',
  protocol: 'Protocol',
  protocols: {
    ftp: 'FTP (not encrypted)',
    ftps: 'FTPS (FTP with TLS)',
    sftp: 'SFTP (over SSH)',
    folder: 'Folder on this computer',
  },
  host: 'Server',
  hostPlaceholder: 'example.org',
  port: 'Port',
  path: 'Folder on the server',
  pathPlaceholder: 'Sign-in folder',
  userName: 'User name',
  userAnonymous: 'Anonymous',
  userOfComputer: 'Your name on this computer',

  password: 'Password',
  reveal: 'Show what you typed',
  conceal: 'Hide what you typed',
  kept: {
    keyring: 'Kept in the keyring',
    encrypted: 'Kept in a file that the system encrypts',
    session: 'Kept until you quit',
  },
  keptEmpty: ' – leave empty to keep it, or ',
  forget: 'forget it',
  willBe: {
    keyring: 'Kept in the system keyring.',
    encrypted: 'Kept in a file that the system encrypts.',
    session: 'Kept until you quit Evenkeel.',
  },
  willBeForSession: (why: string, canEncrypt: boolean) =>
    `Kept until you quit Evenkeel. ${why}${canEncrypt ? ' You can change that in Settings.' : ''}`,

  /** The further pairs of folders; `number` counts from the first pair on. */
  pairs: {
    title: 'More folder pairs',
    hint: 'Other folders on the same server, with the same sign-in, options and schedule.',
    row: (number: number) => `Folder pair ${formatCount(number)}`,
    local: (number: number) => `Local folder ${formatCount(number)}`,
    remote: (number: number) => `Remote folder ${formatCount(number)}`,
    remotePlaceholder: '/folder on the server',
    chooseTitle: (number: number) => `Choose local folder ${formatCount(number)}`,
    browseTitle: (number: number) => `Choose remote folder ${formatCount(number)}`,
    remove: (number: number) => `Remove folder pair ${formatCount(number)}`,
    add: 'Add folder pair',
    /** What one pair leaves out besides what the profile does. */
    filters: {
      title: (number: number) => `Filters of folder pair ${formatCount(number)}`,
      none: 'No extra filters',
      excludes: (what: string) => `Excluded: ${what}`,
      onlyNamed: (names: string) => `only ${names}`,
      exclude: (number: number) => `Exclude in folder pair ${formatCount(number)}`,
      excludeHint:
        'One pattern per line, in addition to the filters under Options. !keep.tmp includes what those exclude.',
      only: (number: number) => `Only files named, in folder pair ${formatCount(number)}`,
      onlyPlaceholder: 'All names',
      onlyHint: 'Wildcards separated by commas. The names under Options have to match too, if there are any.',
    },
    removeFirst: 'Remove first pair',
    removeFirstTitle: 'Remove the pair at the top of the form; the next one takes its place',
  },

  privateKey: 'Private key',
  privateKeyPlaceholder: 'The keys in .ssh, and the agent',
  chooseKey: 'Choose the key file',
  passphrase: 'Passphrase of the key',

  deleteTitle: (name: string) => `Delete “${name}”?`,
  deleteText:
    'Deletes the profile, its password and its sync records. The files on both sides are not changed.',
  delete: 'Delete profile',
} as const;
