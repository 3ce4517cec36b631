import type { OptionDeclaration, OptionGroup } from '../command.js';

function filters(title: string, leftOut: string, ...more: readonly OptionDeclaration[]): OptionGroup {
  return {
    title,
    options: [
      {
        flags: '-m, --match <LIST>',
        help: 'only files whose names match one of these wildcards, separated by commas; folders are not affected',
        default: 'all files',
      },
      {
        flags: '-x, --exclude <LIST>',
        help: 'exclude files and folders whose names match one of these wildcards; with a / it matches the path',
        default: leftOut,
      },
      ...more,
    ],
  };
}

export const ACCEPT_IGNORE: OptionDeclaration = {
  flags: '--accept-ignore',
  help: 'use an .evenkeelignore that the other side added or changed; otherwise you are asked at a terminal, or the old filters stay in use',
};

export const FILTERS = filters(
  'Filters',
  '.DS_Store,.git,.hg,.svn,#recycle',
  {
    flags: '--ignore <PATTERN>',
    help: 'a line in the syntax of .evenkeelignore, after those of --exclude; repeatable, the last match counts',
    default: 'no extra lines',
    repeats: true,
  },
  ACCEPT_IGNORE,
  {
    flags: '--hidden <CHOICE>',
    help: 'include or exclude names that start with a dot',
    choices: ['include', 'exclude'],
    default: 'include',
  },
  {
    flags: '--system <CHOICE>',
    help: 'include or exclude system files, such as Thumbs.db',
    choices: ['include', 'exclude'],
    default: 'include',
  },
  { flags: '--min-size <SIZE>', help: 'exclude files smaller than this, such as 1k', default: 'no limit' },
  { flags: '--max-size <SIZE>', help: 'exclude files larger than this, such as 2 GB', default: 'no limit' },
  { flags: '--min-age <DAYS>', help: 'exclude files changed within this many days', default: 'no limit' },
  {
    flags: '--max-age <DAYS>',
    help: 'exclude files changed more than this many days ago',
    default: 'no limit',
  },
  {
    flags: '--links <CHOICE>',
    help: 'symbolic links: skip, follow, or (between two local folders) copy as links',
    choices: ['skip', 'follow', 'copy'],
    default: 'skip',
  },
);

/** Which files of a folder are shown. */
export const SHOWN = filters('What is shown', 'nothing');

/** How files are compared. */
export const COMPARING: OptionGroup = {
  title: 'Comparing',
  options: [
    {
      flags: '--first-sync <POLICY>',
      help: 'which side wins if files differ at the first sync',
      choices: ['newer', 'ask', 'local', 'remote'],
      default: 'ask',
    },
    {
      flags: '--compare <HOW>',
      help: 'compare files by time and size, by size alone, or by content',
      choices: ['time', 'size', 'content'],
      default: 'time',
    },
    {
      flags: '--case <RULE>',
      help: 'names that differ only in case: an error, different files, or one file with the spelling of that side',
      choices: ['stop', 'strict', 'local', 'remote'],
      default: 'stop',
    },
    {
      flags: '--permissions <CHOICE>',
      help: 'whether to copy file permissions, if both sides support them',
      choices: ['leave', 'keep'],
      default: 'leave',
    },
  ],
};

function conflicts(...choices: readonly string[]): OptionGroup {
  return {
    title: 'Resolving conflicts',
    options: [
      {
        flags: '--resolve <STRATEGY>',
        help: choices.includes('new')
          ? 'how to resolve conflicts; old and new cannot decide between files with the same time, or between an edit and a deletion; keep-both renames one of the two files and copies both; merge merges two texts whose changes since the last sync do not overlap'
          : 'how to resolve conflicts',
        choices,
        default: 'ask',
      },
    ],
  };
}

export const EITHER_WINS = conflicts('old', 'new', 'local', 'remote', 'keep-both', 'merge', 'skip', 'ask');

const REPORT_PROBLEMS: OptionDeclaration = {
  flags: '--report-problems',
  help: 'exit with 10 if something was left unresolved',
};
export const PROGRESS: OptionDeclaration = {
  flags: '--progress',
  help: 'show progress even without a terminal, one line every five seconds',
};
const YES: OptionDeclaration = {
  flags: '--yes',
  help: 'continue even if more would be deleted than --max-delete allows',
};
const DRY_RUN: OptionDeclaration = {
  flags: '-n, --dry-run',
  help: 'only show what would be done; change nothing at all',
};
const ONLY: OptionDeclaration = {
  flags: '--only <PATH>',
  help: 'sync only this file or folder, a path inside LOCAL; repeatable. LOCAL and REMOTE must have been synced before',
  default: 'everything',
  repeats: true,
};
const MAX_DELETE: OptionDeclaration = {
  flags: '--max-delete <N>',
  help: 'the deletion limit: stop, or ask at a terminal, if more files or a larger share of them (such as 25%) would be deleted on one side; 20,25% needs both exceeded',
  default: '10 files and 25%, both exceeded',
};
const VERSIONS: readonly OptionDeclaration[] = [
  {
    flags: '--versions',
    help: 'keep versions of replaced and deleted files, for 30 days and up to 1 GB on each side (the default)',
  },
  { flags: '--no-versions', help: 'keep no versions of replaced and deleted files' },
  { flags: '--versions-days <N>', help: 'how many days to keep versions', default: '30' },
  {
    flags: '--versions-size <SIZE>',
    help: 'how much space versions may take on each side',
    default: '1024 MB',
  },
];

