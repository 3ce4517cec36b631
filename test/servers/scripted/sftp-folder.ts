import { constants } from 'node:fs';
import {
  chmod,
  lstat,
  mkdir,
  open,
  readdir,
  rename,
  rmdir,
  stat,
  unlink,
  utimes,
  type FileHandle,
} from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import ssh2 from 'ssh2';
import type { Attributes, FileEntry, SFTPWrapper } from 'ssh2';

const { STATUS_CODE, OPEN_MODE } = ssh2.utils.sftp;

/** What a server of a folder does otherwise than it should. */
export interface FolderQuirks {
  /** Requests that it refuses, with numbers of draft-ietf-secsh-filexfer-02, 7, or as failures with a reason in words. */
  readonly refuses?: Readonly<Partial<Record<Operation, number | string>>>;
  /** What it calls the folder at a path (REALPATH); its absolute path unless this is given. */
  readonly calls?: (path: string) => string;
  /** Requests that it never answers. */
  readonly ignores?: readonly Operation[];
  /** The most bytes that it gives at once. */
  readonly mostRead?: number;
  /** Keeps what is written to itself until the handle is closed; then that is all that the file holds. */
  readonly keepsWrites?: boolean;
  /** Answers FSTAT with a size and time of 0. */
  readonly tellsNothingOfOpenFiles?: boolean;
  /** Cuts the last byte off what was written. */
  readonly losesAtClose?: boolean;
  /** Gives a file the time of its closing, as object stores behind SFTP do. */
  readonly stampsAtClose?: boolean;
  /** Calls everything that it lists by this name, and never says that there is no more. */
  readonly listsForEver?: string;
  /** The same with a new name each time, so many to an answer, each answer after so many milliseconds. */
  readonly listsAnew?: { readonly names: number; readonly everyMs: number };
  /** Says that every file of this name has so many bytes. */
  readonly sizes?: Readonly<Record<string, number>>;
  /** Leaves kinds and sizes out of its lists. */
  readonly listsNamesOnly?: boolean;
}

