import { shown } from '../../../shared/format/shown.js';
import type { Message } from '../usage-error.js';
import { usageText } from './usage.js';

/** What is said of task files, and what is wrong with them. */
export const taskText = {
  correctIt: 'Correct it there.',
  at: (file: string, line: number, column: number, what: string): string =>
    `${file}, line ${line}, column ${column}: ${what}.`,

  tooLarge: 'it is too large for a task file',
  tooDeep: 'it is nested too deeply',
  notYaml: (why: string): string => `it is not valid YAML: ${why}`,
  notAMap: (what: string): string => `${what} should be a mapping (key: value)`,
  theFile: 'the file',
  theTask: (name: string): string => `the task “${name}”`,
  mergeOfItself: '“<<” refers to itself',
  aliasOfItself: 'It refers to itself too often.',
  invalidKey: (key: string): string => `invalid value for “${key}”`,
  noDryRunKey: { what: '“no_dry_run” is not a task key', advice: 'Write dry_run: false instead.' },
  unknownKey: (key: string): string => `there is no key “${key}”`,
  correctOrRemove: 'Correct or remove it there.',
  needsCommand: (task: string): string =>
    `the task “${task}” needs a command: upload, download, sync or tree`,
  localIsNoPath: (task: string): string => `“local” in the task “${task}” has to be the path of a folder`,
  needsRemote: (task: string): string => `the task “${task}” needs a remote folder`,
  rootAndHere: (task: string): string => `the task “${task}” has both root and here: choose one of them`,
  acceptsFilters: (key: string): Message => ({
    what: `“${key}” is not allowed in a task: it would accept filters that nobody has seen`,
    advice:
      'Remove it, and use --accept-ignore on the command line once you have seen what the new filters exclude.',
  }),
  oneWayOnly: (key: string, task: string): Message => ({
    what: `“${key}” can’t be used in the task “${task}”, because sync has no target side`,
    advice: 'Remove it, or use the command upload or download.',
  }),
  option: (key: string, task: string): string => `“${key}” of the task “${task}”`,

  noFile: (names: readonly string[]): Message => ({
    what: `There is no ${names.join(' or ')} here or above.`,
    advice: 'Create one, or give the two folders: evenkeel sync LOCAL REMOTE.',
  }),
  cannotOpen: (name: string, why: string): Message => ({
    what: `${name} can’t be opened: ${why}.`,
    advice: 'Check its permissions.',
  }),
  notAFile: (name: string): Message => ({
    what: `${name} is not a file.`,
    advice: 'Remove it, or give it another name.',
  }),
  ofAnotherUser: (name: string): Message => ({
    what: `${name} belongs to another user, so it is not used.`,
    advice: 'Check it. If you trust it, replace it with a copy of your own.',
  }),
  fileTooLarge: (name: string): Message => ({
    what: `${name} is larger than 1 MB, so it is not a task file.`,
    advice: 'Give it another name.',
  }),

  noTasks: 'The file has no tasks.',
  whichTask: 'Which task? The file has no default_task.',
  noTask: (name: string): string => `There is no task “${shown(name)}”.`,
  knownTasks: (names: readonly string[], meant: string | undefined): string =>
    names.length === 0
      ? taskText.noTasks
      : usageText.which(names.map(shown), meant === undefined ? undefined : shown(meant)),

  rootOrHere: { what: '--root and --here can’t be used together.', advice: 'Choose one of them.' },
  askWhere: (folder: string): string =>
    `The task belongs to ${folder}. Run it there (r), or for this folder only (h)? `,
  whereUnknown: (folder: string): Message => ({
    what: `The task belongs to ${folder}, above the current folder.`,
    advice: 'Use --root to run it there, or --here to run it for this folder only.',
  }),
  notInside: (local: string): Message => ({
    what: `This folder is not inside ${local}, the task’s folder.`,
    advice: 'Use --root.',
  }),

  usesOutside: (task: string, file: string): string =>
    `The task “${shown(task)}” in ${shown(file)} uses paths outside its folder:`,
  allowOutside: 'Allow that, until the file changes? (y/N) ',
  outsideRefused: (task: string, paths: readonly string[], asked: boolean): Message => ({
    what: `The task “${shown(task)}” uses paths outside the folder of its file (${shown(paths.join(', '))}), and nobody has allowed that.`,
    advice: asked
      ? 'Check the file, then change it or allow it.'
      : 'Check the file. If you trust it, run the task once at a terminal and allow it.',
  }),
} as const;
