import { dirname, relative, resolve, sep } from 'node:path';
import type { Given, GivenOptions } from '../command.js';
import { even } from '../sync/sync.js';
import type { ExitCode } from '../exit-code.js';
import { nearest } from '../nearest.js';
import { readOptions } from '../options/read-options.js';
import { narrated } from '../output/with-reporter.js';
import { readLocal, readRemote } from '../target-arguments/places.js';
import type { Shell } from '../cli-context.js';
import { UsageError } from '../usage-error.js';
import { nearestTaskFile } from './nearest-task-file.js';
import type { Task, TaskFile, Where } from './task-file.js';

/** Does a task of the nearest file of tasks. */
export async function runTask({ operands, options: given }: Given, shell: Shell): Promise<ExitCode> {
  const { root, here, execute, ...typed } = given;
  if (root === true && here === true) {
    throw new UsageError('--root and --here exclude each other.', 'Choose one of them.');
  }
  const { file, ...tasks } = await nearestTaskFile(shell.folder);
  const folder = dirname(file);
  const task = taskNamed(tasks, operands[0]);
  const options = readOptions({
    ...task.options,
    ...(execute === true && { dryRun: false }),
    ...typed,
    ...levels(task.options, typed),
  });
  const below = relative(folder, shell.folder);
  const said = root === true ? 'root' : here === true ? 'here' : task.where;
  const where = below === '' ? 'root' : (said ?? (await askWhere(folder, shell, options.prompt)));
  const at = { folder, platform: shell.platform };
  const local = readLocal(task.local, at);
  const place = where === 'root' ? { local, remote: task.remote } : deeper(local, task.remote, shell.folder);
  const request = { mode: task.mode, local: place.local, remote: readRemote(place.remote, at), options };
  return narrated(options, shell, (narrator) => {
    narrator.remark('detail', `${file}: ${task.name}`);
    return even(request, shell, narrator);
  });
}

/** What `-v` and `-q` add goes on top of what the task says. */
function levels(task: GivenOptions, typed: GivenOptions): GivenOptions {
  const sum = (name: string): number => Number(task[name] ?? 0) + Number(typed[name] ?? 0);
  return { verbose: sum('verbose'), quiet: sum('quiet') };
}

function taskNamed({ tasks, defaultTask }: TaskFile, wanted: string | undefined): Task {
  const name = wanted ?? defaultTask ?? (tasks.size === 1 ? [...tasks.keys()][0] : 'default');
  const task = name === undefined ? undefined : tasks.get(name);
  if (task !== undefined) return task;
  const known = [...tasks.keys()].join(', ');
  const meant = nearest(name ?? '', tasks.keys());
  throw new UsageError(
    wanted === undefined && defaultTask === undefined
      ? 'No task is named, and there is no default_task.'
      : `There is no task “${name ?? ''}”.`,
    known === ''
      ? 'The file has no tasks.'
      : `${meant === undefined ? '' : `Did you mean ${meant}? `}There are: ${known}.`,
  );
}

async function askWhere(folder: string, { asker }: Shell, prompt: boolean | undefined): Promise<Where> {
  if (asker !== undefined && prompt !== false) {
    const answer = await asker.line(
      `The task belongs to ${folder}. Run it there (r), or for this folder only (h)? `,
    );
    if (answer?.trim().toLowerCase() === 'r') return 'root';
    if (answer?.trim().toLowerCase() === 'h') return 'here';
  }
  throw new UsageError(
    `The task belongs to ${folder}, above the folder that you are in.`,
    'Add --root to run it there, or --here to run it for this folder only.',
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
    throw new UsageError(`This folder does not lie in ${local}, which the task is about.`, 'Use --root.');
  }
  const isAddress = /^[a-z][a-z0-9+.-]*:\/\//i.test(remote);
  const added = names.map((name) => (isAddress ? encodeURIComponent(name) : name)).join('/');
  return { local: here, remote: `${remote.replace(/\/+$/, '')}/${added}` };
}
