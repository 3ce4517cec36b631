import type { FolderPage } from '../../../shared/connection/server-folders.js';
import { FOLDERS_AT_MOST } from '../../../shared/connection/server-folders.js';
import { ProblemError, problemOf } from '../../../shared/problem-error.js';
import type { ProfileOptions } from '../../../shared/profile/profile-options.js';
import type { RemoteAddress } from '../../../shared/profile/remote.js';
import { OwnNames } from '../../sync/base/own-names.js';
import { openTarget, type SignIn } from '../../targets/open-target.js';
import type { Target } from '../../targets/target.js';
import { joinFolder, relativeTo } from './folder-paths.js';
import { connectionProblems } from './text.js';

type ServerAddress = Extract<RemoteAddress, { kind: 'server' }>;

/** The server whose folders somebody wants to look at. */
export interface FoldersOf {
  readonly address: ServerAddress;
  readonly signIn: SignIn;
  readonly options: ProfileOptions;
}

/** The folders of a server while somebody looks for one of them. Connections are kept until `close`, which also ends what is under way. */
export class ServerFolders {
  readonly #target: Target;
  readonly #own: OwnNames;
  readonly #closing: AbortController;
  /** The highest folder that can be opened, an absolute path. */
  readonly root: string;
  /** The folder that the server puts the user into, where it says so. */
  readonly signIn: string | undefined;
  /** The folder to show first. */
  readonly start: string;

  private constructor(
    target: Target,
    place: { readonly root: string; readonly signIn: string | undefined; readonly start: string },
    ownNames: string,
    closing: AbortController,
  ) {
    this.#target = target;
    this.#own = new OwnNames(ownNames);
    this.#closing = closing;
    this.root = place.root;
    this.signIn = place.signIn;
    this.start = place.start;
  }

  /** Connects. Rejects with a `ProblemError`. */
  static async open(of: FoldersOf, closing: AbortController): Promise<ServerFolders> {
    const { signal } = closing;
    const target = await connectAt(of, ['/', ''], signal);
    try {
      const root = target.rootFolder ?? '/';
      const signIn = target.signInFolder ?? root;
      const wanted = of.address.path;
      const start = wanted !== '' && (await isFolder(target, root, wanted, signal)) ? wanted : signIn;
      return new ServerFolders(target, { root, signIn, start }, of.options.ownNames, closing);
    } catch (error) {
      await target.close();
      throw error;
    }
  }

  /** The folders in one of them. Rejects with a `ProblemError`. */
  async list(folder: string): Promise<FolderPage> {
    const names: string[] = [];
    for await (const listed of this.#target.list(this.#inside(folder), this.#closing.signal)) {
      for (const { name, entry } of listed) {
        if (entry.kind === 'folder' && !this.#own.has(name)) names.push(name);
      }
    }
    names.sort(BY_NAME.compare);
    return {
      names: names.slice(0, FOLDERS_AT_MOST),
      more: Math.max(0, names.length - FOLDERS_AT_MOST),
    };
  }

  /** Makes a folder, and tells its absolute path. Rejects with a `ProblemError`. */
  async make(parent: string, name: string): Promise<string> {
    const path = joinFolder(parent, name);
    const inside = this.#inside(path);
    const { signal } = this.#closing;
    if ((await this.#target.stat(inside, signal)) !== undefined) {
      throw new ProblemError({
        kind: 'already-exists',
        ...connectionProblems.folderExists(name),
        side: 'remote',
      });
    }
    await this.#target.makeFolder(inside, signal);
    return path;
  }

  /** Lets go of the connections. Never rejects. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#target.close();
  }

  #inside(folder: string): string {
    const inside = relativeTo(this.root, folder);
    if (inside !== undefined) return inside;
    throw new ProblemError({
      kind: 'invalid',
      ...connectionProblems.notInside(folder, this.root),
      side: 'remote',
    });
  }
}

const BY_NAME = new Intl.Collator(undefined, { numeric: true });

/** Connects at the first of the folders that the server opens. */
async function connectAt(
  { address, signIn, options }: FoldersOf,
  [path, ...others]: readonly string[],
  signal: AbortSignal,
): Promise<Target> {
  const target = openTarget({ ...address, path: path ?? '' }, 'remote', signIn, {
    ...options,
    connections: Math.min(2, options.connections ?? 2),
    // A folder that a link leads to is a folder for whoever looks for one.
    links: 'follow',
  });
  try {
    await target.connect(signal);
    return target;
  } catch (error) {
    await target.close();
    const { kind } = problemOf(error);
    if (others.length === 0 || !NOT_OPENED.has(kind)) throw error;
    return connectAt({ address, signIn, options }, others, signal);
  }
}

/** What a server says that does not let the user into its root. */
const NOT_OPENED: ReadonlySet<string> = new Set([
  'folder-missing',
  'permission-denied',
  'not-found',
  'not-a-folder',
]);

async function isFolder(target: Target, root: string, path: string, signal: AbortSignal): Promise<boolean> {
  const inside = relativeTo(root, path);
  if (inside === undefined) return false;
  if (inside === '') return true;
  try {
    return (await target.stat(inside, signal))?.kind === 'folder';
  } catch (error) {
    if (signal.aborted) throw error;
    return false;
  }
}
