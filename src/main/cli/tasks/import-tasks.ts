import { resolve } from 'node:path';
import { makeFound, skip, type DescribedRemote } from '../../profiles/imports/make-found.js';
import type { Found, ImportNote, ImportPlace } from '../../profiles/imports/found.js';
import { parseRemote } from '../../../shared/profile/remote.js';
import { readOptions, type Options } from '../options/read-options.js';
import { checkRequest, profileOptionsOf, proxyOf } from '../sync/request.js';
import { UsageError } from '../usage-error.js';
import { keyOf, type Task } from './read-task.js';
import { readTaskFile, TASK_FILES } from './task-file.js';

/** What is about one run or the command line, or would make a profile trust a server or pass a limit by itself. */
const UNUSED = [
  'log',
  'stateDir',
  'trust',
  'yes',
  'migrate',
  'createFolder',
] as const satisfies readonly (keyof Options)[];

/**
 * The tasks of a `pyftpsync.yaml` (or `evenkeel.yaml`) as profiles, for somebody who moves to the window; `undefined` where the file cannot be
 * read. Never throws.
 */
export function importTasks(text: string, place: ImportPlace): readonly Found[] | undefined {
  try {
    // By its name, it is known which YAML it is in.
    const file = TASK_FILES.find((name) => place.file.endsWith(name)) ?? 'pyftpsync.yaml';
    const { tasks } = readTaskFile(text, file);
    return [...tasks].map(([name, task]) =>
      task instanceof UsageError ? unfit(name, task) : importTask(task, place),
    );
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}

function importTask(task: Task, { folder }: ImportPlace): Found {
  const { name, command } = task;
  if (command === 'tree') return skip(name, { kind: 'tree' });
  const parsed = parseRemote(task.remote);
  if (parsed.kind === 'invalid') return skip(name, { kind: 'address' });
  const { address, userName, password } = parsed;
  try {
    const { identity, ...others } = readOptions(task.options);
    // Paths count from the folder of the file.
    const options: Options = {
      ...others,
      ...(identity === undefined ? {} : { identity: resolve(folder, identity) }),
    };
    checkRequest({ mode: command, options }, keyOf);
    const all = profileOptionsOf(options, address);
    const remote: DescribedRemote =
      address.kind === 'server' ? address : { kind: 'folder', path: resolve(folder, address.path) };
    return makeFound({
      name,
      localFolder: resolve(folder, task.local),
      remote,
      userName,
      mode: command,
      deleteExtra: command !== 'two-way' && (options.delete === true || options.deleteUnmatched === true),
      options: all,
      secrets: { password, proxy: proxyOf(options, all)?.password ?? '' },
      notes: notesOf(options),
    });
  } catch (error) {
    if (error instanceof UsageError) return unfit(name, error);
    throw error;
  }
}

function notesOf(options: Options): readonly ImportNote[] {
  const unused = UNUSED.filter((key) => options[key] !== undefined).map(keyOf);
  return [
    ...(options.verifyHostKeys === false ? [{ kind: 'certificate-check' } as const] : []),
    ...(unused.length === 0 ? [] : [{ kind: 'unused', settings: unused } as const]),
  ];
}

function unfit(name: string, error: UsageError): Found {
  return skip(name, { kind: 'task', why: error.what });
}
