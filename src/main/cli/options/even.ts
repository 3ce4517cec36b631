import type { OptionDeclaration, OptionGroup } from '../command.js';

const MATCH: OptionDeclaration = {
  flags: '-m, --match <LIST>',
  help: 'only files whose names fit one of these wildcards, separated by commas',
};
const EXCLUDE: OptionDeclaration = {
  flags: '-x, --exclude <LIST>',
  help: 'no files and folders whose names fit one of these wildcards; one with a / is about the path (.DS_Store,.git,.hg,.svn,#recycle)',
};

export const FILTERS: OptionGroup = { title: 'What takes part', options: [MATCH, EXCLUDE] };

const SHARED_DECIDING: readonly OptionDeclaration[] = [
  {
    flags: '--first-sync <POLICY>',
    help: 'what happens to files that differ when the two folders meet for the first time (ask)',
    choices: ['newer', 'ask', 'local', 'remote'],
  },
  {
    flags: '--compare <HOW>',
    help: 'what tells whether two files are the same (time, which is time and size)',
    choices: ['time', 'size', 'content'],
  },
  {
    flags: '--case <RULE>',
    help: 'names that differ only in case: an error, different names, or one name as spelled on that side (stop)',
    choices: ['stop', 'strict', 'local', 'remote'],
  },
];

function resolve(...choices: readonly string[]): OptionDeclaration {
  return { flags: '--resolve <STRATEGY>', help: 'how conflicts are settled (ask)', choices };
}

export const REPORT_PROBLEMS: OptionDeclaration = {
  flags: '--report-problems',
  help: 'end with 10 where something was left unresolved',
};
export const PROGRESS: OptionDeclaration = {
  flags: '--progress',
  help: 'tell of the progress even where nobody looks at a terminal',
};
export const YES: OptionDeclaration = {
  flags: '--yes',
  help: 'go on although many files would be deleted',
};
const MAX_DELETE: OptionDeclaration = {
  flags: '--max-delete <N>',
  help: 'stop where more files, or a larger share such as 25%, would be deleted on one side (more than 10 and 25%)',
};
const VERSIONS: readonly OptionDeclaration[] = [
  { flags: '--versions', help: 'keep what is replaced or deleted, for undo (as it is without saying so)' },
  { flags: '--no-versions', help: 'keep nothing of what is replaced or deleted' },
];

const ONE_WAY: readonly OptionDeclaration[] = [
  { flags: '--force', help: 'overwrite what changed on the target side, restore what was deleted there' },
  { flags: '--delete', help: 'delete on the target side what the source side does not have' },
  {
    flags: '--delete-unmatched',
    help: 'with --delete, which it implies: also delete there what is left out by name',
  },
];

export const RUNNING: OptionGroup = {
  title: 'Running',
  options: [
    { flags: '-n, --dry-run', help: 'only tell what would be done; changes nothing at all' },
    { flags: '--create-folder', help: 'make the last level of the remote folder where it is missing' },
    PROGRESS,
    REPORT_PROBLEMS,
    YES,
    MAX_DELETE,
    ...VERSIONS,
    { flags: '--migrate', help: 'for pyftpsync’s sake: its records are taken over by themselves' },
  ],
};

export const UPLOAD_GROUPS: readonly OptionGroup[] = [
  { title: 'Deciding', options: [...ONE_WAY, resolve('local', 'skip', 'ask'), ...SHARED_DECIDING] },
  FILTERS,
  RUNNING,
];

export const DOWNLOAD_GROUPS: readonly OptionGroup[] = [
  { title: 'Deciding', options: [...ONE_WAY, resolve('remote', 'skip', 'ask'), ...SHARED_DECIDING] },
  FILTERS,
  RUNNING,
];

export const SYNC_GROUPS: readonly OptionGroup[] = [
  {
    title: 'Deciding',
    options: [resolve('old', 'new', 'local', 'remote', 'skip', 'ask'), ...SHARED_DECIDING],
  },
  FILTERS,
  RUNNING,
];

const MODE: OptionDeclaration = {
  flags: '--mode <MODE>',
  help: 'what the plan is for: the command of that name (sync)',
  choices: ['sync', 'upload', 'download'],
};

/** What a comparison goes by that is followed by no run. */
export const COMPARING_GROUPS: readonly OptionGroup[] = [
  {
    title: 'Deciding',
    options: [MODE, ...ONE_WAY, resolve('old', 'new', 'local', 'remote', 'skip', 'ask'), ...SHARED_DECIDING],
  },
  FILTERS,
];

/** What a plan says of the run that it is for. */
export const PLANNING: OptionGroup = {
  title: 'Running it later',
  options: [
    { flags: '--out <FILE>', help: 'save the plan in a file, for evenkeel apply to run' },
    MAX_DELETE,
    ...VERSIONS,
  ],
};

/** How a plan that is there already is run. */
export const APPLYING: OptionGroup = {
  title: 'Running',
  options: [
    { flags: '-n, --dry-run', help: 'only tell what would be done; changes nothing at all' },
    PROGRESS,
    REPORT_PROBLEMS,
    YES,
  ],
};

/** How something is put back. */
export const PUTTING_BACK: OptionGroup = {
  title: 'Running',
  options: [
    { flags: '-n, --dry-run', help: 'only tell what would be put back; changes nothing at all' },
    { flags: '--yes', help: 'put it back without asking' },
    REPORT_PROBLEMS,
  ],
};

/** How a comparison ends that is followed by no run. */
export const COMPARED: OptionGroup = { title: 'Ending', options: [PROGRESS, REPORT_PROBLEMS] };
