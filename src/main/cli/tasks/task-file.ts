import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document, type YAMLMap } from 'yaml';
import type { Mode } from '../../../shared/profile/profile.js';
import type { GivenOptions } from '../command.js';
import { readOptions } from '../options/read-options.js';
import { UsageError } from '../usage-error.js';

/** The names that such a file can have, the first one going before. */
export const TASK_FILES = ['evenkeel.yaml', 'pyftpsync.yaml'] as const;

/** On all of the task's folder, or on the folder that it is started in only. */
export type Where = 'root' | 'here';

/** One thing to do that a file describes. */
export interface Task {
  readonly name: string;
  readonly mode: Mode;
  /** As it stands there; a path is counted from the file's folder. */
  readonly local: string;
  readonly remote: string;
  /** Where it works if it is started in a folder below: see `Where`. */
  readonly where: Where | undefined;
  /** Each checked, by name in camel case. */
  readonly options: GivenOptions;
}

export interface TaskFile {
  /** The one to do where none is named. */
  readonly defaultTask: string | undefined;
  readonly tasks: ReadonlyMap<string, Task>;
}

const MODES: Readonly<Record<string, Mode>> = { upload: 'upload', download: 'download', sync: 'two-way' };
/** What a task says beside options. */
const OWN_KEYS: ReadonlySet<string> = new Set(['command', 'local', 'remote', 'root', 'here']);
/** pyftpsync counts from 0 to 5, where 3 is what is told without saying so. */
const USUAL_VERBOSE = 3;

/**
 * Reads a `pyftpsync.yaml`: `default_task`, `common_config`, and `tasks`, whose keys are the long options with `_`. Throws a
 * `UsageError` that says in which line and column of `file` the trouble is.
 */
export function readTaskFile(text: string, file: string): TaskFile {
  return new Reader(text, file).read();
}

class Reader {
  readonly #file: string;
  readonly #lines = new LineCounter();
  readonly #document: Document.Parsed;

  constructor(text: string, file: string) {
    this.#file = file;
    this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false });
  }

  read(): TaskFile {
    const [error] = this.#document.errors;
    if (error !== undefined) throw this.#complaint(`it is no YAML: ${error.message}`, error.pos[0]);
    const root = this.#map(this.#document.contents, 'the file', 0);
    const common = root.get('common_config', true);
    const tasks = this.#map(root.get('tasks', true), '“tasks”', root.range?.[0] ?? 0);
    const shared = common === undefined ? {} : this.#entries(this.#map(common, '“common_config”', 0));
    const read = new Map<string, Task>();
    for (const pair of tasks.items) {
      const name = String(isScalar(pair.key) ? pair.key.value : pair.key);
      const map = this.#map(pair.value, `the task “${name}”`, offsetOf(pair.key));
      read.set(name, this.#task(name, { ...shared, ...this.#entries(map) }, map));
    }
    const chosen = root.get('default_task');
    return { defaultTask: typeof chosen === 'string' ? chosen : undefined, tasks: read };
  }

  #task(name: string, entries: GivenOptions, map: YAMLMap): Task {
    const { command, local = '.', remote, root, here, ...options } = entries;
    const mode = typeof command === 'string' && Object.hasOwn(MODES, command) ? MODES[command] : undefined;
    const at = map.range?.[0] ?? 0;
    if (mode === undefined) {
      throw this.#complaint(`the task “${name}” needs a command: upload, download or sync`, at);
    }
    if (typeof local !== 'string')
      throw this.#complaint(`the task “${name}” needs a local folder that is one`, at);
    if (typeof remote !== 'string') throw this.#complaint(`the task “${name}” needs a remote folder`, at);
    if (root === true && here === true) {
      throw this.#complaint(`the task “${name}” has both root and here, which exclude each other`, at);
    }
    const where = root === true ? 'root' : here === true ? 'here' : undefined;
    return { name, mode, local, remote, where, options };
  }

  /** Options in camel case, each checked where it stands. */
  #entries(map: YAMLMap): GivenOptions {
    const entries: Record<string, unknown> = {};
    for (const { key, value } of map.items) {
      const name = String(isScalar(key) ? key.value : key);
      const given: unknown = isNode(value) ? value.toJS(this.#document) : value;
      if (OWN_KEYS.has(name)) {
        entries[name] = given;
        continue;
      }
      const options = optionsOf(name, given);
      try {
        readOptions(options);
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
        throw this.#complaint(`“${name}” cannot be used like this`, offsetOf(key), error.hint);
      }
      Object.assign(entries, options);
    }
    return entries;
  }

  #map(node: unknown, what: string, offset: number): YAMLMap {
    if (isMap(node)) return node;
    throw this.#complaint(
      `${what} should be a list of keys and values`,
      node === undefined ? offset : offsetOf(node),
    );
  }

  #complaint(what: string, offset: number, hint?: string): UsageError {
    const { line, col } = this.#lines.linePos(offset);
    return new UsageError(
      `${this.#file}, line ${Math.max(1, line)}, column ${Math.max(1, col)}: ${what}.`,
      hint ?? 'Correct it there.',
    );
  }
}

/** One key as options: `no_color: true` is `color: false`, `verbose: 4` is one step more than usual. */
function optionsOf(key: string, value: unknown): GivenOptions {
  const name = key.replaceAll(/[_-]([a-z])/g, (_whole, letter: string) => letter.toUpperCase());
  if (name === 'verbose' && typeof value === 'number') {
    // Both, so that a task has the last word about what is common.
    return { verbose: Math.max(0, value - USUAL_VERBOSE), quiet: Math.max(0, USUAL_VERBOSE - value) };
  }
  const [, positive] = /^no([A-Z].*)$/.exec(name) ?? [];
  if (positive !== undefined && typeof value === 'boolean') {
    return { [positive.charAt(0).toLowerCase() + positive.slice(1)]: !value };
  }
  return { [name]: value };
}

function offsetOf(node: unknown): number {
  if (typeof node !== 'object' || node === null || !('range' in node)) return 0;
  const { range } = node;
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : 0;
}
