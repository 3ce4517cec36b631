import type { ItemPath } from '../../../../shared/entry/entry.js';
import { parentOf } from '../../../../shared/entry/path.js';
import { printable } from '../../item-path.js';
import { ProblemError } from '../../../../shared/problem-error.js';
import type { Listed } from '../../target.js';
import type { FtpConnection } from '../session/connection.js';
import type { Reply } from '../protocol/reply.js';

/**
 * A way in which servers are known to misread names, so that an operation would silently hit another file (S9).
 */
interface Misreading {
  readonly suspect: RegExp;
  /** Whether only names of new files and folders are misread. */
  readonly onlyNew: boolean;
  /** Asks the server something harmless that tells whether it misreads names so. `root` ends in a slash. */
  readonly question: (root: string) => string;
  readonly tells: (answer: Reply) => boolean;
}

/** A path that leads nowhere, unless the server misreads it: then it leads to a folder that is there. */
function byGoing(suspect: RegExp, ending: string): Misreading {
  return {
    suspect,
    onlyNew: false,
    question: (root) => `CWD ${root}${ending}`,
    tells: ({ good }) => good,
  };
}

const MISREADINGS: readonly Misreading[] = [
  // ftp-srv drops every quotation mark from a command,
  byGoing(/"/, '""""'),
  // every word that looks like a flag,
  byGoing(/ -\w( |$)/, ' -x'),
  // and takes a backslash for a slash, as servers on Windows do.
  byGoing(/\\/, '.\\'),
  // Some servers trim a command.
  byGoing(/\s$/, ' '),
  // pure-ftpd makes an underscore of a space at the end of a new name, and says nowhere else who it is.
  {
    suspect: / $/,
    onlyNew: true,
    question: () => 'HELP',
    tells: ({ message }) => /pure-?ftpd/i.test(message),
  },
];

/** Letters with which servers let one name stand for others, and a pattern that stands for `name`. */
const PATTERNS: readonly { readonly suspect: RegExp; readonly standingFor: (name: string) => string }[] = [
  { suspect: /\*/, standingFor: (name) => `${name.slice(0, -1)}*` },
  { suspect: /\?/, standingFor: (name) => `${name.slice(0, -1)}?` },
  { suspect: /[[\]]/, standingFor: (name) => `${name.slice(0, -1)}[${name.slice(-1)}]` },
];

/** A name that no server misreads, and that is still one with its last letter in brackets. */
const PLAIN = /^[^\s"\\*?[\]{}~-](?:[^"\\*?[\]{}]*[^\s"\\*?[\]{}])?[A-Za-z0-9]$/;

/** Something that the server has, in wire form. */
interface Sample {
  readonly folder: string;
  readonly name: string;
  readonly isFolder: boolean;
}

/** Knows which names a server would misread. */
export class NameGuard {
  readonly #misreads = new Map<Misreading, boolean>();
  readonly #expands = new Map<(typeof PATTERNS)[number], boolean>();
  #sample: Sample | undefined;
  readonly #root: string;

  /** `root` is a folder on the server that exists, without a slash at the end. */
  constructor(root: string) {
    this.#root = `${root}/`;
  }

  /** Keeps a sample of what the server has in the folder at the absolute path `folder`; all of it is in wire form. */
  observe(folder: string, listed: readonly Listed[]): void {
    if (this.#sample !== undefined) return;
    const names = listed.map(({ name }) => name);
    const sample = listed.find(
      ({ name, entry }) =>
        (entry.kind === 'file' || entry.kind === 'folder') &&
        PLAIN.test(name) &&
        // A pattern for it stands for nothing else, and is the name of nothing else.
        names.filter((other) => other.startsWith(name.slice(0, -1))).length === 1,
    );
    if (sample === undefined) return;
    this.#sample = { folder, name: sample.name, isFolder: sample.entry.kind === 'folder' };
  }

  /**
   * Rejects with `name-refused` where the server would take `path` for another one; `isNew` where it is about to be made.
   * Asks the server once for each kind of name. `list` lists a folder, of which `observe` is told.
   */
  async check(
    connection: FtpConnection,
    path: ItemPath,
    isNew: boolean,
    list: (folder: ItemPath) => Promise<unknown>,
  ): Promise<void> {
    await this.#checkLetters(connection, path, isNew);
    for (const pattern of PATTERNS) {
      if (!pattern.suspect.test(path) || !(await this.#isExpanded(connection, pattern, path, list))) continue;
      const { host, side } = connection.settings;
      throw new ProblemError({
        kind: 'name-refused',
        what: `The server “${host}” would take “${printable(path)}” for a wildcard pattern.`,
        advice: 'Give it a name without * ? [ ].',
        side,
        path,
      });
    }
  }

  /** Asks for something that is there, by a pattern: only a server that expands patterns finds it. */
  async #isExpanded(
    connection: FtpConnection,
    pattern: (typeof PATTERNS)[number],
    path: ItemPath,
    list: (folder: ItemPath) => Promise<unknown>,
  ): Promise<boolean> {
    const known = this.#expands.get(pattern);
    if (known !== undefined) return known;
    const isPlain = (folder: ItemPath): boolean => !PATTERNS.some(({ suspect }) => suspect.test(folder));
    for (const folder of new Set(['', parentOf(path)].filter(isPlain))) {
      // What cannot be listed tells nothing; whoever asked is told why by its own command.
      if (this.#sample === undefined) await list(folder).catch(() => undefined);
    }
    // Where nothing is, there is nothing that a pattern could stand for.
    if (this.#sample === undefined) return false;
    const { folder, name, isFolder } = this.#sample;
    const asked = `${folder === '/' ? '' : folder}/${pattern.standingFor(name)}`;
    const verbs = isFolder ? ['CWD', 'RNFR'] : ['SIZE', 'MDTM', 'RNFR'];
    const answers = await connection.inTurn(() =>
      connection.requestAll(verbs.map((verb) => `${verb} ${asked}`)),
    );
    const expands = answers.some(({ good, code }) => good || code === 350);
    this.#expands.set(pattern, expands);
    return expands;
  }

  async #checkLetters(connection: FtpConnection, path: ItemPath, isNew: boolean): Promise<void> {
    for (const misreading of MISREADINGS) {
      if ((misreading.onlyNew && !isNew) || !misreading.suspect.test(path)) continue;
      let misreads = this.#misreads.get(misreading);
      if (misreads === undefined) {
        const question = misreading.question(this.#root);
        const [answer] = await connection.inTurn(() => connection.requestAll([question]));
        misreads = answer !== undefined && misreading.tells(answer);
        this.#misreads.set(misreading, misreads);
      }
      if (!misreads) continue;
      const { host, side } = connection.settings;
      throw new ProblemError({
        kind: 'name-refused',
        what: `The server “${host}” would misread one of the characters in the name “${printable(path)}”.`,
        advice: 'Rename it with letters, digits, dots, hyphens and single spaces only.',
        side,
        path,
      });
    }
  }
}
