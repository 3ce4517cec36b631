import type { Listed } from '../../target.js';
import type { FtpFeatures } from '../protocol/features.js';
import { parseMlstReply } from '../listing/parse-mlsd.js';
import type { FtpConnection } from '../session/connection.js';

/** The mode that files have which nobody has thought about: it need not be remembered. */
const USUAL = 0o644;

/** What everybody may do with a file that is no secret. */
const COMMON = 0o044;

/**
 * The modes of files on one server, as far as its listings tell (MLSD as the fact UNIX.mode, LIST in its first column), whether or not the profile keeps permissions: no
 * file becomes more public by being copied or replaced (S12).
 */
export class FileModes {
  /** Whether files get the permissions that the profile keeps; withdrawn where the server does not know how. */
  settable: boolean;
  /** Whether the server has said that it knows no SITE CHMOD. */
  refused = false;
  readonly #features: Pick<FtpFeatures, 'mlst' | 'unixModes'>;
  readonly #unusual = new Map<string, number>();
  readonly #listed = new Set<string>();
  /** Files in folders that were not listed, but asked about one by one. */
  readonly #asked = new Set<string>();

  constructor(features: Pick<FtpFeatures, 'mlst' | 'unixModes'>, settable: boolean) {
    this.#features = features;
    this.settable = settable;
  }

  /** Takes in what a listing of the folder at an absolute path has told. */
  record(folder: string, listed: readonly Listed[]): void {
    if (!this.#tells()) return;
    this.#listed.add(folder);
    for (const { name, entry } of listed) {
      const path = `${folder === '/' ? '' : folder}/${name}`;
      const mode = entry.kind === 'file' ? entry.permissions : undefined;
      if (mode === undefined || mode === USUAL) this.#unusual.delete(path);
      else this.#unusual.set(path, mode);
    }
  }

  /** Takes in what the server has told of the one file at an absolute path. */
  recordFile(path: string, mode: number | undefined): void {
    // What MDTM and SIZE tell of a single file, its mode is not among.
    if (!this.#features.mlst || !this.#tells() || this.#listed.has(folderOf(path))) return;
    if (this.#asked.size >= ASKED_AT_MOST && !this.#asked.has(path)) return;
    this.#asked.add(path);
    if (mode === undefined || mode === USUAL) this.#unusual.delete(path);
    else this.#unusual.set(path, mode);
  }

  /** The mode of the file at an absolute path; `undefined` where that is the usual one, or not known. */
  async of(connection: Pick<FtpConnection, 'requestAll'>, path: string): Promise<number | undefined> {
    if (!this.#tells() || this.#listed.has(folderOf(path)) || this.#asked.has(path))
      return this.#unusual.get(path);
    if (!this.#features.mlst) return undefined;
    const [reply] = await connection.requestAll([`MLST ${path}`]);
    const entry = reply?.good === true ? parseMlstReply(reply.message) : undefined;
    return entry?.kind === 'file' ? entry.permissions : undefined;
  }

  /** Whether listings show modes: without MLST they are in the form of LIST, which does wherever there are any. */
  #tells(): boolean {
    return !this.#features.mlst || this.#features.unixModes;
  }
}

/** A few files are asked about before they are replaced; where there are many, their folders have been listed. */
const ASKED_AT_MOST = 1000;

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

/** Whether a file of this mode is not for everybody to read. */
export function isPrivate(mode: number): boolean {
  return (mode & COMMON) !== COMMON;
}
