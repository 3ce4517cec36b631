import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  parseDocument,
  type Document,
  type YAMLMap,
} from 'yaml';
import type { RawOptions } from '../command.js';
import { problemWith } from '../options/read-options.js';
import { UsageError } from '../usage-error.js';
import { checkTaskKeys, readTask, type Task, type TaskKey } from './read-task.js';
import { taskText } from '../text/tasks.js';

/** The names that such a file can have, the first one going before. */
export const TASK_FILES = ['evenkeel.yaml', 'pyftpsync.yaml'] as const;

/** Far more than anybody writes by hand, and little enough to be read while somebody waits. */
const MOST_TOKENS = 10_000;

export interface TaskFile {
  /** The one to do where none is named. */
  readonly defaultTask: string | undefined;
  /** A task that can’t be used is the error that says why; the others can still be run. */
  readonly tasks: ReadonlyMap<string, Task | UsageError>;
}

/**
 * Reads a `pyftpsync.yaml`: `default_task`, `common_config`, and `tasks`, whose keys are the long options with `_`. Throws a
 * `UsageError` that says in which line and column of `file` the trouble is, where that concerns all tasks.
 */
export function readTaskFile(text: string, file: string): TaskFile {
  return new Reader(text, file).read();
}

/** What a map of keys says, each where it stands. */
type Entries = ReadonlyMap<string, TaskKey>;

class Reader {
  readonly #file: string;
  readonly #lines = new LineCounter();
  readonly #document: Document.Parsed;

  constructor(text: string, file: string) {
    this.#file = file;
    if (isTooMuch(text)) throw this.#complaint(taskText.tooLarge, 0);
    try {
      this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false });
    } catch {
      throw this.#complaint(taskText.tooDeep, 0);
    }
  }

  read(): TaskFile {
    const [error] = this.#document.errors;
    if (error !== undefined) throw this.#complaint(taskText.notYaml(error.message), error.pos[0]);
    const root = this.#map(this.#document.contents, taskText.theFile, 0);
    const common = root.get('common_config', true);
    const tasks = this.#map(root.get('tasks', true), '“tasks”', root.range?.[0] ?? 0);
    const shared: Entries = isEmpty(common)
      ? new Map()
      : this.#entries(this.#map(common, '“common_config”', 0));
    const read = new Map<string, Task | UsageError>();
    for (const pair of tasks.items) {
      const name = String(isScalar(pair.key) ? pair.key.value : pair.key);
      read.set(name, this.#task(name, shared, pair));
    }
    const chosen = root.get('default_task');
    return { defaultTask: typeof chosen === 'string' ? chosen : undefined, tasks: read };
  }

  #task(name: string, shared: Entries, pair: { key: unknown; value: unknown }): Task | UsageError {
    try {
      const map = this.#map(pair.value, taskText.theTask(name), offsetOf(pair.key));
      const own = this.#entries(map);
      const errorAt = (what: string, key?: TaskKey, hint?: string): UsageError =>
        this.#complaint(what, key?.offset ?? map.range?.[0] ?? 0, hint);
      checkTaskKeys(own, shared, errorAt);
      return readTask(name, own, shared, errorAt);
    } catch (error) {
      if (error instanceof UsageError) return error;
      throw error;
    }
  }

  /** Each key in camel case. What is wrong with one matters once a task needs it. */
  #entries(map: YAMLMap, within: readonly YAMLMap[] = []): Entries {
    const entries = new Map<string, TaskKey>();
    for (const { key, value } of map.items) {
      const name = String(isScalar(key) ? key.value : key);
      if (name === '<<') {
        for (const other of this.#merged(value)) {
          if (within.includes(other)) throw this.#complaint(taskText.mergeOfItself, offsetOf(key));
          for (const [taken, each] of this.#entries(other, [...within, map])) {
            if (!entries.has(taken)) entries.set(taken, each);
          }
        }
        continue;
      }
      const read = this.#read(name, value, offsetOf(key));
      // A key once more, after a merge.
      for (const option of Object.keys(read.options)) entries.set(option, read);
    }
    return entries;
  }

  #read(name: string, value: unknown, offset: number): TaskKey {
    let given: unknown;
    try {
      given = this.#booleanOf(value) ?? (isNode(value) ? value.toJS(this.#document) : value);
    } catch {
      // What a few lines say can be more than any memory holds.
      return {
        name,
        offset,
        options: { [camelCase(name)]: undefined },
        unfit: taskText.aliasOfItself,
      };
    }
    const options = optionsOf(name, given);
    const problem = problemWith(options);
    if (problem === undefined) return { name, offset, options };
    if (problem.kind === 'unfit') return { name, offset, options, unfit: problem.message };
    return { name, offset, options, unknown: true };
  }

  /** pyftpsync reads YAML 1.1, where `yes` is true. */
  #booleanOf(value: unknown): boolean | undefined {
    if (!this.#file.endsWith('pyftpsync.yaml') || !isScalar(value) || value.type !== 'PLAIN')
      return undefined;
    const text = String(value.value);
    if (/^(yes|on)$/i.test(text)) return true;
    return /^(no|off)$/i.test(text) ? false : undefined;
  }

  /** What `<<` takes over, as YAML 1.1 has it: one map, or several of which the first goes before. */
  #merged(value: unknown): readonly YAMLMap[] {
    const node = this.#resolved(value);
    const nodes = isSeq(node) ? node.items.map((item) => this.#resolved(item)) : [node];
    return nodes.filter((each) => isMap(each));
  }

  #resolved(node: unknown): unknown {
    return isAlias(node) ? node.resolve(this.#document) : node;
  }

  #map(given: unknown, what: string, offset: number): YAMLMap {
    const node = this.#resolved(given);
    if (isMap(node)) return node;
    throw this.#complaint(taskText.notAMap(what), given === undefined ? offset : offsetOf(given));
  }

  #complaint(what: string, offset: number, hint?: string): UsageError {
    const { line, col } = this.#lines.linePos(offset);
    return new UsageError({
      what: taskText.at(this.#file, Math.max(1, line), Math.max(1, col), what),
      advice: hint ?? taskText.correctIt,
    });
  }
}

