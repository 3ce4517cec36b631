import { FTPError } from 'basic-ftp';
import type { NameRules } from '../../../../shared/entry/names.js';
import { ProblemError } from '../../../../shared/problem-error.js';
import type { FtpConnection } from '../session/connection.js';
import { encodingOf, UTF_8 } from '../protocol/encodings.js';
import { uniqueOfMlst } from '../listing/parse-mlsd.js';
import { isUnknown } from '../protocol/reply.js';
import { NO_FEATURES, parseFeatures, type FtpFeatures } from '../protocol/features.js';
import type { FtpSettings } from '../protocol/settings.js';
import { findRoot, folderOfPwd, notEntered } from './working-folder.js';

/** How a server lets clients set the time of a file: by a command made for it, or by MDTM with a time before the name. */
export type TimeSetter = 'mfmt' | 'mdtm';

/** What has been found out about a server. */
export interface ServerCapabilities {
  readonly features: FtpFeatures;
  /** The absolute path of the target's root on the server, in wire form, without a slash at the end. */
  readonly root: string;
  /** The folder in which the server put the user, likewise; only where the settings name the root of the server, and it is told for certain. */
  readonly signedIn: string | undefined;
  /** What the server calls the root, under whichever path it is found; `undefined` where it does not say. */
  readonly rootUnique: string | undefined;
  readonly nameRules: NameRules;
  readonly timeSetter: TimeSetter | undefined;
}

/** Asks what the server can do. */
export async function askFeatures(connection: FtpConnection): Promise<FtpFeatures> {
  const [reply] = await connection.requestAll(['FEAT']);
  const features = reply?.good === true ? parseFeatures(reply.message) : NO_FEATURES;
  return withWantedModes(features, connection.settings);
}

/** Permissions that the profile does not keep are no part of what is compared. */
export function withWantedModes(features: FtpFeatures, { keepPermissions }: FtpSettings): FtpFeatures {
  return { ...features, modes: features.modes && keepPermissions === true };
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
  const protection = replies.at(-1);
  const implied = connection.authSsl && protection !== undefined && isUnknown(protection);
  if (secure && protection?.good !== true && !implied) {
    throw new ProblemError({
      kind: 'tls-unavailable',
      what: `The server “${host}” does not encrypt data connections.`,
      advice: 'Turn on TLS for data connections on the server (PROT P).',
      side,
    });
  }
}

/** Finds the root folder and what else has to be known before the first operation. Changes nothing on the server. */
export async function discover(
  connection: FtpConnection,
  features: FtpFeatures,
): Promise<ServerCapabilities> {
  const { path } = connection.settings;
  const asking = path === '/' ? ['PWD'] : [];
  const entering = path === '' ? [] : [`CWD ${connection.toWire(path)}`];
  const looking = features.uniques ? ['MLST .'] : [];
  const replies = await connection.requestAll([...asking, ...entering, 'PWD', 'SYST', ...looking]);
  const [before] = asking.length === 0 ? [] : replies;
  const [entered] = entering.length === 0 ? [] : replies.slice(asking.length);
  const [where, system, itself] = replies.slice(asking.length + entering.length);
  if (entered?.good === false) throw new ProblemError(notEntered(entered, connection.settings));
  const root = await findRoot(connection, where);
  return {
    features,
    root,
    signedIn: before?.good === true ? folderOfPwd(before.message) : undefined,
    rootUnique: itself?.good === true ? uniqueOfMlst(itself.message) : undefined,
    nameRules: system?.good === true && /windows/i.test(system.message) ? 'windows' : 'posix',
    timeSetter: await findTimeSetter(connection, features, root),
  };
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