const OPERATIONS = {
  REALPATH: async (folder: Served, id: number, path: string) => {
    const clean = folder.quirks.calls?.(path) ?? join('/', path);
    await Promise.resolve();
    folder.sftp.name(id, [{ filename: clean, longname: clean, attrs: NOTHING }]);
  },
  LSTAT: async (folder: Served, id: number, path: string) =>
    folder.sftp.attrs(id, attributesOf(await lstat(folder.at(path)))),
  STAT: async (folder: Served, id: number, path: string) =>
    folder.sftp.attrs(id, attributesOf(await stat(folder.at(path)))),
  OPENDIR: async (folder: Served, id: number, path: string) =>
    folder.sftp.handle(id, folder.keep({ kind: 'folder', names: await namesIn(folder, path), path })),
  READDIR: async (folder: Served, id: number, handle: Buffer) => {
    const open = folder.opened(handle);
    if (open.kind !== 'folder') throw new Refusal(STATUS_CODE.FAILURE);
    const { listsAnew } = folder.quirks;
    if (listsAnew !== undefined) {
      await delay(listsAnew.everyMs);
      open.names.push(...Array.from({ length: listsAnew.names }, () => `name ${folder.next()}`));
    }
    const names = open.names.splice(0, 100);
    if (names.length === 0) throw new Refusal(STATUS_CODE.EOF);
    if (folder.quirks.listsForEver !== undefined) open.names.push(...names);
    const entries = await Promise.all(names.map((name) => entryOf(folder, open.path, name)));
    folder.sftp.name(id, entries);
  },
  OPEN: async (folder: Served, id: number, path: string, flags: number) => {
    const file = await open(folder.at(path), flagsOf(flags));
    folder.sftp.handle(
      id,
      folder.keep({ kind: 'file', file, kept: [], written: (flags & OPEN_MODE.WRITE) !== 0 }),
    );
  },
  READ: async (folder: Served, id: number, handle: Buffer, offset: number, length: number) => {
    const { file } = folder.fileOf(handle);
    const chunk = Buffer.alloc(Math.min(length, folder.quirks.mostRead ?? length));
    const { bytesRead } = await file.read(chunk, 0, chunk.length, offset);
    if (bytesRead === 0) throw new Refusal(STATUS_CODE.EOF);
    folder.sftp.data(id, chunk.subarray(0, bytesRead));
  },
  WRITE: async (folder: Served, id: number, handle: Buffer, offset: number, data: Buffer) => {
    const { file, kept } = folder.fileOf(handle);
    if (folder.quirks.keepsWrites === true) kept.push({ data: Buffer.from(data), offset });
    else await file.write(data, 0, data.length, offset);
    folder.sftp.status(id, STATUS_CODE.OK);
  },
  FSTAT: async (folder: Served, id: number, handle: Buffer) => {
    const { file, kept } = folder.fileOf(handle);
    const attributes = attributesOf(await file.stat());
    if (folder.quirks.tellsNothingOfOpenFiles === true) {
      folder.sftp.attrs(id, { ...attributes, size: 0, atime: 0, mtime: 0 });
      return;
    }
    const ends = kept.map(({ data, offset }) => offset + data.length);
    folder.sftp.attrs(id, { ...attributes, size: Math.max(attributes.size, ...ends) });
  },
  FSETSTAT: async (folder: Served, id: number, handle: Buffer, attributes: Partial<Attributes>) => {
    const { file } = folder.fileOf(handle);
    const { size, mode, atime, mtime } = attributes;
    if (size !== undefined) await file.truncate(size);
    if (mode !== undefined) await file.chmod(mode);
    if (atime !== undefined && mtime !== undefined) await file.utimes(atime, mtime);
    folder.sftp.status(id, STATUS_CODE.OK);
  },
  CLOSE: async (folder: Served, id: number, handle: Buffer) => {
    const open = folder.forget(handle);
    if (open.kind === 'file') {
      if (open.kept.length > 0) await open.file.truncate(0);
      for (const { data, offset } of open.kept) await open.file.write(data, 0, data.length, offset);
      if (folder.quirks.losesAtClose === true && open.written) {
        await open.file.truncate(Math.max(0, (await open.file.stat()).size - 1));
      }
      if (folder.quirks.stampsAtClose === true && open.written) await open.file.utimes(CLOSING, CLOSING);
      await open.file.close();
    }
    folder.sftp.status(id, STATUS_CODE.OK);
    if (open.kind === 'file') folder.closed();
  },
  SETSTAT: async (folder: Served, id: number, path: string, attributes: Partial<Attributes>) => {
    const { mode, atime, mtime } = attributes;
    if (mode !== undefined) await chmod(folder.at(path), mode);
    if (atime !== undefined && mtime !== undefined) await utimes(folder.at(path), atime, mtime);
    folder.sftp.status(id, STATUS_CODE.OK);
  },
  MKDIR: (folder: Served, id: number, path: string) => folder.done(id, mkdir(folder.at(path))),
  RMDIR: (folder: Served, id: number, path: string) => folder.done(id, rmdir(folder.at(path))),
  REMOVE: (folder: Served, id: number, path: string) => folder.done(id, unlink(folder.at(path))),
  RENAME: async (folder: Served, id: number, from: string, to: string) => {
    // Draft 02, 6.5: it has to fail where there is something of that name.
    if (await lstat(folder.at(to)).catch(() => undefined)) throw new Refusal(STATUS_CODE.FAILURE);
    await folder.done(id, rename(folder.at(from), folder.at(to)));
  },
} as const;

/** Requests that can be refused or ignored. */
export type Operation = keyof typeof OPERATIONS;

type Opened =
  | { readonly kind: 'folder'; readonly names: string[]; readonly path: string }
  | {
      readonly kind: 'file';
      readonly file: FileHandle;
      readonly written: boolean;
      readonly kept: { readonly data: Buffer; readonly offset: number }[];
    };

class Refusal extends Error {
  readonly status: number;

  constructor(status: number) {
    super();
    this.status = status;
  }
}

class Served {
  readonly sftp: SFTPWrapper;
  readonly quirks: FolderQuirks;
  /** Told of each file that is closed. */
  readonly closed: () => void;
  readonly #root: string;
  readonly #open = new Map<string, Opened>();
  #count = 0;

  constructor(sftp: SFTPWrapper, root: string, quirks: FolderQuirks, closed: () => void) {
    this.sftp = sftp;
    this.quirks = quirks;
    this.closed = closed;
    this.#root = root;
  }

