import type { Readable } from 'node:stream';
import type { Entry, FileEntry, ItemPath } from '../../../shared/entry/entry.js';
import { ancestorsOf, joinPath, parentOf } from '../../../shared/entry/path.js';
import { ProblemError } from '../../../shared/problem-error.js';
import type { BaselineStore } from '../../state/baseline/baseline-store.js';
import type { JournalStore } from '../../state/journal/journal-store.js';
import type { StateStore } from '../../state/state-store.js';
import type { Listed, Target, WriteOptions } from '../../targets/target.js';

/** What taking changes back does to a side. */
export type Undoable = Pick<
  Target,
  'stat' | 'move' | 'removeFile' | 'removeFolder' | 'makeFolder' | 'write' | 'list'
>;

/** What taking changes back needs of the memory. */
export type UndoMemory = Pick<
  StateStore,
  'recordOf' | 'record' | 'forget' | 'moveRecords' | 'noteChange' | 'completeChange' | 'dropVersion'
>;

/** What was imagined last about a path: that nothing is there, a folder, or what was elsewhere until then. */
type Imagined =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'folder' }
  | { readonly kind: 'from'; readonly path: ItemPath };

const FOLDER: Entry = { kind: 'folder' };

interface Step {
  readonly at: number;
  readonly imagined: Imagined;
}

/** A side as it would be: it is looked at, but what is done to it only seems to have been done (S1). */
export class DryRunTarget implements Undoable {
  readonly #target: Pick<Target, 'stat' | 'list'>;
  /** Of each path, first step first. What was imagined of a folder goes for all that lies in it. */
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
        what: `Couldn’t restore “${to}”: its folder no longer exists.`,
        advice: 'It was skipped.',
        path: to,
      });
    }
    this.#imagine(to, { kind: 'from', path: from });
    this.#imagine(from, { kind: 'nothing' });
  }

  /** What would be written beside people's files is no matter of what is put back. */
  write(path: ItemPath, source: Readable, { size }: WriteOptions): Promise<FileEntry> {
    source.destroy();
    this.#imagine(path, { kind: 'folder' });
    return Promise.resolve({ kind: 'file', size });
  }

  list(folder: ItemPath, signal: AbortSignal): AsyncIterable<readonly Listed[]> {
    return this.#target.list(folder, signal);
  }

  removeFile(path: ItemPath): Promise<void> {
    this.#imagine(path, { kind: 'nothing' });
    return Promise.resolve();
  }

  async removeFolder(path: ItemPath, signal: AbortSignal): Promise<void> {
    if (await this.#holdsSomething(path, signal)) {
      throw new ProblemError({
        kind: 'not-empty',
        what: `The folder “${path}” would not be empty.`,
        advice: 'It was kept, with everything in it.',
        path,
      });
    }
    this.#imagine(path, { kind: 'nothing' });
  }

  async makeFolder(path: ItemPath, signal: AbortSignal): Promise<void> {
    if ((await this.stat(path, signal)) === undefined) this.#imagine(path, { kind: 'folder' });
  }

  /** Folders that are really there are asked for once, as long as nothing is imagined of them. */
  async #folderAt(path: ItemPath, signal: AbortSignal): Promise<Entry | undefined> {
    const untouched = this.#lastStep(path, this.#count) === undefined;
    if (untouched && this.#folders.has(path)) return FOLDER;
    const entry = await this.stat(path, signal);
    if (untouched && entry?.kind === 'folder') this.#folders.add(path);
    return entry;
  }

  #imagine(path: ItemPath, imagined: Imagined): void {
    const steps = this.#steps.get(path) ?? [];
    steps.push({ at: this.#count, imagined });
    this.#count += 1;
    this.#steps.set(path, steps);
  }

  async #statBefore(path: ItemPath, before: number, signal: AbortSignal): Promise<Entry | undefined> {
    const where = this.#whereBefore(path, before);
    if (where.kind === 'nothing') return undefined;
    return where.kind === 'folder' ? FOLDER : this.#target.stat(where.path, signal);
  }

  /** Where to look for what would be at a path after the steps before one: `from` names a path that is really there. */
  #whereBefore(path: ItemPath, before: number): Imagined {
    const last = this.#lastStep(path, before);
    if (last === undefined) return { kind: 'from', path };
    const { on, at, imagined } = last;
    if (imagined.kind === 'from') return this.#whereBefore(imagined.path + path.slice(on.length), at);
    return on === path ? imagined : { kind: 'nothing' };
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

/** A memory that is asked, but keeps nothing of what it is told (S1). */
export class DryRunMemory implements UndoMemory {
  readonly #state: Pick<BaselineStore, 'recordOf'>;

  constructor(state: Pick<BaselineStore, 'recordOf'>) {
    this.#state = state;
  }

  readonly recordOf: BaselineStore['recordOf'] = (path) => this.#state.recordOf(path);
  readonly noteChange: JournalStore['noteChange'] = () => Promise.resolve(0);
  readonly record = (): Promise<void> => Promise.resolve();
  readonly forget = (): Promise<void> => Promise.resolve();
  readonly moveRecords = (): Promise<void> => Promise.resolve();
  readonly completeChange = (): Promise<void> => Promise.resolve();
  readonly dropVersion = (): Promise<void> => Promise.resolve();
}
