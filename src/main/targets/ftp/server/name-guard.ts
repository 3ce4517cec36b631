import type { ItemPath } from '../../../../shared/entry/entry.js';
import { printable } from '../../item-path.js';
import { TargetError } from '../../target-error.js';
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

/** Knows which names a server would misread. */
export class NameGuard {
  readonly #misreads = new Map<Misreading, boolean>();
  readonly #root: string;

  /** `root` is a folder on the server that exists, without a slash at the end. */
  constructor(root: string) {
    this.#root = `${root}/`;
  }

  /**
   * Rejects with `name-refused` where the server would take `path` for another one; `isNew` where it is about to be made.
   * Asks the server once for each kind of name.
   */
  async check(connection: FtpConnection, path: ItemPath, isNew: boolean): Promise<void> {
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
      throw new TargetError({
        kind: 'name-refused',
        what: `The server “${host}” would misread one of the characters in the name “${printable(path)}”.`,
        advice: 'Rename it with letters, digits, dots, hyphens and single spaces only.',
        side,
        path,
      });
    }
  }
}