  at(path: string): string {
    return join(this.#root, join('/', path));
  }

  next(): number {
    this.#count += 1;
    return this.#count;
  }

  keep(opened: Opened): Buffer {
    this.#count += 1;
    const handle = Buffer.from(String(this.#count));
    this.#open.set(handle.toString(), opened);
    return handle;
  }

  opened(handle: Buffer): Opened {
    const found = this.#open.get(handle.toString());
    if (found === undefined) throw new Refusal(STATUS_CODE.FAILURE);
    return found;
  }

  fileOf(handle: Buffer): Extract<Opened, { kind: 'file' }> {
    const found = this.opened(handle);
    if (found.kind !== 'file') throw new Refusal(STATUS_CODE.FAILURE);
    return found;
  }

  forget(handle: Buffer): Opened {
    const found = this.opened(handle);
    this.#open.delete(handle.toString());
    return found;
  }

  async end(): Promise<void> {
    for (const open of this.#open.values()) if (open.kind === 'file') await open.file.close();
    this.#open.clear();
  }

  async done(id: number, work: Promise<unknown>): Promise<void> {
    await work;
    this.sftp.status(id, STATUS_CODE.OK);
  }
}

/** Answers requests about a folder, one after the other. */
export function serveFolder(sftp: SFTPWrapper, root: string, quirks: FolderQuirks, closed: () => void): void {
  const folder = new Served(sftp, root, quirks, closed);
  let before = Promise.resolve();
  sftp.on('close', () => void before.then(() => folder.end()));
  for (const name of Object.keys(OPERATIONS) as Operation[]) {
    sftp.on(name, (id: number, ...values: readonly unknown[]) => {
      if (quirks.ignores?.includes(name) === true) return;
      // The client may be gone when the answer is there.
      before = before.then(() => answered(name, id, values)).catch(() => undefined);
    });
  }

  async function answered(name: Operation, id: number, values: readonly unknown[]): Promise<void> {
    try {
      const refusal = quirks.refuses?.[name];
      if (typeof refusal === 'string') throw new Error(refusal);
      if (refusal !== undefined) throw new Refusal(refusal);
      const answer = OPERATIONS[name] as Answer;
      await answer(folder, id, ...values);
    } catch (error) {
      sftp.status(id, statusOf(error), error instanceof Refusal ? undefined : String(error));
    }
  }
}

type Answer = (folder: Served, id: number, ...values: readonly unknown[]) => Promise<void>;

function statusOf(error: unknown): number {
  if (error instanceof Refusal) return error.status;
  if (!(error instanceof Error) || !('code' in error)) return STATUS_CODE.FAILURE;
  if (error.code === 'ENOENT') return STATUS_CODE.NO_SUCH_FILE;
  return error.code === 'EACCES' ? STATUS_CODE.PERMISSION_DENIED : STATUS_CODE.FAILURE;
}

/** When `stampsAtClose` says that a file was closed, in seconds since 1970. */
const CLOSING = 1_700_000_000;

const NOTHING: Attributes = { mode: 0, uid: 0, gid: 0, size: 0, atime: 0, mtime: 0 };

function attributesOf(facts: {
  readonly mode: number;
  readonly size: number;
  readonly mtimeMs: number;
}): Attributes {
  const seconds = Math.floor(facts.mtimeMs / 1000);
  return { mode: facts.mode, uid: 0, gid: 0, size: facts.size, atime: seconds, mtime: seconds };
}

async function namesIn(folder: Served, path: string): Promise<string[]> {
  const { listsForEver } = folder.quirks;
  return listsForEver === undefined ? await readdir(folder.at(path)) : [listsForEver];
}

async function entryOf(folder: Served, path: string, name: string): Promise<FileEntry> {
  const facts = await lstat(folder.at(join(path, name))).catch(() => undefined);
  const { listsNamesOnly } = folder.quirks;
  const attrs = facts === undefined || listsNamesOnly === true ? NOTHING : attributesOf(facts);
  const size = folder.quirks.sizes?.[name];
  if (size !== undefined) return { filename: name, longname: name, attrs: { ...attrs, size } };
  // What is not on the disk is made up.
  if (folder.quirks.listsAnew !== undefined)
    return { filename: name, longname: name, attrs: { ...NOTHING, mode: 0o100644 } };
  return { filename: name, longname: name, attrs };
}

function flagsOf(flags: number): number {
  const both = OPEN_MODE.READ | OPEN_MODE.WRITE;
  const way =
    (flags & both) === both
      ? constants.O_RDWR
      : flags & OPEN_MODE.WRITE
        ? constants.O_WRONLY
        : constants.O_RDONLY;
  const also = [
    [OPEN_MODE.CREAT, constants.O_CREAT],
    [OPEN_MODE.TRUNC, constants.O_TRUNC],
    [OPEN_MODE.EXCL, constants.O_EXCL],
  ] as const;
  return also.reduce((all, [mode, flag]) => all | (flags & mode ? flag : 0), way);
}
