import type { Readable } from 'node:stream';
import type { Entry, FileEntry, ItemPath } from '../../../shared/entry/entry.js';
import { ancestorsOf, joinPath, parentOf } from '../../../shared/entry/path.js';
import { ProblemError } from '../../../shared/problem-error.js';
import type { BaselineStore } from '../../state/baseline/baseline-store.js';
import type { JournalStore } from '../../state/journal/journal-store.js';
import type { StateStore } from '../../state/state-store.js';
import type { Listed, Target, WriteOptions } from '../../targets/target.js';
import { undoText } from './text.js';

/** What an undo does to a side. */
export type Undoable = Pick<
  Target,
  'stat' | 'move' | 'removeFile' | 'removeFolder' | 'makeFolder' | 'write' | 'list'
>;

/** What an undo needs of the state. */
export type UndoState = Pick<
  StateStore,
  'recordOf' | 'record' | 'forget' | 'moveRecords' | 'recordChange' | 'completeChange' | 'dropVersion'
>;

/** What a dry run would last have done to a path: nothing is there, a folder is, or what was elsewhere until then. */
type PlannedEntry =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'folder' }
  | { readonly kind: 'from'; readonly path: ItemPath };

const FOLDER: Entry = { kind: 'folder' };

interface Step {
  readonly at: number;
  readonly planned: PlannedEntry;
}

/** A side in a dry run: it is read, but each change is only remembered and shows in what it reports afterwards (S1). */
export class DryRunTarget implements Undoable {
  readonly #target: Pick<Target, 'stat' | 'list'>;
  /** By path, the first step first. A step of a folder applies to everything in it. */
  readonly #steps = new Map<ItemPath, Step[]>();
  readonly #folders = new Set<ItemPath>();
  #count = 0;

  constructor(target: Pick<Target, 'stat' | 'list'>) {
    this.#target = target;
  }

  stat(path: ItemPath, signal: AbortSignal): Promise<Entry | undefined> {
    return this.#statBefore(path, this.#count, signal);
  }

  async move(from: ItemPath, to: ItemPath, signal: AbortSignal): Promise<void> {
    const folder = parentOf(to);
    const above = folder === '' ? FOLDER : await this.#folderAt(folder, signal);
    if (above?.kind !== 'folder') {
      throw new ProblemError({
        kind: above === undefined ? 'not-found' : 'not-a-folder',
        ...undoText.folderGone(to),
        path: to,
      });
    }
    this.#plan(to, { kind: 'from', path: from });
    this.#plan(from, { kind: 'nothing' });
  }

  /** Only Evenkeel's own files are written, beside the user's; the undo doesn't read them. */
  write(path: ItemPath, source: Readable, { size }: WriteOptions): Promise<FileEntry> {
    source.destroy();
    this.#plan(path, { kind: 'folder' });
    return Promise.resolve({ kind: 'file', size });
  }

  list(folder: ItemPath, signal: AbortSignal): AsyncIterable<readonly Listed[]> {
    return this.#target.list(folder, signal);
  }

  removeFile(path: ItemPath): Promise<void> {
    this.#plan(path, { kind: 'nothing' });
    return Promise.resolve();
  }

  async removeFolder(path: ItemPath, signal: AbortSignal): Promise<void> {
    if (await this.#holdsSomething(path, signal)) {
      throw new ProblemError({
        kind: 'not-empty',
        ...undoText.notEmpty(path),
        path,
      });
    }
    this.#plan(path, { kind: 'nothing' });
  }

  async makeFolder(path: ItemPath, signal: AbortSignal): Promise<void> {
    if ((await this.stat(path, signal)) === undefined) this.#plan(path, { kind: 'folder' });
  }

  /** Folders that really exist are looked up once, as long as no step changes them. */
  async #folderAt(path: ItemPath, signal: AbortSignal): Promise<Entry | undefined> {
    const untouched = this.#lastStep(path, this.#count) === undefined;
    if (untouched && this.#folders.has(path)) return FOLDER;
    const entry = await this.stat(path, signal);
    if (untouched && entry?.kind === 'folder') this.#folders.add(path);
    return entry;
  }

  #plan(path: ItemPath, planned: PlannedEntry): void {
    const steps = this.#steps.get(path) ?? [];
    steps.push({ at: this.#count, planned });
    this.#count += 1;
    this.#steps.set(path, steps);
  }

  async #statBefore(path: ItemPath, before: number, signal: AbortSignal): Promise<Entry | undefined> {
    const where = this.#whereBefore(path, before);
    if (where.kind === 'nothing') return undefined;
    return where.kind === 'folder' ? FOLDER : this.#target.stat(where.path, signal);
  }

  /** Where to look for what would be at a path after the steps before one: `from` names a path that is really there. */
  #whereBefore(path: ItemPath, before: number): PlannedEntry {
    const last = this.#lastStep(path, before);
    if (last === undefined) return { kind: 'from', path };
    const { on, at, planned } = last;
    if (planned.kind === 'from') return this.#whereBefore(planned.path + path.slice(on.length), at);
    return on === path ? planned : { kind: 'nothing' };
  }

  /** The last step about a path, or about a folder above it. */
  #lastStep(path: ItemPath, before: number): (Step & { readonly on: ItemPath }) | undefined {
    let found: (Step & { readonly on: ItemPath }) | undefined;
    for (const on of [path, ...ancestorsOf(path)]) {
      const step = this.#steps.get(on)?.findLast(({ at }) => at < before);
      if (step !== undefined && step.at > (found?.at ?? -1)) found = { ...step, on };
    }
    return found;
  }

  async #holdsSomething(folder: ItemPath, signal: AbortSignal): Promise<boolean> {
    for (const path of this.#steps.keys()) {
      if (path.startsWith(`${folder}/`) && (await this.stat(path, signal)) !== undefined) return true;
    }
    const where = this.#whereBefore(folder, this.#count);
    if (where.kind !== 'from') return false;
    for await (const chunk of this.#target.list(where.path, signal)) {
      for (const { name } of chunk) {
        if ((await this.stat(joinPath(folder, name), signal)) !== undefined) return true;
      }
    }
    return false;
  }
}

/** The state in a dry run: it is read, but nothing is written to it (S1). */
export class DryRunState implements UndoState {
  readonly #state: Pick<BaselineStore, 'recordOf'>;

  constructor(state: Pick<BaselineStore, 'recordOf'>) {
    this.#state = state;
  }

  readonly recordOf: BaselineStore['recordOf'] = (path) => this.#state.recordOf(path);
  readonly recordChange: JournalStore['recordChange'] = () => Promise.resolve(0);
  readonly record = (): Promise<void> => Promise.resolve();
  readonly forget = (): Promise<void> => Promise.resolve();
  readonly moveRecords = (): Promise<void> => Promise.resolve();
  readonly completeChange = (): Promise<void> => Promise.resolve();
  readonly dropVersion = (): Promise<void> => Promise.resolve();
}
