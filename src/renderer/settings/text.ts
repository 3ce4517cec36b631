import { formatItems } from '../../shared/format/plural.js';
import type { Settings } from '../../shared/settings.js';

/** The text of the dialogs *Settings* and *About*. */
export const settingsText = {
  title: 'Settings',
  general: 'General',
  theme: 'Theme',
  themes: { system: 'Same as system', light: 'Light', dark: 'Dark' } satisfies Record<
    Settings['theme'],
    string
  >,
  notifications: 'Notifications about background syncs',
  notificationKinds: {
    all: 'For every sync',
    problems: 'Only when something needs attention',
    none: 'None',
  } satisfies Record<Settings['notifications'], string>,
  closing: 'When the window is closed',
  closings: {
    background: 'Keep running in the tray',
    quit: 'Quit Evenkeel',
  } satisfies Record<Settings['closing'], string>,
  startAtLogin: 'Start in the background when I sign in to this computer',
  passwords: 'Passwords',
  inKeyring: 'Kept in the system keyring.',
  withoutKeyring: 'Without a system keyring',
  withoutKeyringChoices: {
    session: 'Keep them until I quit',
    encrypted: 'Save them in an encrypted file',
  } satisfies Record<Settings['withoutKeyring'], string>,
  encryptedHint:
    'The system encrypts the file for your account. The command line can’t read it: give it passwords with EVENKEEL_PASSWORD, .netrc or --prompt.',
  forget: 'Forget all passwords…',
  forgetSure: 'Forget the passwords and passphrases of all profiles, and those saved by the command line?',
  forgetNow: 'Forget all',
  forgotten: 'All passwords are forgotten.',
  checkForUpdates: 'Check for new versions once a day',
  history: 'History',
  historyDays: 'Days to keep the history',
  historyHint:
    'From 1 to 3,650, for up to 5,000 syncs of a profile; its last 50 are always kept. Empty to keep all.',
  limits: 'Limits for every sync',
  speed: 'Speed limit per second',
  speedHint: 'For example 500 kB or 2 MB. Empty for no limit.',
  connections: 'Connections to a server',
  connectionsHint: 'Overrides higher numbers in profiles. Empty for no limit.',
  newProfiles: 'New profiles',
  newConnections: 'Connections',
  keepVersions: 'Keep files that a sync replaces or deletes',
  versionDays: 'Days to keep them',
  versionMegabytes: 'Megabytes to keep on each side',
  newHint: 'Leave empty for an automatic number. Existing profiles stay as they are.',
  logs: 'Logs',
  showLogs: 'Show logs',
  save: 'Save',
  cancel: 'Cancel',

  about: {
    title: 'About Evenkeel',
    version: (version: string) => `Version ${version}`,
    what: 'Keeps a local folder and a server folder in sync over FTP, FTPS and SFTP.',
    licence: 'Evenkeel is free software under the MIT licence.',
    parts: (count: number) => `Built with ${formatItems(count, 'package')}`,
    list: 'Third-party licences',
    noText: 'The package does not include the text of its licence.',
    loading: 'Reading the licences…',
    close: 'Close',
  },
} as const;
