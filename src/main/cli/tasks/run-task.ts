import { dirname, relative, resolve, sep } from 'node:path';
import { throwIfStopped } from '../../../shared/problem-error.js';
import { shown } from '../../../shared/format/shown.js';
import type { CommandInput, RawOptions } from '../command.js';
import { syncFolders } from '../sync/sync.js';
import { checkRequest } from '../sync/request.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { nearest } from '../nearest.js';
import { longName, readOptions, type Options } from '../options/read-options.js';
import { withReporter } from '../output/with-reporter.js';
import { stateFolderOf } from '../target-arguments/state-folder.js';
import { readLocal, readRemote } from '../target-arguments/local-and-remote.js';
import type { CliContext } from '../cli-context.js';
import { askerFor } from '../sign-in/sources.js';
import { tree } from '../target/tree.js';
import { UsageError } from '../usage-error.js';
import { allow, isAllowed, fingerprintOf } from './allowed-files.js';
import { outsidePaths } from './outside-paths.js';
import { nearestTaskFile, type FoundTasks } from './nearest-task-file.js';
import { keyOf, TREE_KEYS, type Task, type Where } from './read-task.js';
import type { TaskFile } from './task-file.js';
import { taskText } from '../text/tasks.js';

/** What a task may name that is a file or a folder; a path is counted from the folder of the file. */
const PATHS: readonly string[] = ['log', 'stateDir', 'identity'];

/** Does a task of the nearest file of tasks. */
export async function runTask(
  { operands, options: given }: CommandInput,
  context: CliContext,
): Promise<ExitCode> {
  const { root, here, execute, ...typed } = given;
  if (root === true && here === true) {
    throw new UsageError(taskText.rootOrHere);
  }
  const found = await nearestTaskFile(context.folder);
  if (context.signal.aborted) return EXIT.stopped;
  const { file } = found;
  const folder = dirname(file);
  const task = fromFolder(taskNamed(found, operands[0]), folder, context);
  const combined: RawOptions = {
    ...task.options,
    ...(execute === true && { dryRun: false }),
    ...typed,
    ...verbosity(task.options, typed),
  };
  const options = readOptions(
    Object.fromEntries(Object.entries(combined).filter(([name]) => !TREE_KEYS.includes(name))),
  );
  await confirmOutsidePaths(task, typed, found, options, context);
  const at = { folder, platform: context.platform };
  if (task.command !== 'tree') {
    const named = (option: string): string =>
      option in typed ? longName(option) : taskText.option(keyOf(option), task.name);
    checkRequest({ mode: task.command, options }, named);
  }
  const below = relative(folder, context.folder);
  const said = root === true ? 'root' : here === true ? 'here' : task.where;
  const where = below === '' ? 'root' : (said ?? (await askWhere(folder, options, context)));
  const local = readLocal(task.local, at);
  const place =
    where === 'root' ? { local, remote: task.remote } : subfolderPair(local, task.remote, context.folder);
  if (task.command === 'tree') {
    return tree({ operands: [place.remote], options: combined }, { ...context, folder });
  }
  const request = { mode: task.command, local: place.local, remote: readRemote(place.remote, at), options };
  return withReporter(options, context, (reporter) => {
    reporter.remark('detail', `${file}: ${task.name}`);
    return syncFolders(request, context, reporter);
  });
}

/** The task with each path as an absolute one. */
function fromFolder(task: Task, folder: string, context: CliContext): Task {
  const options: Record<string, unknown> = { ...task.options };
  for (const name of PATHS) {
    const path = options[name];
    if (typeof path === 'string') options[name] = resolve(folder, path);
  }
  return { ...task, local: readLocal(task.local, { folder, platform: context.platform }), options };
}

/**
 * A file of tasks lies among people's files, where a server or another user may have put it. What reaches out of its folder is done only
 * once somebody has said so of this very file (S9). Rejects with a `UsageError` where nobody does.
 */
async function confirmOutsidePaths(
  task: Task,
  typed: RawOptions,
  { file, text }: FoundTasks,
  options: Options,
  context: CliContext,
): Promise<void> {
  const outside = await outsidePaths(task, typed, dirname(file));
  if (outside.length === 0) return;
  // Not in the folder that the file names: otherwise a task file could allow itself.
  const { stateDir } = typed;
  const stateFolder = stateFolderOf(
    { stateDir: typeof stateDir === 'string' ? stateDir : undefined },
    context,
  );
  const fingerprint = fingerprintOf(file, text);
  if (await isAllowed(stateFolder, fingerprint)) return;
  const asker = askerFor(options, context);
  if (asker !== undefined) {
    const paths = outside.map((each) => `  ${shown(each)}\n`).join('');
    context.err.write(`${taskText.usesOutside(task.name, file)}\n${paths}`);
    const answer = await asker.line(taskText.allowOutside);
    throwIfStopped(context.signal);
    if (answer?.trim().toLowerCase() === 'y') {
      await allow(stateFolder, fingerprint);
      return;
    }
  }
  throw new UsageError(taskText.outsideRefused(task.name, outside, asker !== undefined));
}

/** What `-v` and `-q` add goes on top of what the task says. */
function verbosity(task: RawOptions, typed: RawOptions): RawOptions {
  const sum = (name: string): number => Number(task[name] ?? 0) + Number(typed[name] ?? 0);
  return { verbose: sum('verbose'), quiet: sum('quiet') };
}

function taskNamed({ tasks, defaultTask }: TaskFile, wanted: string | undefined): Task {
  const name = wanted ?? defaultTask ?? (tasks.size === 1 ? [...tasks.keys()][0] : 'default');
  const task = name === undefined ? undefined : tasks.get(name);
  if (task instanceof UsageError) throw task;
  if (task !== undefined) return task;
  throw new UsageError({
    what:
      wanted === undefined && defaultTask === undefined ? taskText.whichTask : taskText.noTask(name ?? ''),
    advice: taskText.knownTasks([...tasks.keys()], nearest(name ?? '', tasks.keys())),
  });
}

async function askWhere(folder: string, options: Options, context: CliContext): Promise<Where> {
  const asker = askerFor(options, context);
  if (asker !== undefined) {
    const answer = await asker.line(taskText.askWhere(folder));
    if (answer?.trim().toLowerCase() === 'r') return 'root';
    if (answer?.trim().toLowerCase() === 'h') return 'here';
  }
  throw new UsageError(taskText.whereUnknown(folder));
}

/** The same two folders, as deep as `here` lies in the local one. */
function subfolderPair(
  local: string,
  remote: string,
  here: string,
): { readonly local: string; readonly remote: string } {
  const way = relative(local, here);
  if (way === '') return { local, remote };
  const names = way.split(sep);
  if (names[0] === '..' || resolve(way) === way) {
    throw new UsageError(taskText.notInside(local));
  }
  const isAddress = /^[a-z][a-z0-9+.-]*:\/\//i.test(remote);
  const added = names.map((name) => (isAddress ? encodeURIComponent(name) : name)).join('/');
  return { local: here, remote: `${remote.replace(/\/+$/, '')}/${added}` };
}
