import { Readable } from 'node:stream';
import type { Entry, FileEntry, ItemPath } from '../../../../src/shared/entry/entry.js';
import { nameOf, parentOf } from '../../../../src/shared/entry/path.js';
import { LOCK_FILE } from '../../../../src/main/sync/lock/lock-file.js';
import { isTemporaryName } from '../../../../src/main/sync/base/own-names.js';
import { VERSIONS_FOLDER } from '../../../../src/main/sync/versions/version-keeper.js';
import type { Problem } from '../../../../src/shared/problem.js';
import type { Listed, ReadOptions, Target, WriteOptions } from '../../../../src/main/targets/target.js';
import { ProblemError, throwIfStopped } from '../../../../src/shared/problem-error.js';

type Node = { readonly kind: 'folder' } | FileNode;

interface FileNode {
  readonly kind: 'file';
  readonly content: string;
  readonly ms: number;
  /** Of all files that were ever made there, and of those that are there. */
  readonly numbers: Readonly<Record<'lasting' | 'reused', number>>;
}

/** What a folder in memory can be like. */
export interface MemoryTraits {
  /** Whether writers can set times; otherwise a file gets the time of its writing. */
  readonly setsTimes: boolean;
  /** The step of the times in listings; `stat` always knows the second. */
  readonly listPrecisionMs: number;
  /** How far its clock is ahead. */
  readonly skewMs: number;
  /** Whether a file can have a second name, so that keeping it leaves no gap. */
  readonly keepsByName: boolean;
  /** Which ids it tells of its files, if any. */
  readonly ids?: 'lasting' | 'reused' | undefined;
}

export const PLAIN: MemoryTraits = { setsTimes: true, listPrecisionMs: 1, skewMs: 0, keepsByName: true };

/** A folder in memory, for histories by the thousand. It outlives the targets that look at it. */
export class MemoryFolder {
  readonly nodes = new Map<ItemPath, Node>();
  #made = 0;