/** For servers that restrict which files Evenkeel can write, and how. */
const OWN_FILES: readonly OptionDeclaration[] = [
  {
    flags: '--versions-in <PATH>',
    help: 'where to keep versions on the remote side: the full path of a folder that your web server does not publish',
    default: 'the root of the remote folder',
  },
  {
    flags: '--own-names <PATTERN>',
    help: 'names for Evenkeel’s own files beside yours, such as ek_*.tmp if names with a dot or other endings are forbidden',
    default: '.evenkeel-*',
  },
  {
    flags: '--no-lock',
    help: 'do not lock the folders: make sure that nobody else syncs them at the same time',
  },
  {
    flags: '--in-place',
    help: 'for servers that forbid renaming: write files under their real names. Visitors can see half a file, and no versions are kept there',
  },
];

export const ONE_WAY: OptionGroup = {
  title: 'On the target side',
  options: [
    { flags: '--force', help: 'overwrite what was changed there, restore what was deleted there' },
    { flags: '--delete', help: 'delete there what the source side does not have' },
    {
      flags: '--delete-unmatched',
      help: 'also delete there what the filters exclude; implies --delete',
    },
  ],
};

export const RUNNING: OptionGroup = {
  title: 'Running',
  options: [
    DRY_RUN,
    ONLY,
    { flags: '--create-folder', help: 'create the remote folder if it is missing (the last level only)' },
    PROGRESS,
    REPORT_PROBLEMS,
    YES,
    MAX_DELETE,
    ...VERSIONS,
    ...OWN_FILES,
    {
      flags: '--migrate',
      help: 'remove pyftpsync’s records from both folders once everything is in sync, unless they include other folders',
    },
  ],
};

export const UPLOAD_GROUPS: readonly OptionGroup[] = [
  conflicts('local', 'skip', 'ask'),
  ONE_WAY,
  COMPARING,
  FILTERS,
  RUNNING,
];

export const DOWNLOAD_GROUPS: readonly OptionGroup[] = [
  conflicts('remote', 'skip', 'ask'),
  ONE_WAY,
  COMPARING,
  FILTERS,
  RUNNING,
];

export const SYNC_GROUPS: readonly OptionGroup[] = [EITHER_WINS, COMPARING, FILTERS, RUNNING];

/** What `watch` goes by: `DRY_RUN` would do nothing for ever, and nobody is asked. */
export const WATCH_GROUPS: readonly OptionGroup[] = [
  EITHER_WINS,
  ONE_WAY,
  COMPARING,
  FILTERS,
  {
    ...RUNNING,
    options: RUNNING.options.filter(
      (option) => option !== DRY_RUN && option !== ONLY && option !== REPORT_PROBLEMS,
    ),
  },
];

const MODE: OptionGroup = {
  title: 'Mode',
  options: [
    {
      flags: '--mode <MODE>',
      help: 'the command it is for',
      choices: ['sync', 'upload', 'download'],
      default: 'sync',
    },
  ],
};

/** How to compare, without a run after it. */
export const COMPARING_GROUPS: readonly OptionGroup[] = [MODE, EITHER_WINS, ONE_WAY, COMPARING, FILTERS];

/** How to compare by content, and to repair what differs. */
export const VERIFYING_GROUPS: readonly OptionGroup[] = [
  {
    title: 'Repairing',
    options: [
      { flags: '--repair', help: 'repair what differs, with a run' },
      DRY_RUN,
      PROGRESS,
      YES,
      MAX_DELETE,
      ...VERSIONS,
    ],
  },
  MODE,
  EITHER_WINS,
  ONE_WAY,
  { ...COMPARING, options: COMPARING.options.filter(({ flags }) => !flags.startsWith('--compare')) },
  FILTERS,
];

/** What a plan says of the run that it is for. */
export const PLANNING: OptionGroup = {
  title: 'Running it later',
  options: [
    {
      flags: '--out <FILE>',
      help: 'save the plan in a file, for evenkeel apply to run',
      default: 'not saved',
    },
    MAX_DELETE,
    ...VERSIONS,
    ...OWN_FILES,
  ],
};

/** How a saved plan is run. */
export const APPLYING: OptionGroup = {
  title: 'Running',
  options: [DRY_RUN, PROGRESS, REPORT_PROBLEMS, YES],
};

/** How something is restored. */
export const RESTORING: OptionGroup = {
  title: 'Restoring',
  options: [
    { flags: '-n, --dry-run', help: 'only show what would be restored; change nothing at all' },
    { flags: '--yes', help: 'restore without asking' },
    REPORT_PROBLEMS,
    ...OWN_FILES,
  ],
};

/** How a comparison without a run reports. */
export const COMPARED: OptionGroup = { title: 'Ending', options: [PROGRESS, REPORT_PROBLEMS] };
