import { FTPError } from 'basic-ftp';
import type { Problem } from '../../../../shared/problem.js';
import { printable } from '../../item-path.js';
import { ProblemError } from '../../../../shared/problem-error.js';
import type { FtpConnection } from '../session/connection.js';
import { signInRefused } from '../session/errors.js';
import type { FtpSettings } from '../protocol/settings.js';
import type { Reply } from '../protocol/reply.js';

/** A name that nobody gives a folder: a server that goes there all the same says yes to everything. */
const MISSING = '.evenkeel-no-such-folder';

/** Blanks in a reply to PWD that may end the folder's name; more of them are no reply that can be read. */
const MOST_BLANKS = 8;

/** A path that leads to the same place from wherever it is asked for: in the form of Unix, or behind a drive letter. */
const ABSOLUTE = /^(?:\/|[A-Za-z]:(?:[\\/]|$))/;

/** What a reply to PWD may mean. */
export interface PwdReadings {
  /** Absolute paths, the most likely first. */
  readonly folders: readonly string[];
  /** Whether the first one needs no proof. */
  readonly certain: boolean;
}

/**
 * Reads a reply to PWD. RFC 959, appendix II: `257 "/a ""b"" c" …`, quotation marks inside it doubled. Servers exist that leave them
 * single, use others or none; where such a name ends can only be tried out.
 */
function readPwd(reply: string): PwdReadings {
  const [line = ''] = reply.split('\n');
  const text = line.replace(/^\d{3}[ -]?/, '').trim();
  const quoted = /"((?:[^"]|"")*)"/.exec(text);
  if (quoted !== null) {
    const inside = quoted[1] ?? '';
    const upToLast = text.slice(quoted.index + 1, text.lastIndexOf('"'));
    return readings(
      [inside.replaceAll('""', '"'), inside, upToLast, upToLast.replaceAll('""', '"')],
      upToLast === inside,
    );
  }
  const apostrophes = /^'(.*)'/.exec(text);
  if (apostrophes !== null) return readings([apostrophes[1] ?? ''], false);
  const words = text.split(' ');
  const cuts =
    words.length > MOST_BLANKS ? [] : words.map((_, index) => words.slice(0, words.length - index));
  return readings(
    cuts.map((cut) => cut.join(' ').trim()),
    words.length === 1,
  );
}

function readings(folders: readonly string[], certain: boolean): PwdReadings {
  const absolute = [...new Set(folders)].filter((folder) => ABSOLUTE.test(folder));
  return { folders: absolute, certain: certain && absolute.length > 0 };
}

/** The folder in a reply to PWD that can be read in one way only; `undefined` for any other. */
export function folderOfPwd(reply: string): string | undefined {
  const { folders, certain } = readPwd(reply);
  return certain ? folders[0] : undefined;
}

/**
 * The absolute path of the folder that the target shows, in wire form, without a slash at the end; `where` is the reply to PWD behind the
 * CWD that led there, if the settings name a folder. Rejects where it is not certain which folder that is: no other one will do, because
 * a mirror would empty it.
 */
export async function findRoot(connection: FtpConnection, where: Reply | undefined): Promise<string> {
  const { settings } = connection;
  const wanted = connection.toWire(settings.path);
  const told = where?.good === true ? where.message : undefined;
  const { folders, certain } = told === undefined ? NOTHING : readPwd(told);
  const asked = settings.path === '' ? undefined : folders.find((folder) => isSame(folder, wanted));
  if (asked !== undefined) return trimmed(asked);
  if (settings.path === '') {
    const [first] = folders;
    if (first !== undefined && certain) return trimmed(first);
    for (const folder of folders) if (await leadsTo(connection, folder, told)) return trimmed(folder);
    throw new ProblemError(unknownFolder(settings, told));
  }
  // Where nothing can be read, the person has said it, and the server has gone there.
  const [named] = folders;
  const [certainly] = certain ? folders : [];
  if (ABSOLUTE.test(wanted) && (await leadsTo(connection, wanted, told))) return trimmed(certainly ?? wanted);
  throw new ProblemError(named === undefined ? unknownFolder(settings, told) : otherFolder(settings, named));
}