  /** A file with a number of its own, and with the lowest one that no other has, as some disks give them. */
  fileNode(content: string, ms: number): FileNode {
    const taken = new Set(
      [...this.nodes.values()].map((node) => (node.kind === 'file' ? node.numbers.reused : -1)),
    );
    let reused = 0;
    while (taken.has(reused)) reused += 1;
    return { kind: 'file', content, ms, numbers: { lasting: (this.#made += 1), reused } };
  }

  /** What its user sees: all but the versions that Evenkeel keeps. */
  get tree(): Record<string, string | null> {
    const visible = [...this.nodes].filter(
      ([path]) => !path.startsWith(VERSIONS_FOLDER) && path !== LOCK_FILE,
    );
    const sorted = visible.sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(
      sorted.map(([path, node]) => [path, node.kind === 'file' ? node.content : null]),
    );
  }

  /** Every content there is, kept versions included, but nothing that a run leaves for itself. */
  get contents(): ReadonlySet<string> {
    const kept = [...this.nodes].filter(([path]) => path !== LOCK_FILE && !isTemporaryName(nameOf(path)));
    return new Set(kept.flatMap(([, node]) => (node.kind === 'file' ? [node.content] : [])));
  }

  /** Writes a file as its user would, with the folders above it; refuses where a file is in the way. */
  edit(path: ItemPath, content: string, ms: number): boolean {
    const parent = parentOf(path);
    if (this.nodes.get(path)?.kind === 'folder' || (parent !== '' && !this.makeFolders(parent))) return false;
    const before = this.nodes.get(path);
    const node = before?.kind === 'file' ? { ...before, content, ms } : this.fileNode(content, ms);
    this.nodes.set(path, node);
    return true;
  }

  makeFolders(path: ItemPath): boolean {
    const parent = parentOf(path);
    if (parent !== '' && !this.makeFolders(parent)) return false;
    if (this.nodes.get(path)?.kind === 'file') return false;
    this.nodes.set(path, { kind: 'folder' });
    return true;
  }

  /** Moves a file or folder as its user would; refuses where something is in the way. */
  move(from: ItemPath, to: ItemPath): boolean {
    const parent = parentOf(to);
    if (!this.nodes.has(from) || this.nodes.has(to) || to.startsWith(`${from}/`)) return false;
    if (parent !== '' && !this.makeFolders(parent)) return false;
    for (const [path, node] of [...this.nodes]) {
      if (path !== from && !path.startsWith(`${from}/`)) continue;
      this.nodes.delete(path);
      this.nodes.set(to + path.slice(from.length), node);
    }
    return true;
  }

  /** Gives a file, or every file in a folder, another time and no other content. */
  touch(path: ItemPath, ms: number): void {
    for (const [each, node] of this.nodes) {
      const isThere = each === path || each.startsWith(`${path}/`);
      if (isThere && node.kind === 'file') this.nodes.set(each, { ...node, ms });
    }
  }

  remove(path: ItemPath): void {
    for (const other of [...this.nodes.keys()]) {
      if (other === path || other.startsWith(`${path}/`)) this.nodes.delete(other);
    }
  }
}

/** A target on a folder in memory. `now` gives the time of the machine that it is on, before its skew. */
export function memoryTarget(folder: MemoryFolder, traits: MemoryTraits, now: () => number): Target {
  const { nodes } = folder;
  const entryOf = (node: Node, precisionMs: number): Entry =>
    node.kind === 'folder'
      ? node
      : {
          kind: 'file',
          size: Buffer.byteLength(node.content),
          modified: { ms: Math.floor((node.ms + traits.skewMs) / precisionMs) * precisionMs, precisionMs },
          ...(traits.ids === undefined ? {} : { id: `${node.numbers[traits.ids]}` }),
        };
  const statPrecision = Math.min(traits.listPrecisionMs, 1000);
  const isFolder = (path: ItemPath): boolean => path === '' || nodes.get(path)?.kind === 'folder';
  const need = (ok: boolean, kind: Problem['kind'], path: ItemPath): void => {
    if (!ok) throw new ProblemError({ kind, what: `“${path}”: ${kind}.`, advice: 'Look again.', path });
  };
  const childrenOf = (path: ItemPath): [ItemPath, Node][] =>
    [...nodes].filter(([each]) => parentOf(each) === path);

  const rename = (from: ItemPath, to: ItemPath): void => {
    need(nodes.has(from), 'not-found', from);
    need(!nodes.has(to), 'already-exists', to);
    need(isFolder(parentOf(to)), 'not-found', to);
    for (const [path, node] of [...nodes]) {
      if (path !== from && !path.startsWith(`${from}/`)) continue;
      nodes.delete(path);
      nodes.set(to + path.slice(from.length), node);
    }
  };

  const keepFile = (path: ItemPath, as: ItemPath): void => {
    const node = nodes.get(path);
    if (traits.keepsByName && node !== undefined) nodes.set(as, node);
    else rename(path, as);
  };

  return {
    features: {
      setsTimesToMs: traits.setsTimes ? 1 : undefined,
      foldsNames: false,
      hashes: [],
      resumes: false,
      nameRules: 'posix',
      concurrency: 3,
      tellsLinks: true,
      fileIds: traits.ids,
    },
    connect: () => Promise.resolve(),
    freeSpace: () => Promise.resolve(undefined),
    async *list(path: ItemPath, signal: AbortSignal): AsyncIterable<readonly Listed[]> {
      await Promise.resolve();
      throwIfStopped(signal);
      need(isFolder(path), 'not-found', path);
      yield childrenOf(path).map(([each, node]) => ({
        name: nameOf(each),
        entry: entryOf(node, traits.listPrecisionMs),
      }));
    },
    async stat(path: ItemPath, signal: AbortSignal): Promise<Entry | undefined> {
      await Promise.resolve();
      throwIfStopped(signal);
      if (path === '') return { kind: 'folder' };
      const node = nodes.get(path);
      return node === undefined ? undefined : entryOf(node, statPrecision);
    },
    async read(path: ItemPath, { signal }: ReadOptions): Promise<Readable> {
      await Promise.resolve();
      throwIfStopped(signal);
      const node = nodes.get(path);
      need(node?.kind === 'file', 'not-found', path);
      return Readable.from(node?.kind === 'file' ? [Buffer.from(node.content)] : []);
    },
    async write(path: ItemPath, source: Readable, options: WriteOptions): Promise<FileEntry> {
      const chunks: Buffer[] = [];
      for await (const chunk of source as AsyncIterable<Buffer>) chunks.push(chunk);
      const content = Buffer.concat(chunks).toString();
      need(parentOf(path) === '' || isFolder(parentOf(path)), 'not-found', path);
      need(Buffer.byteLength(content) === options.size, 'transfer-incomplete', path);
      const ms =
        traits.setsTimes && options.modifiedMs !== undefined ? options.modifiedMs - traits.skewMs : now();
      const node = folder.fileNode(content, ms);
      nodes.set(options.temporaryPath, node);
      try {
        const keepAs = await options.beforeReplace();
        throwIfStopped(options.signal);
        if (keepAs !== undefined) keepFile(path, keepAs);
      } catch (error) {
        nodes.delete(options.temporaryPath);
        throw error;
      }
      need(nodes.get(path)?.kind !== 'folder', 'already-exists', path);
      nodes.delete(options.temporaryPath);
      nodes.set(path, node);
      return {
        kind: 'file',
        size: options.size,
        modified: {
          ms: Math.floor((ms + traits.skewMs) / statPrecision) * statPrecision,
          precisionMs: statPrecision,
        },
        ...(traits.ids === undefined ? {} : { id: `${node.numbers[traits.ids]}` }),
      };
    },
    async move(from: ItemPath, to: ItemPath): Promise<void> {
      await Promise.resolve();
      rename(from, to);
    },
    async keep(path: ItemPath, as: ItemPath): Promise<void> {
      await Promise.resolve();
      keepFile(path, as);
    },
    async makeFolder(path: ItemPath): Promise<void> {
      await Promise.resolve();
      need(nodes.get(path)?.kind !== 'file', 'already-exists', path);
      need(parentOf(path) === '' || isFolder(parentOf(path)), 'not-found', path);
      nodes.set(path, { kind: 'folder' });
    },
    async removeFile(path: ItemPath): Promise<void> {
      await Promise.resolve();
      need(nodes.get(path)?.kind !== 'folder', 'not-found', path);
      nodes.delete(path);
    },
    async removeFolder(path: ItemPath): Promise<void> {
      await Promise.resolve();
      need(nodes.get(path)?.kind !== 'file', 'not-a-folder', path);
      need(childrenOf(path).length === 0, 'not-empty', path);
      nodes.delete(path);
    },
    close: () => Promise.resolve(),
  };
}
