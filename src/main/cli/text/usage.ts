import { formatItems, plural } from '../../../shared/format/plural.js';
import { shown } from '../../../shared/format/shown.js';
import type { Overlap } from '../../profiles/overlap.js';
import type { Message } from '../usage-error.js';

const FOLDERS = 'Use ftp://, ftps:// or sftp:// with a server and a folder, or the path of a local folder.';
const LOCAL_FIRST = 'Give the local folder first, then the remote one.';
const SEE_HISTORY = 'See evenkeel history for a list.';

const OVERLAPS: Readonly<Record<Overlap, string>> = {
  same: 'LOCAL and REMOTE are the same folder.',
  'second-inside-first': 'REMOTE is inside LOCAL.',
  'first-inside-second': 'LOCAL is inside REMOTE.',
};

/** What is wrong with a command line, and what to type instead. */
export const usageText = {
  suggestion: (meant: string): string => `Did you mean ${meant}?`,
  seeHelp: 'See evenkeel --help.',
  which: (names: readonly string[], meant: string | undefined): string =>
    `${meant === undefined ? '' : `${usageText.suggestion(meant)} `}There are: ${names.join(', ')}.`,

  onlyOutside: (path: string, local: string): Message => ({
    what: `--only: “${path}” is not inside the local folder.`,
    advice: `Name a file or folder in ${local}; a relative path starts there.`,
  }),
  localEmpty: { what: 'LOCAL is empty.', advice: 'Use . for the current folder.' },
  localIsUrl: (text: string): Message => ({
    what: `LOCAL has to be a local folder, not “${text}”.`,
    advice: LOCAL_FIRST,
  }),
  localLooksLikeAddress: {
    what: 'LOCAL has to be a folder on this computer, but looks like a server address.',
    advice: `${LOCAL_FIRST} If it is a local path, start it with ./ or /.`,
  },
  remoteEmpty: { what: 'REMOTE is empty.', advice: FOLDERS },
  remoteInvalid: (what: string): Message => ({ what, advice: FOLDERS }),
  notAnAddress: (text: string): string => `“${text}” is not a valid address.`,
  notAPort: (text: string): string => `“${text}” is not a port number (1 to 65535).`,
  signInUnreadable:
    'The address can’t be read. In a user name or password, / is written %2F, ? is written %3F and # is written %23.',
  overlap: (overlap: Overlap): Message => ({
    what: OVERLAPS[overlap],
    advice: 'Give two folders that don’t contain each other.',
  }),

  whichFolders: {
    what: 'Which folders?',
    advice: 'Give both, LOCAL REMOTE, or a profile with --profile NAME.',
  },
  whichFolder: { what: 'Which folder?', advice: 'Give REMOTE, or a profile with --profile NAME.' },
  profileHasFolders: (operand: string): Message => ({
    what: 'A profile already defines its folders.',
    advice:
      operand === ''
        ? 'With --profile, give no folders.'
        : `With --profile, give no folders, only ${operand} if needed.`,
  }),
  profileHasMode: {
    what: 'A profile already defines its folders and mode.',
    advice: 'Use either --profile NAME, or LOCAL REMOTE.',
  },

  invalidOption: (option: string, advice: string): Message => ({
    what: `Invalid value for ${option}.`,
    advice,
  }),
  noOption: (option: string, meant: string | undefined): Message => ({
    what: `There is no option ${option} here.`,
    advice: meant === undefined ? 'See --help for a list.' : usageText.suggestion(meant),
  }),
  notInAction: (unread: string, command: string): Message => ({
    what: `There is no ${unread} in ${command}.`,
    advice: `See evenkeel ${command.split(' ')[0] ?? ''} --help.`,
  }),

  resolveAgainstMode: (
    option: string,
    choice: string,
    mode: string,
    choices: readonly string[],
  ): Message => ({
    what: `${option} ${choice} would change the side that ${mode} never changes.`,
    advice: `Use one of ${choices.join(', ')}.`,
  }),
  oneWayOnly: (option: string): Message => ({
    what: `${option} can’t be used with sync, which has no target side.`,
    advice: 'Use upload or download.',
  }),
  deadPattern: (option: string, why: string): Message => ({
    what: `One of the wildcards of ${option} can never match anything.`,
    advice: why,
  }),

  noRun: (wanted: string): Message => ({
    what: `These folders have no run “${shown(wanted)}”.`,
    advice: SEE_HISTORY,
  }),
  severalRuns: (wanted: string): Message => ({
    what: `“${shown(wanted)}” could be more than one run.`,
    advice: 'Type more letters.',
  }),
  nothingToUndo: { what: 'No run has changed anything in these folders.', advice: SEE_HISTORY },
  notUndoable: (run: string): Message => ({
    what: `The run ${run} changed nothing that can be undone.`,
    advice: SEE_HISTORY,
  }),
  limit: 'Use a whole number of runs, such as 20.',
  only: (ends: readonly string[]): string => `Use one or more of ${ends.join(', ')}.`,

  versionNumber: 'Use a number as listed by evenkeel versions.',
  restoreWhich: { what: 'Restore which file?', advice: 'Give its path, relative to the two folders.' },
  noVersion: (path: string, number: number | undefined): Message => ({
    what:
      number === undefined
        ? `No versions of “${shown(path)}” are kept.`
        : `“${shown(path)}” has no version ${number}.`,
    advice: 'See evenkeel versions for a list.',
  }),

  noProfilesAction: (action: string, actions: readonly string[]): Message => ({
    what: `There is no action “${action}” for profiles.`,
    advice: `Use one of ${actions.join(', ')}.`,
  }),
  listTakesNoName: (name: string): Message => ({
    what: 'profiles list takes no name.',
    advice: `To see one, use evenkeel profiles show ${name}.`,
  }),
  whichProfile: (action: 'show' | 'run'): Message => ({
    what: `Which profile should be ${action === 'run' ? 'run' : 'shown'}?`,
    advice: 'See evenkeel profiles for a list.',
  }),
  onlyForProfilesRun: (option: string, action: string): Message => ({
    what: `There is no ${option} in profiles ${action}.`,
    advice: 'It is for profiles run.',
  }),
  noProfile: (wanted: string, names: readonly string[], meant: string | undefined): Message => ({
    what: `There is no profile “${wanted}”.`,
    advice: names.length === 0 ? 'The application has no profiles yet.' : usageText.which(names, meant),
  }),
  severalProfiles: (wanted: string, names: readonly string[]): Message => ({
    what: `“${wanted}” could be more than one profile.`,
    advice: usageText.which(names, undefined),
  }),
  noPair: (wanted: string, folders: readonly string[]): Message => ({
    what: `The profile has no pair with the folder “${shown(wanted)}”.`,
    advice: usageText.which(folders, undefined),
  }),
  severalPairs: (wanted: string, folders: readonly string[]): Message => ({
    what: `“${shown(wanted)}” could be more than one pair of folders.`,
    advice: usageText.which(folders, undefined),
  }),
  whichPair: (folders: readonly string[]): Message => ({
    what: 'The profile has several pairs of folders.',
    advice: `Choose one with --pair. ${usageText.which(folders, undefined)}`,
  }),
  runOfOnePair: {
    what: 'That run was not part of a sync of several pairs of folders.',
    advice: 'Undo it without --all-pairs.',
  },
  allPairsOfNoProfile: {
    what: '--all-pairs is about a profile with several pairs of folders.',
    advice: 'Name the profile with --profile, without --pair.',
  },
  pairOfNoProfile: {
    what: '--pair chooses one of the pairs of a profile.',
    advice: 'Name the profile with --profile.',
  },
  pairsNotReached: (count: number): string =>
    `${formatItems(count, 'pair of folders', 'pairs of folders')} on the same server ${plural(count, 'was', 'were')} not tried.`,
  damagedProfiles: (count: number): string =>
    `${count === 1 ? 'One profile is' : `${count} profiles are`} damaged and skipped. Start the application: it sets damaged ${plural(count, 'profile', 'profiles')} aside.`,
  profilesFile: (file: string, trouble: 'damaged' | 'unreadable'): Message => ({
    what: `The file with the profiles of the application, “${file}”, ${trouble === 'damaged' ? 'is damaged' : 'could not be read'}.`,
    advice: 'Start the application once: it sets damaged files aside. Or give the two folders instead.',
  }),

  noCompletion: (name: string, shells: readonly string[]): Message => ({
    what: `There is no completion for “${name}”.`,
    advice: `Use one of ${shells.join(', ')}.`,
  }),
  logUnwritable: (path: string): Message => ({
    what: `Can’t write the log “${path}”.`,
    advice: 'Choose a file in a folder you can write to.',
  }),
  planOfAProgram: {
    what: 'The plan was made by a program for its own targets.',
    advice: 'Run it with that program.',
  },
} as const;