const NOTHING: PwdReadings = { folders: [], certain: false };

function trimmed(folder: string): string {
  return folder.replace(/[\\/]+$/, '');
}

/** Whether two paths are written the same, but for slashes that say nothing and the drive in front of them. */
function isSame(folder: string, wanted: string): boolean {
  const [found, asked] = [folder, wanted].map((path) =>
    path
      .replace(/^[A-Za-z]:(?=[\\/]|$)/, '')
      .replaceAll('\\', '/')
      .replace(/\/+/g, '/')
      .replace(/\/$/, ''),
  );
  return ABSOLUTE.test(wanted) ? found === asked : found?.endsWith(`/${asked}`) === true;
}

/**
 * Whether `folder` is the one of which the server said `told` when it was asked where it is; or, where it said nothing, whether it goes there and
 * not everywhere. Servers resolve links, so what they say need not be what they were asked for. A server that stays where it is does not
 * lead there: then another folder gives the same answer.
 */
async function leadsTo(
  connection: FtpConnection,
  folder: string,
  told: string | undefined,
): Promise<boolean> {
  const plain = trimmed(folder);
  const [missing, , top, entered, there] = await connection.inTurn(() =>
    connection.requestAll([`CWD ${plain}/${MISSING}`, 'CWD /', 'PWD', `CWD ${plain || '/'}`, 'PWD']),
  );
  if (missing?.good !== false || entered?.good !== true) return false;
  if (told === undefined) return true;
  return there?.message === told && (plain === '' || top?.message !== told);
}

/** Why the folder could not be entered that the settings name. */
export function notEntered({ code, message }: Reply, settings: FtpSettings): Problem {
  const { path, host, side } = settings;
  const folder = `The folder “${printable(path)}” on the server “${host}”`;
  // RFC 959, 4.2.2: nobody is signed in, so this says nothing of the folder.
  if (code === 530) {
    return signInRefused(new FTPError({ code, message }), settings);
  }
  if (/not a (directory|folder)/i.test(message)) {
    return {
      kind: 'not-a-folder',
      what: `“${printable(path)}” on the server “${host}” is a file, not a folder.`,
      advice: 'Choose the folder that contains it.',
      side,
    };
  }
  return /permission|denied|not allowed/i.test(message)
    ? {
        kind: 'permission-denied',
        what: `${folder} can’t be opened: permission denied.`,
        advice: 'Check the folder’s permissions on the server, or choose another folder in the profile.',
        side,
      }
    : {
        kind: 'folder-missing',
        what: `${folder} does not exist.`,
        advice: 'Create it there, or choose another folder in the profile.',
        side,
      };
}

function unknownFolder({ path, host, side }: FtpSettings, told: string | undefined): Problem {
  const said = told === undefined ? '' : `: it says “${printable(told)}”`;
  return {
    kind: 'unsupported',
    what: `The server “${host}” does not say clearly which folder ${path === '' ? 'you are in after signing in' : `“${printable(path)}” is`}${said}. Nothing was changed.`,
    advice:
      path === ''
        ? `Write the full path of the folder in the address, such as ftp://${host}/www, and try again.`
        : 'Check the folder in the address: it has to be the full path, from the root of the server.',
    side,
  };
}

function otherFolder({ path, host, side }: FtpSettings, folder: string): Problem {
  return {
    kind: 'unsupported',
    what: `The server “${host}” was asked to go to the folder “${printable(path)}”, but says that it is in “${printable(folder)}”. Nothing was changed.`,
    advice: 'Check the folder in the address: it has to be the full path, from the root of the server.',
    side,
  };
}
