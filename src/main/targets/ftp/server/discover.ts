import { FTPError } from 'basic-ftp';
import type { Side } from '../../../../shared/entry/entry.js';
import type { NameRules } from '../../../../shared/entry/names.js';
import type { Problem } from '../../../../shared/problem.js';
import { printable } from '../../item-path.js';
import { TargetError } from '../../target-error.js';
import type { FtpConnection } from '../session/connection.js';
import { encodingOf, UTF_8 } from '../protocol/encodings.js';
import { uniqueOfMlst } from '../protocol/parse-mlsd.js';
import type { Reply } from '../protocol/reply.js';
import { NO_FEATURES, parseFeatures, type FtpFeatures } from '../protocol/features.js';

/** How a server lets clients set the time of a file: by a command made for it, or by MDTM with a time before the name. */
export type TimeSetter = 'mfmt' | 'mdtm';

/** What has been learnt of a server. */
export interface ServerFacts {
  readonly features: FtpFeatures;
  /** The absolute path of the target's root on the server, in wire form, without a slash at the end. */
  readonly root: string;
  /** What the server calls the root, under whichever path it is met; `undefined` where it does not say. */
  readonly rootUnique: string | undefined;
  readonly nameRules: NameRules;
  readonly timeSetter: TimeSetter | undefined;
}

/** Asks what the server can do. Permissions that the profile does not keep are no part of what is compared. */
export async function askFeatures(connection: FtpConnection): Promise<FtpFeatures> {
  const [reply] = await connection.requestAll(['FEAT']);
  const features = reply?.good === true ? parseFeatures(reply.message) : NO_FEATURES;
  return { ...features, modes: features.modes && connection.settings.keepPermissions === true };
}

/** Brings a connection that has just been signed in into the state that all others expect of it. */
export async function prepare(connection: FtpConnection, features: FtpFeatures): Promise<void> {
  const { secure, host, line, side } = connection.settings;
  const commands = ['TYPE I'];
  if (features.utf8) commands.push(`OPTS UTF8 ${encodingOf(line.encoding) === UTF_8 ? 'ON' : 'OFF'}`);
  if (features.mlst) {
    const further = `${features.uniques ? 'unique;' : ''}${features.unixModes ? 'UNIX.mode;' : ''}`;
    commands.push(`OPTS MLST type;size;modify;${further}`);
  }
  if (secure) commands.push('PBSZ 0', 'PROT P');
  const replies = await connection.requestAll(commands);
  // Servers may refuse the OPTS: then they do by themselves what these ask for.
  const binary = replies[0];
  if (binary?.good !== true)
    throw new FTPError({ code: binary?.code ?? 500, message: binary?.message ?? '' });
  if (secure && replies.at(-1)?.good !== true) {
    throw new TargetError({
      kind: 'tls-unavailable',
      what: `The server “${host}” does not encrypt the lines for data.`,
      advice: 'Ask whoever runs it to switch on TLS for data (PROT P).',
      side,
    });
  }
}

/** Finds the root folder and what else has to be known before the first operation. Changes nothing on the server. */
export async function discover(connection: FtpConnection, features: FtpFeatures): Promise<ServerFacts> {
  const { path, host, side } = connection.settings;
  const wanted = connection.toWire(path);
  const entering = path === '' ? [] : [`CWD ${wanted}`];
  const looking = features.uniques ? ['MLST .'] : [];
  const replies = await connection.requestAll([...entering, 'PWD', 'SYST', ...looking]);
  const [where, system, itself] = replies.slice(entering.length);
  const entered = path === '' ? undefined : replies[0];
  if (entered?.good === false) throw new TargetError(notEntered(entered, path, host, side));
  const folder = (where?.good === true ? folderOfPwd(where.message) : undefined) ?? wanted;
  const root = folder.replace(/\/+$/, '');
  return {
    features,
    root,
    rootUnique: itself?.good === true ? uniqueOfMlst(itself.message) : undefined,
    nameRules: system?.good === true && /windows/i.test(system.message) ? 'windows' : 'posix',
    timeSetter: await findTimeSetter(connection, features, root),
  };
}

function notEntered({ message }: Reply, path: string, host: string, side: Side): Problem {
  const folder = `The folder “${printable(path)}” on the server “${host}”`;
  return /permission|denied|not allowed/i.test(message)
    ? {
        kind: 'permission-denied',
        what: `${folder} may not be entered.`,
        advice:
          'Ask whoever runs the server for the right to do this, or choose another folder in the profile.',
        side,
      }
    : {
        kind: 'folder-missing',
        what: `${folder} does not exist.`,
        advice: 'Create it there, or choose another folder in the profile.',
        side,
      };
}

/** The folder in `257 "/a ""b"" c" …`; RFC 959, appendix II: quotes inside it are doubled. */
export function folderOfPwd(reply: string): string | undefined {
  return /"((?:[^"]|"")*)"/.exec(reply)?.[1]?.replaceAll('""', '"');
}

/**
 * vsftpd sets times by `MDTM TIME NAME`, and says nothing of it in FEAT. A server that does not know this form looks for a file of
 * the name “TIME NAME”. So a file that is not there is asked for in both forms: only a server that knows the difference answers differently,
 * and nothing is changed by it.
 */
async function findTimeSetter(
  connection: FtpConnection,
  features: FtpFeatures,
  root: string,
): Promise<TimeSetter | undefined> {
  if (features.mfmt) return 'mfmt';
  if (!features.mdtm) return undefined;
  const missing = `${root}/.evenkeel-no-such-file`;
  const [reply] = await connection.requestAll([`MDTM 20200101000000 ${missing}`]);
  return reply !== undefined && !reply.good && /\bset\b/i.test(reply.message) ? 'mdtm' : undefined;
}