/** What an option takes, for somebody who gave it something else, on the command line or in a file of tasks. */
export const optionValueText = {
  flag: 'Use true or false.',
  wildcards: 'Use wildcards separated by commas.',
  value: 'Give it a value.',
  connections: 'Use a whole number from 1 to 32, or auto.',
  rate: 'Use bytes a second, at least 1Ki, such as 500k or 2M.',
  size: 'Use a size such as 500, 10 kB, 1.5 MB or 2 GiB.',
  age: 'Use whole days, from 1 to 36,500, such as 30, 30d or 2 weeks.',
  days: 'Use a whole number of days from 1 to 3,650.',
  megabytes: 'Use a size from 1 MB to 10,000 GB, such as 500 MB or 2 GB.',
  patterns: 'Use a line in the syntax of .evenkeelignore, or a list of such lines.',
  proxy:
    'Write it like socks5://host:1080 or http://host:3128, with USER@ before the host if the proxy needs a sign-in, or none.',
  encoding: 'Use the name of an encoding, such as utf-8, windows-1252 or shift_jis.',
  maxDelete: 'Use a number of files such as 20, a share such as 25%, or both: 20,25%.',
  fingerprint: 'Use the 64 hexadecimal digits of the SHA-256 fingerprint.',
  parts: 'Use a path inside the local folder, or a list of such paths.',
  oneOf: (choices: readonly string[]): string => `Use one of ${choices.join(', ')}.`,
} as const;
