import { formatItems, plural } from '../../../shared/format/plural.js';
import { formatSize } from '../../../shared/format/size.js';
import type { ImportProgram } from './found.js';

/** How programs are called, and where an import comes from that is of none. */
export const PROGRAM_NAMES: Readonly<Record<ImportProgram, string>> = {
  evenkeel: 'Evenkeel',
  pyftpsync: 'pyftpsync',
  filezilla: 'FileZilla',
  winscp: 'WinSCP',
  freefilesync: 'FreeFileSync',
  rclone: 'rclone',
  ssh: 'OpenSSH',
  netrc: '.netrc',
  'vscode-sftp': 'SFTP for VS Code',
  address: 'Clipboard',
};

/** How many items of a list are named. */
const NAMED = 5;

function list(items: readonly string[]): string {
  const more = items.length - NAMED;
  const named = items.slice(0, NAMED).join(', ');
  return more > 0 ? `${named} and ${more} more` : named;
}

/** What is said about profiles that are to be imported. */
export const importText = {
  title: 'Choose a file with profiles',
  notKnown: (file: string) => ({
    what: `Evenkeel can’t import “${file}”.`,
    advice:
      'Choose a file from Evenkeel, FileZilla, WinSCP, FreeFileSync, pyftpsync, rclone, OpenSSH or SFTP for VS Code, or a .netrc file.',
  }),
  damaged: (file: string, program: string) => ({
    what: `“${file}” looks like a file from ${program}, but it is damaged.`,
    advice: `Save or export it again in ${program}, then import it.`,
  }),
  encrypted: (file: string, program: string) => ({
    what: `“${file}” is encrypted with a password.`,
    advice: `Remove the password in ${program}, import the file, then set the password again.`,
  }),
  noAddress: {
    what: 'There is no server address on the clipboard any more.',
    advice: 'Copy an address that begins with ftp://, ftps:// or sftp://, then try again.',
  },
  /** What comes along. */
  taken: {
    direction: {
      'two-way': 'Two-way sync',
      'mirror-to-server': 'Mirror to the remote folder; extra files there are deleted',
      'mirror-from-server': 'Mirror from the remote folder; extra files here are deleted',
      update: 'Upload new and changed files, never delete',
    },
    upload: (deletes: boolean) =>
      `Upload only${deletes ? '; extra files in the remote folder are deleted' : ''}`,
    download: (deletes: boolean) =>
      `Download only${deletes ? '; extra files in the local folder are deleted' : ''}`,
    pairs: (more: number) => formatItems(more, 'more pair of folders', 'more pairs of folders'),
    ofPair: (name: string, words: string) =>
      `In “${name}”: ${words[0]?.toLowerCase() ?? ''}${words.slice(1)}`,
    userName: (name: string) => `User name: ${name}`,
    secrets: (secrets: string, place: 'keyring' | 'encrypted' | 'session') =>
      ({
        keyring: `${secrets}: saved in the system keyring`,
        encrypted: `${secrets}: saved in a file that the system encrypts`,
        session: `${secrets}: kept until you quit, because there is no system keyring`,
      })[place],
    secret: { password: 'Password', passphrase: 'Passphrase of the key', proxy: 'Proxy password' },
    keyFile: (path: string) => `Private key: ${path}`,
    proxy: (url: string) => `Proxy: ${url}`,
    patterns: (count: number) => `Excludes: ${formatItems(count, 'pattern')}`,
    onlyNames: (names: readonly string[]) => `Only files named ${list(names)}`,
    comparison: { content: 'Compares file contents', size: 'Compares file sizes only' },
    largerThan: (bytes: number) => `Only files of ${formatSize(bytes)} or more`,
    smallerThan: (bytes: number) => `Only files up to ${formatSize(bytes)}`,
    olderThan: (days: number) => `Only files changed ${formatItems(days, 'day')} ago or earlier`,
    newerThan: (days: number) => `Only files changed in the last ${formatItems(days, 'day')}`,
    versions: (days: number) => `Keeps versions for ${formatItems(days, 'day')}`,
  },
  note: {
    commands: (program: string) => `Commands set in ${program} are never imported.`,
    masterPassword: (program: string) =>
      `Password left out: it is encrypted with ${program}’s master password. You’ll be asked for it when you connect.`,
    secretUnreadable: 'Password left out: it can’t be read. You’ll be asked for it when you connect.',
    inlineKey:
      'Private key left out: it is in the file itself. Save it as its own file and choose that in the profile.',
    keyPath: (path: string) => `Private key left out: “${path}” is not a file path on this computer.`,
    tunnel: 'The connection through another server is left out. Set it up with ProxyJump in ~/.ssh/config.',
    proxy: 'Proxy left out: only SOCKS5 and HTTP proxies are supported.',
    tlsRequired:
      'TLS is required. FileZilla falls back to an unencrypted connection; if this server has no TLS, change ftps:// to ftp://.',
    protocolGuessed:
      'The file doesn’t say how to connect, so FTP with TLS is used. Change ftps:// to sftp:// or ftp:// if needed.',
    scp: 'Uses SFTP; SCP is not supported.',
    sshConfig: 'Host name, user name and keys are read from ~/.ssh/config for every connection.',
    certificateCheck: (program: string) =>
      `Certificates and host keys are checked, although ${program} was set not to.`,
    encoding: (name: string) => `File name encoding “${name}” left out; UTF-8 is used.`,
    timeZone: 'The time offset of the server is left out.',
    account: 'The FTP account is left out.',
    relativeRemote: (path: string) =>
      `Remote folder “${path}” left out: it is not a full path. The sign-in folder is used; change it before you sync.`,
    noLocalFolder: (path: string) => `“${path}” is not a folder on this computer.`,
    directions:
      'These custom directions have no exact match. Check the direction of the profile before you sync.',
    includeFilter: (filters: readonly string[]) =>
      `Include filters left out: ${list(filters)}. The profile syncs everything that is not excluded.`,
    fileOnlyFilter: (filters: readonly string[]) => `These filters also apply to folders: ${list(filters)}`,
    unfitFilter: (filters: readonly string[]) =>
      `Filters left out because they can’t match anything: ${list(filters)}`,
    ageFilter: 'The filter by calendar date is left out.',
    ignoreFile: (path: string) =>
      `Ignore file “${path}” left out. Copy its lines to a file named .evenkeelignore in the local folder.`,
    links: 'Symbolic links are skipped: they can’t be copied to a server.',
    timeShift: 'The setting to ignore time shifts is left out.',
    versionsKept: 'The recycle bin is not used: replaced and deleted files are kept as versions for 30 days.',
    versionsFolder: (path: string) =>
      `The versioning folder${path === '' ? '' : ` “${path}”`} is not used: versions are kept in .evenkeel-versions on each side.`,
    whenSaved:
      'Files are not uploaded when you save them. Turn on a schedule in the profile if you want that.',
    unused: (settings: readonly string[]) =>
      `Other ${plural(settings.length, 'setting', 'settings')} left out: ${list(settings)}`,
  },
  skipped: {
    protocol: (name: string) => `${name} is not supported.`,
    address: 'The server address is not valid.',
    twoServers: 'Both folders are on servers; one has to be on this computer.',
    noFolder: 'A folder is missing or not on this computer.',
    tree: 'This task lists folders and syncs nothing.',
    unfit: 'It contains values that are not valid.',
  },
} as const;