/** Looked at before anything is made of it: from a megabyte of braces a parser makes hundreds, and takes minutes for it. */
function isTooMuch(text: string): boolean {
  let tokens = 0;
  for (const token of new Lexer().lex(text)) {
    tokens += token === '' ? 0 : 1;
    if (tokens > MOST_TOKENS) return true;
  }
  return false;
}

function isEmpty(node: unknown): boolean {
  return node === undefined || (isScalar(node) && node.value === null);
}

/** One key as options: `no_color: true` is `color: false`, `verbose: 4` is one step more than usual. */
function optionsOf(key: string, value: unknown): RawOptions {
  const name = camelCase(key);
  if (name === 'verbose' && typeof value === 'number') {
    // Both, so that a task has the last word about what is common.
    return { verbose: Math.max(0, value - USUAL_VERBOSE), quiet: Math.max(0, USUAL_VERBOSE - value) };
  }
  const [, positive] = /^no([A-Z].*)$/.exec(name) ?? [];
  // `dry_run: false` is what pyftpsync wants to read instead of `no_dry_run`.
  if (positive !== undefined && positive !== 'DryRun' && typeof value === 'boolean') {
    return { [positive.charAt(0).toLowerCase() + positive.slice(1)]: !value };
  }
  return { [name]: value };
}

/** pyftpsync counts from 0 to 5, where 3 is what is told without saying so. */
const USUAL_VERBOSE = 3;

function camelCase(key: string): string {
  return key.replaceAll(/[_-]([a-z])/g, (_whole, letter: string) => letter.toUpperCase());
}

function offsetOf(node: unknown): number {
  if (typeof node !== 'object' || node === null || !('range' in node)) return 0;
  const { range } = node;
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : 0;
}
