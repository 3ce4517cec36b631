import { dirname, relative, resolve, sep } from 'node:path';
import { throwIfStopped } from '../../../shared/problem-error.js';
import { shown } from '../../../shared/format/shown.js';
import type { Given, GivenOptions } from '../command.js';
import { even } from '../sync/sync.js';
import { checkRequest } from '../sync/request.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { nearest } from '../nearest.js';
import { longName, readOptions, type Options } from '../options/read-options.js';
import { withReporter } from '../output/with-reporter.js';
import { memoryFolder } from '../target-arguments/state-folder.js';
import { readLocal, readRemote } from '../target-arguments/places.js';
import type { CliContext } from '../cli-context.js';
import { askerFor } from '../sign-in/sources.js';
import { tree } from '../target/tree.js';
import { UsageError } from '../usage-error.js';
import { allow, isAllowed, markOf } from './allowed-files.js';
import { farReaching } from './far-reaching.js';
import { nearestTaskFile, type FoundTasks } from './nearest-task-file.js';
import { keyOf, TREE_KEYS, type Task, type Where } from './read-task.js';
import type { TaskFile } from './task-file.js';

/** What a task may name that is a file or a folder; a path is counted from the folder of the file. */
const PATHS: readonly string[] = ['log', 'stateDir', 'identity'];

/** Does a task of the nearest file of tasks. */
export async function runTask({ operands, options: given }: Given, shell: CliContext): Promise<ExitCode> {
  const { root, here, execute, ...typed } = given;
  if (root === true && here === true) {
    throw new UsageError('--root and --here can’t be used together.', 'Choose one of them.');
  }
  const found = await nearestTaskFile(shell.folder);
  if (shell.signal.aborted) return EXIT.stopped;
  const { file } = found;
  const folder = dirname(file);
  const task = fromFolder(taskNamed(found, operands[0]), folder, shell);
  const together: GivenOptions = {
    ...task.options,
    ...(execute === true && { dryRun: false }),
    ...typed,
    ...levels(task.options, typed),
  };
  const options = readOptions(
    Object.fromEntries(Object.entries(together).filter(([name]) => !TREE_KEYS.includes(name))),
  );
  await askForReach(task, typed, found, options, shell);
  const at = { folder, platform: shell.platform };
  if (task.command !== 'tree') {
    const named = (option: string): string =>
      option in typed ? longName(option) : `“${keyOf(option)}” of the task “${task.name}”`;
    checkRequest({ mode: task.command, options }, named);
  }
  const below = relative(folder, shell.folder);
  const said = root === true ? 'root' : here === true ? 'here' : task.where;
  const where = below === '' ? 'root' : (said ?? (await askWhere(folder, options, shell)));
  const local = readLocal(task.local, at);
  const place = where === 'root' ? { local, remote: task.remote } : deeper(local, task.remote, shell.folder);
  if (task.command === 'tree') {
    return tree({ operands: [place.remote], options: together }, { ...shell, folder });
  }
  const request = { mode: task.command, local: place.local, remote: readRemote(place.remote, at), options };
  return withReporter(options, shell, (reporter) => {
    reporter.remark('detail', `${file}: ${task.name}`);
    return even(request, shell, reporter);
  });
}

/** The task with each path as an absolute one. */
function fromFolder(task: Task, folder: string, shell: CliContext): Task {
  const options: Record<string, unknown> = { ...task.options };
  for (const name of PATHS) {
    const path = options[name];
    if (typeof path === 'string') options[name] = resolve(folder, path);
  }
  return { ...task, local: readLocal(task.local, { folder, platform: shell.platform }), options };
}

/**
 * A file of tasks lies among people's files, where a server or another user may have put it. What reaches out of its folder is done only
 * once somebody has said so of this very file (S9). Rejects with a `UsageError` where nobody does.
 */
async function askForReach(
  task: Task,
  typed: GivenOptions,
  { file, text }: FoundTasks,
  options: Options,
  shell: CliContext,
): Promise<void> {
  const reaches = await farReaching(task, typed, dirname(file));
  if (reaches.length === 0) return;
  // Not where the file says: it would be asked whether it is to be believed.
  const { stateDir } = typed;
  const memory = memoryFolder({ stateDir: typeof stateDir === 'string' ? stateDir : undefined }, shell);
  const mark = markOf(file, text);
  if (await isAllowed(memory, mark)) return;
  const asker = askerFor(options, shell);
  if (asker !== undefined) {
    shell.err.write(
      `The task “${shown(task.name)}” in ${shown(file)} uses paths outside its folder:\n${reaches.map((reach) => `  ${shown(reach)}\n`).join('')}`,
    );
    const answer = await asker.line('Allow that, until the file changes? (y/N) ');
    throwIfStopped(shell.signal);
    if (answer?.trim().toLowerCase() === 'y') {
      await allow(memory, mark);
      return;
    }
  }
  throw new UsageError(
    `The task “${shown(task.name)}” uses paths outside the folder of its file (${shown(reaches.join(', '))}), and nobody has allowed that.`,
    asker === undefined
      ? 'Check the file. If you trust it, run the task once at a terminal and allow it.'
      : 'Check the file, then change it or allow it.',
  );
}

/** What `-v` and `-q` add goes on top of what the task says. */
function levels(task: GivenOptions, typed: GivenOptions): GivenOptions {
  const sum = (name: string): number => Number(task[name] ?? 0) + Number(typed[name] ?? 0);
  return { verbose: sum('verbose'), quiet: sum('quiet') };
}

function taskNamed({ tasks, defaultTask }: TaskFile, wanted: string | undefined): Task {
  const name = wanted ?? defaultTask ?? (tasks.size === 1 ? [...tasks.keys()][0] : 'default');
  const task = name === undefined ? undefined : tasks.get(name);
  if (task instanceof UsageError) throw task;
  if (task !== undefined) return task;
  const known = [...tasks.keys()].map((each) => shown(each)).join(', ');
  const meant = nearest(name ?? '', tasks.keys());
  throw new UsageError(
    wanted === undefined && defaultTask === undefined
      ? 'Which task? The file has no default_task.'
      : `There is no task “${shown(name ?? '')}”.`,
    known === ''
      ? 'The file has no tasks.'
      : `${meant === undefined ? '' : `Did you mean ${shown(meant)}? `}There are: ${known}.`,
  );
}

async function askWhere(folder: string, options: Options, shell: CliContext): Promise<Where> {
  const asker = askerFor(options, shell);
  if (asker !== undefined) {
    const answer = await asker.line(
      `The task belongs to ${folder}. Run it there (r), or for this folder only (h)? `,
    );
    if (answer?.trim().toLowerCase() === 'r') return 'root';
    if (answer?.trim().toLowerCase() === 'h') return 'here';
  }
  throw new UsageError(
    `The task belongs to ${folder}, above the current folder.`,
    'Use --root to run it there, or --here to run it for this folder only.',
  );
}

/** The same two folders, as deep as `here` lies in the local one. */
function deeper(
  local: string,
  remote: string,
  here: string,
): { readonly local: string; readonly remote: string } {
  const way = relative(local, here);
  if (way === '') return { local, remote };
  const names = way.split(sep);
  if (names[0] === '..' || resolve(way) === way) {
    throw new UsageError(`This folder is not inside ${local}, the task’s folder.`, 'Use --root.');
  }
  const isAddress = /^[a-z][a-z0-9+.-]*:\/\//i.test(remote);
  const added = names.map((name) => (isAddress ? encodeURIComponent(name) : name)).join('/');
  return { local: here, remote: `${remote.replace(/\/+$/, '')}/${added}` };
}
