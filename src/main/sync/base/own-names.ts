import type { ItemPath } from '../../../shared/entry/entry.js';
import { reservedKey } from '../../../shared/entry/names.js';
import { joinPath, parentOf } from '../../../shared/entry/path.js';

/** How Evenkeel calls what it puts beside people's files unless a profile says otherwise. */
export const DEFAULT_OWN_NAMES = '.evenkeel-*';

/**
 * The names of what Evenkeel keeps beside people's files, from a pattern such as `.evenkeel-*` or `ek_*.tmp`: what comes before the star
 * begins each of them, what comes after it ends the files among them, in place of the usual endings.
 */
export class OwnNames {
  /** The file in the root that says that a run is under way. */
  readonly lockFile: string;
  /** The folder that holds what was replaced or deleted. */
  readonly versionsFolder: string;
  /** What the names of kept versions end with: never the ending that they had, by which a web server would run or show them. */
  readonly versionEnding: string;
  readonly #prefix: string;
  readonly #temporaryEnding: string;
  readonly #temporary: RegExp;
  /** The same however it is spelled. */
  readonly #temporaryKey: RegExp;
  /** Nearly every name begins otherwise, and is done with. */
  readonly #allHidden: boolean;
  readonly #fixed: ReadonlySet<string>;

  constructor(pattern: string = DEFAULT_OWN_NAMES) {
    const [prefix = '', ending = ''] = pattern.split('*');
    this.#prefix = prefix;
    this.#temporaryEnding = ending === '' ? '.part' : ending;
    this.versionEnding = ending === '' ? '.kept' : ending;
    this.lockFile = `${prefix}lock${ending === '' ? '.json' : ending}`;
    this.versionsFolder = `${prefix}versions`;
    this.#temporary = temporaryPattern(prefix, this.#temporaryEnding);
    this.#temporaryKey = temporaryPattern(reservedKey(prefix), reservedKey(this.#temporaryEnding));
    this.#allHidden = prefix.startsWith('.');
    this.#fixed = new Set([reservedKey(this.lockFile), reservedKey(this.versionsFolder)]);
  }

  /**
   * The temporary name for the `count`th transfer of a run, beside the file that it is for: a rename within one folder
   * is one step on every system (S3).
   */
  temporaryPath(path: ItemPath, token: string, startedMs: number, count: number): ItemPath {
    const number = `${startedMs.toString(36)}${count.toString(36)}`;
    return joinPath(parentOf(path), `${this.#prefix}${token}-${number}${this.#temporaryEnding}`);
  }

  /** Whether `name` is that of a temporary file of the pair that `token` marks, in small letters or in capital ones. */
  isTemporaryOf(name: string, token: string): boolean {
    if (this.#allHidden && !name.startsWith('.')) return false;
    if (this.#temporary.exec(name)?.[1] === token) return true;
    const key = name.toLowerCase();
    return [this.#temporaryKey, USUAL_TEMPORARY].some((pattern) => pattern.exec(key)?.[1] === token);
  }

  /**
   * Whether `name` is that of something which an Evenkeel with these names, or with the usual ones, keeps beside people's files: never
   * content, in no folder. However it is spelled: copied to a side that takes the two for one, it would be ours (S9).
   */
  has(name: string): boolean {
    // An invisible letter may stand before the dot.
    if (this.#allHidden && !name.startsWith('.') && !(name.charCodeAt(0) > 0x7e)) return false;
    const key = reservedKey(name);
    return (
      this.#fixed.has(key) ||
      USUAL_FIXED.has(key) ||
      USUAL_TEMPORARY.test(key) ||
      this.#temporaryKey.test(key)
    );
  }
}

function temporaryPattern(prefix: string, ending: string): RegExp {
  return new RegExp(`^${escaped(prefix)}([0-9a-f]{8})-[0-9a-z]+${escaped(ending)}$`);
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|-]/g, String.raw`\$&`);
}

const USUAL_TEMPORARY = temporaryPattern('.evenkeel-', '.part');
const USUAL_FIXED: ReadonlySet<string> = new Set(['.evenkeel-lock.json', '.evenkeel-versions']);

/** Whether `name` is that of a temporary file of any Evenkeel with the usual names. */
export function isTemporaryName(name: string): boolean {
  return USUAL_TEMPORARY.test(name);
}
