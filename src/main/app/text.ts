import type { RecentWhat } from './tray/recent-changes.js';
import { formatCount, formatItems, plural } from '../../shared/format/plural.js';

/** What the application says outside its window: in menus, the tray, notifications and the system's dialogs. */
export const appText = {
  name: 'Evenkeel',
  menus: {
    closeWindow: 'Close window',
    quit: 'Quit',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    fullScreen: 'Full screen',
    develop: 'Developer',
    allProfiles: 'All profiles',
    noProfiles: 'No profiles yet',
    working: 'Working…',
    syncNow: 'Sync now',
    stop: 'Stop',
    show: 'Show',
    savePlan: 'Save plan…',
    openWindow: 'Open Evenkeel',
    neverSynced: 'Never synced',
    last: (result: string, when: string) => `${result} (${when})`,
    next: (when: string) => `Next: ${when}`,
    pause: 'Pause schedules',
    pauseForAnHour: 'For an hour',
    pauseUntilTomorrow: 'Until tomorrow',
    recent: 'Recent changes',
    recentChange: (name: string, what: RecentWhat, when: string) => `${name} ${what} (${when})`,
    waiting: (runs: number) => `${formatItems(runs, 'run')} waiting`,
    waitingRun: (name: string, words: string) => `${name}: ${words}`,
    moreWaiting: (runs: number) => `${formatCount(runs)} more…`,
    needsAttention: (name: string, words: string) => `${name}: ${words}`,
    resume: (until: string) => `Resume schedules (paused until ${until})`,
  },
  tray: {
    inSync: 'Evenkeel – everything is in sync',
    running: (what: string, percent: string | undefined) =>
      `Evenkeel – syncing ${what}${percent === undefined ? '' : ` (${percent}%)`}`,
    oneNeedsAttention: (name: string, words: string) => `Evenkeel – ${name}: ${words}`,
    someNeedAttention: (profiles: string) => `Evenkeel – ${profiles} attention`,
    paused: (until: string) => `Evenkeel – schedules are paused until ${until}`,
  },
  quitWhileSyncing: {
    message: (runs: number) => `Stop ${plural(runs, 'the sync', formatItems(runs, 'sync'))} and quit?`,
    detail: (names: string, runs: number) =>
      `${names} ${plural(runs, 'is', 'are')} being synced. Finished changes are kept; the next sync continues from there.`,
    keep: 'Keep syncing',
    stop: 'Stop and quit',
  },
  nothingToUndo: {
    what: 'There is nothing left to undo of this sync.',
    advice:
      'Its pairs of folders changed nothing, or it was undone already, or its versions are no longer kept.',
  },
  commands: {
    ask: (name: string) => `Run commands with every sync of “${name}”?`,
    detail: (before: string, after: string) =>
      [
        ...(before === '' ? [] : [`Before each sync: ${before}`]),
        ...(after === '' ? [] : [`After each sync: ${after}`]),
        'They run with your permissions, even when the profile runs by itself.',
      ].join('\n\n'),
    save: 'Save and run them',
    cancel: 'Cancel',
    refused: {
      what: 'The profile was not saved, because its commands were not allowed.',
      advice: 'Remove the commands, or save again and allow them.',
    },
  },
  messages: {
    subject: (name: string) => `Evenkeel: “${name}” needs attention`,
    body: (summary: string, when: string) => `${summary}\n\n${when}\n\nOpen Evenkeel to see what happened.`,
    test: 'This is a test. Messages of Evenkeel arrive here.',
    noMail: 'nothing says where to',
    unknown: 'something unexpected went wrong',
    checkAddress: 'Correct the address of the webhook.',
    notSent: {
      webhook: (why: string) => ({
        what: `The test message was not sent: ${why}.`,
        advice: 'Check the address of the webhook, then send it again.',
      }),
      mail: (why: string) => ({
        what: `The test message was not sent: ${why}.`,
        advice: 'Check the mail server, the encryption, and the user name and password, then send it again.',
      }),
    },
  },
  savePlan: { title: 'Save plan' },
  damagedSettings: {
    setAside: (name: string) => ({
      what: `The file with your settings was damaged and has been set aside as “${name}”.`,
      advice: 'Evenkeel is using the default settings. Check them in Settings.',
    }),
    inTheWay: (path: string) => ({
      what: `The file with your settings, “${path}”, could not be read and could not be set aside.`,
      advice: 'Check that you can read and change it, then restart Evenkeel.',
    }),
  },
  settingsNotSaved: {
    what: 'The settings could not be saved on this computer.',
    advice: 'Check that the disk is not full and that Evenkeel may write to its folder, then try again.',
  },
  connectionClosed: { what: 'The connection to the server is closed.', advice: 'Browse again.' },
  folderNotCreated: (path: string) => ({
    what: `The folder “${path}” couldn’t be created.`,
    advice: 'Check the path and that you may write there, or choose another folder.',
  }),
  crash: {
    message: 'Something unexpected went wrong inside Evenkeel.',
    detail: 'Finished changes are kept. You can continue, but it is safer to restart Evenkeel.',
    carryOn: 'Continue',
    quit: 'Quit',
  },
  links: {
    unknown: {
      message: 'This link asks for something that Evenkeel can’t do.',
      detail: 'A link can run a profile: evenkeel://run/NAME',
    },
    noProfile: (name: string) => `There is no profile named “${name}”.`,
    ask: (name: string) => `Sync “${name}” now?`,
    askDetail: 'A link asks for this. Sync only if you followed that link yourself.',
    run: 'Sync now',
    cancel: 'Cancel',
    ok: 'OK',
  },
  windowFails: {
    message: 'Evenkeel’s window keeps failing.',
    detail: 'Syncs that are running go on, and finished changes are kept. Restarting Evenkeel usually helps.',
    restart: 'Restart Evenkeel',
    openLog: 'Show log',
    quit: 'Quit',
  },
  diagnosticsCopied: {
    message: 'Diagnostics copied',
    detail:
      'Paste them into your report. They contain no passwords and no addresses of profiles, but the log may name files and servers: read it before you send it.',
    ok: 'OK',
  },
  loginNotChanged: {
    what: 'Couldn’t change whether Evenkeel starts at sign-in.',
    advice: 'Change it in the settings of your system.',
  },
  items: {
    notThere: (name: string) => `“${name}” isn’t there any more.`,
    notThereAdvice: 'Compare again to see what has changed.',
    notOpened: (name: string) => `“${name}” couldn’t be opened: no program for this kind of file is set up.`,
    openAdvice: 'Show it in its folder and open it from there.',
  },
  chooseFolder: 'Choose a folder',
  chooseKey: 'Choose a private key',
  inBackground: {
    title: 'Evenkeel keeps running in the background',
    text: 'Find it in the tray. Start it again to open its window, or choose Quit in its menu.',
  },
  noDemo: {
    what: 'The installed application comes without the demo.',
    advice: 'Start the demo from the source code: npm start -- --demo',
  },
  keyring: {
    demo: 'The demo keeps passwords only until you quit.',
    none: 'This computer has no working keyring, so passwords are kept only until you quit Evenkeel.',
    advice: {
      encrypt: 'In Settings, you can choose to save them in a file that the system encrypts.',
      install: (platform: string): string =>
        platform === 'linux'
          ? 'To keep them for longer, install and unlock a keyring such as GNOME Keyring or KDE Wallet, then restart Evenkeel.'
          : 'To keep them for longer, unlock the system’s keyring, then restart Evenkeel.',
    },
    notForgotten: {
      what: 'Not all passwords could be removed from the keyring.',
      advice: 'Unlock the keyring and try again.',
    },
  },
} as const;
