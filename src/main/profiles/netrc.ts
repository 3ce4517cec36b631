/** What `.netrc` says of one machine, or of all that it does not name. */
export interface NetrcEntry {
  /** `undefined` for the `default` entry. */
  readonly machine: string | undefined;
  readonly login: string | undefined;
  readonly password: string | undefined;
}

/**
 * Reads the text of a `.netrc`, as ftp(1) describes it: `machine NAME`, `default`, `login`, `password`, `account`, and `macdef`,
 * which goes to the next empty line; a word may be quoted; a line that begins with `#` is a comment. What it does not know is
 * passed over. Never throws.
 */
export function readNetrc(text: string): readonly NetrcEntry[] {
  const entries: { machine: string | undefined; login: string | undefined; password: string | undefined }[] =
    [];
  const words = wordsOf(text);
  for (let word = words.next(); word !== undefined; word = words.next()) {
    const entry = entries.at(-1);
    switch (word) {
      case 'machine':
        entries.push({ machine: words.next(), login: undefined, password: undefined });
        break;
      case 'default':
        entries.push({ machine: undefined, login: undefined, password: undefined });
        break;
      case 'login':
      case 'user': {
        const login = words.next();
        if (entry !== undefined) entry.login = login;
        break;
      }
      case 'password': {
        const password = words.next();
        if (entry !== undefined) entry.password = password;
        break;
      }
      case 'account':
        words.next();
        break;
      case 'macdef':
        words.skipParagraph();
        break;
      default:
        break;
    }
  }
  return entries;
}

/** The first entry for `host`, of that user where one is named, else the default one; `undefined` where none says anything. */
export function netrcEntryFor(
  entries: readonly NetrcEntry[],
  host: string,
  userName: string,
): NetrcEntry | undefined {
  const ofUser = (entry: NetrcEntry): boolean => userName === '' || entry.login === userName;
  const name = host.toLowerCase();
  return (
    entries.find((entry) => entry.machine?.toLowerCase() === name && ofUser(entry)) ??
    entries.find((entry) => entry.machine === undefined && ofUser(entry))
  );
}

interface Words {
  next(): string | undefined;
  /** Goes on behind the next empty line. */
  skipParagraph(): void;
}

function wordsOf(text: string): Words {
  let rest = text.replaceAll(/\r\n?/g, '\n').replaceAll(/^[ \t]*#.*$/gm, '#');
  return {
    next: () => {
      const [whole = '', quoted, plain] = /^[\s#]*(?:"((?:[^"\\]|\\.)*)"|(\S+))/.exec(rest) ?? [];
      rest = rest.slice(whole.length);
      return quoted === undefined ? plain : quoted.replaceAll(/\\(.)/g, '$1');
    },
    skipParagraph: () => {
      const end = rest.indexOf('\n\n');
      rest = end === -1 ? '' : rest.slice(end);
    },
  };
}
