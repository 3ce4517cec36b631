import type { Mode } from '../../../shared/profile/profile.js';
import type { RawOptions } from '../command.js';
import { nearest } from '../nearest.js';
import { OPTION_NAMES } from '../options/read-options.js';
import type { UsageError } from '../usage-error.js';
import { taskText } from '../text/tasks.js';
import { usageText } from '../text/usage.js';

/** On all of the task's folder, or on the folder that it is started in only. */
export type Where = 'root' | 'here';

/** What a task does: makes two folders the same, in a mode, or draws the remote one. */
export type TaskCommand = Mode | 'tree';

/** One thing to do that a file describes. */
export interface Task {
  readonly name: string;
  readonly command: TaskCommand;
  /** As it stands there; a path is counted from the file's folder. */
  readonly local: string;
  readonly remote: string;
  /** Where it works if it is started in a folder below: see `Where`. */
  readonly where: Where | undefined;
  /** Each checked, by name in camel case. */
  readonly options: RawOptions;
}

/** A key as it stands in a file. */
export interface TaskKey {
  /** As it is spelled there. */
  readonly name: string;
  readonly offset: number;
  /** What it says, by the options' names in camel case. */
  readonly options: RawOptions;
  /** Why its value cannot be used. */
  readonly unfit?: string | undefined;
  /** No option has its name. */
  readonly unknown?: true | undefined;
}

type Keys = ReadonlyMap<string, TaskKey>;

/** Makes the error for what is wrong, at a key or with the task as a whole. */
type ErrorAt = (what: string, key?: TaskKey, hint?: string) => UsageError;

const COMMANDS: Readonly<Record<string, TaskCommand>> = {
  upload: 'upload',
  download: 'download',
  sync: 'two-way',
  tree: 'tree',
};

/** What a task says beside options. */
const OWN_KEYS: readonly string[] = ['command', 'local', 'remote', 'root', 'here'];
/** What only `tree` takes. pyftpsync has it in common_config as well. */
export const TREE_KEYS: readonly string[] = ['files', 'sort'];
/** What pyftpsync takes and Evenkeel has no use for. */
const PASSED_OVER: readonly string[] = ['debug'];
/** Of the options, what only has a meaning where one side is the target. */
const ONE_WAY: readonly string[] = ['force', 'delete', 'deleteUnmatched'];

/** Throws for the first key that can’t be used. A common one that the task overrides does not count. */
export function checkTaskKeys(own: Keys, shared: Keys, errorAt: ErrorAt): void {
  const beside = [...OWN_KEYS, ...TREE_KEYS, ...PASSED_OVER];
  for (const [option, key] of new Map([...shared, ...own])) {
    if (beside.includes(option)) continue;
    if (key.unfit !== undefined) {
      throw errorAt(taskText.invalidKey(key.name), key, key.unfit);
    }
    if (key.unknown !== true) continue;
    if (option === 'noDryRun') {
      throw errorAt(taskText.noDryRunKey.what, key, taskText.noDryRunKey.advice);
    }
    const meant = nearest(key.name, [...OPTION_NAMES.map(keyOf), ...beside]);
    throw errorAt(
      taskText.unknownKey(key.name),
      key,
      meant === undefined ? taskText.correctOrRemove : usageText.suggestion(meant),
    );
  }
}

/** Makes a task of keys that have been checked. Throws where the task as a whole can’t be used. */
export function readTask(name: string, own: Keys, shared: Keys, errorAt: ErrorAt): Task {
  const value = (option: string): unknown => (own.get(option) ?? shared.get(option))?.options[option];
  const told = value('command');
  const command = typeof told === 'string' && Object.hasOwn(COMMANDS, told) ? COMMANDS[told] : undefined;
  if (command === undefined) {
    throw errorAt(taskText.needsCommand(name));
  }
  const local = value('local') ?? '.';
  const remote = value('remote');
  if (typeof local !== 'string') throw errorAt(taskText.localIsNoPath(name));
  if (typeof remote !== 'string') throw errorAt(taskText.needsRemote(name));
  const root = value('root') === true;
  const here = value('here') === true;
  // What a task says itself goes before what is common.
  const at = root && here ? ownWhere(own) : root ? 'root' : here ? 'here' : undefined;
  if (root && here && at === undefined) {
    throw errorAt(taskText.rootAndHere(name));
  }
  const options: Record<string, unknown> = {};
  for (const [option, key] of new Map([...shared, ...own])) {
    if (OWN_KEYS.includes(option) || PASSED_OVER.includes(option)) continue;
    if (TREE_KEYS.includes(option) && command !== 'tree') continue;
    if (option === 'acceptIgnore') {
      const { what, advice } = taskText.acceptsFilters(key.name);
      throw errorAt(what, key, advice);
    }
    const given = key.options[option];
    // What is common may concern other tasks only.
    if (command === 'two-way' && ONE_WAY.includes(option) && (given !== true || !own.has(option))) continue;
    if (command === 'two-way' && ONE_WAY.includes(option)) {
      const { what, advice } = taskText.oneWayOnly(key.name, name);
      throw errorAt(what, key, advice);
    }
    options[option] = given;
  }
  return { name, command, local, remote, where: at, options };
}

function ownWhere(own: Keys): Where | undefined {
  if (own.has('root') === own.has('here')) return undefined;
  return own.has('root') ? 'root' : 'here';
}

/** `dryRun` as it stands in a file: `dry_run`. Options with a `no-` form are known by the other one. */
export function keyOf(option: string): string {
  return option.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
