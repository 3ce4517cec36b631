import { FTPError } from 'basic-ftp';
import type { Entry, ItemPath, Side } from '../../../../shared/entry/entry.js';
import { joinPath } from '../../../../shared/entry/path.js';
import { printable, safeNames } from '../../item-path.js';
import { ProblemError } from '../../../../shared/problem-error.js';
import type { Listed, OnRecord } from '../../target.js';
import { encodingOf, UTF_8, type NameEncoding } from '../protocol/encodings.js';

/**
 * Translates between names and the bytes for them on one server. Most names are in the profile's encoding. A name that a listing holds in other
 * bytes is read as Windows-1252, and remembered: every later command for it sends the bytes that were listed.
 */
export class WireNames {
  readonly #encoding: NameEncoding;
  readonly #fallback = encodingOf('windows-1252') ?? UTF_8;
  readonly #side: Side;
  /** The last name of paths that came in bytes which the encoding would not give. */
  readonly #odd = new Map<ItemPath, string>();
  readonly #listed = new Set<ItemPath>();

  constructor(encoding: NameEncoding, side: Side) {
    this.#encoding = encoding;
    this.#side = side;
  }

  /** The path in wire form, with the names joined by slashes; throws `name-refused` for an unsafe one (S9) or one without bytes. */
  encode(path: ItemPath): readonly string[] {
    let at = '';
    return safeNames(path, 'posix', this.#side).map((name) => {
      at = joinPath(at, name);
      const wire = this.#odd.get(at) ?? this.#encoding.encode(name);
      if (wire === undefined || /[\0\r\n/]/.test(wire)) throw this.#noBytes(path);
      return wire;
    });
  }

  /** Names of what `folder` holds, in wire form; those without bytes are left out, because no server can have them. */
  encodeAll(folder: ItemPath, names: readonly string[]): readonly string[] {
    return names.flatMap(
      (name) => this.#odd.get(joinPath(folder, name)) ?? this.#encoding.encode(name) ?? [],
    );
  }

  /** What is on record of `folder`, with names in wire form; `undefined` where not all of them have bytes. */
  encodeRecord(folder: ItemPath, { entries, besides }: OnRecord): OnRecord | undefined {
    const encoded = new Map<string, Entry>();
    for (const [name, entry] of entries) {
      const [wire] = this.encodeAll(folder, [name]);
      if (wire === undefined || encoded.has(wire)) return undefined;
      encoded.set(wire, entry);
    }
    return { entries: encoded, besides: new Set(this.encodeAll(folder, [...besides])) };
  }

  /**
   * The complete listing of `folder`, given with names in wire form, with names as text. One that cannot be told from another name, or that
   * has no text at all, is shown with the Unicode replacement character, and as something that is skipped.
   */
  learn(folder: ItemPath, listed: readonly Listed[]): readonly Listed[] {
    this.#listed.add(folder);
    const taken = new Set<string>();
    const odd: Listed[] = [];
    const named: Listed[] = [];
    for (const item of listed) {
      const name = this.#encoding.decode(item.name);
      if (name === undefined || this.#encoding.encode(name) !== item.name) {
        odd.push(item);
        continue;
      }
      this.#odd.delete(joinPath(folder, name));
      taken.add(name);
      named.push({ ...item, name });
    }
    for (const item of odd) {
      const name = this.#encoding.decode(item.name) ?? this.#fallback.decode(item.name);
      if (name === undefined || taken.has(name)) {
        named.push({ name: withoutText(item.name), entry: { kind: 'other', what: 'unreadable-name' } });
        continue;
      }
      taken.add(name);
      this.#odd.set(joinPath(folder, name), item.name);
      named.push({ ...item, name });
    }
    return named;
  }

  /** A folder that has just been made, and so holds no name in other bytes. */
  made(folder: ItemPath): void {
    this.#listed.add(folder);
  }

  /** The folders, root first, that have to be listed before it is known in which bytes the names in `path` are. */
  unlisted(path: ItemPath): readonly ItemPath[] {
    const folders: ItemPath[] = [];
    let at = '';
    for (const name of path === '' ? [] : path.split('/')) {
      if (/[^\0-\x7f]/.test(name) && !this.#listed.has(at)) folders.push(at);
      at = joinPath(at, name);
    }
    return folders;
  }

  /** Finds out in which bytes the server has the names in `path`, where only a listing can tell. */
  async findBytes(path: ItemPath, list: (folder: ItemPath) => Promise<unknown>): Promise<void> {
    for (const folder of this.unlisted(path)) {
      try {
        await list(folder);
      } catch (error) {
        // Where there is no folder, there are no names in other bytes.
        if (!(error instanceof FTPError) || error.code === 421) throw error;
      }
    }
  }

  #noBytes(path: ItemPath): ProblemError {
    return new ProblemError({
      kind: 'name-refused',
      what: `“${printable(path)}” contains a character that the server’s file name encoding lacks.`,
      advice: 'Rename it, or choose UTF-8 as the encoding in the profile if the server knows it.',
      side: this.#side,
      path,
    });
  }
}

/** Different bytes stay different names. */
function withoutText(wire: string): string {
  return wire.replace(/[^\0-\x7f]/g, (byte) => `\uFFFD${byte.charCodeAt(0).toString(16)}`);
}
