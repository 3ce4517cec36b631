import { FTPError } from 'basic-ftp';
import type { Entry, Timestamp } from '../../../shared/entry.js';
import type { FtpConnection } from './connection.js';
import type { FtpFeatures } from './features.js';
import { parseMlstReply } from './parse-mlsd.js';
import type { Reply } from './reply.js';
import { parseTimeVal } from './times.js';

/** What the server has under the absolute path `path`; `undefined` for nothing. `byListing` finds it the long way. */
export async function statOn(
  connection: FtpConnection,
  path: string,
  features: FtpFeatures,
  byListing: () => Promise<Entry | undefined>,
): Promise<Entry | undefined> {
  if (features.mlst) {
    const [reply] = await connection.requestAll([`MLST ${path}`]);
    if (reply?.good === true) return parseMlstReply(reply.message);
    if (reply !== undefined && isAbsence(reply)) return undefined;
    throw refusal(reply);
  }
  if (!features.size || !features.mdtm) return byListing();
  // SIZE and MDTM alone do not tell a file from a folder: ftp-srv answers them for folders as well.
  const [size, time, entered] = await connection.inTurn(() =>
    connection.requestAll([`SIZE ${path}`, `MDTM ${path}`, `CWD ${path}`]),
  );
  if (entered?.good === true) return { kind: 'folder' };
  if (size?.good === true) {
    const modified = time?.good === true ? timeOf(time) : undefined;
    const bytes = sizeOf(size);
    if (bytes !== undefined) return { kind: 'file', size: bytes, modified };
    const entry = await byListing();
    return entry?.kind === 'file' && modified !== undefined ? { ...entry, modified } : entry;
  }
  const refused = [size, time, entered].find((reply) => reply !== undefined && !isAbsence(reply));
  if (refused !== undefined) throw refusal(refused);
  return undefined;
}

/** Commands that tell of a file that is there, as far as the server knows such. */
export function lookingAt(file: string, { mlst, size, mdtm }: FtpFeatures): readonly string[] {
  if (mlst) return [`MLST ${file}`];
  return size && mdtm ? [`SIZE ${file}`, `MDTM ${file}`] : [];
}

/** What the replies to `lookingAt` say; `undefined` where that is not all that there is to say. */
export function entryIn(replies: readonly Reply[], { mlst }: FtpFeatures): Entry | undefined {
  const [first, second] = replies;
  if (first?.good !== true) return undefined;
  if (mlst) return parseMlstReply(first.message);
  const size = sizeOf(first);
  const modified = second?.good === true ? timeOf(second) : undefined;
  return size === undefined || modified === undefined ? undefined : { kind: 'file', size, modified };
}

/** The number in `213 1234`; `undefined` where there is none: ftp-srv leaves it out for empty files. */
export function sizeOf(reply: Reply | undefined): number | undefined {
  const size = reply?.good === true ? /^213[ -](\d+)/.exec(reply.message)?.[1] : undefined;
  return size === undefined ? undefined : Number(size);
}

/** The time in `213 20261122101010`. */
function timeOf(reply: Reply): Timestamp | undefined {
  return parseTimeVal(reply.message.slice(4));
}

/** RFC 959 has one number for “not there” and “not allowed”: only words that say the latter are taken so. */
function isAbsence(reply: Reply): boolean {
  return reply.code === 550 && !/permission|denied|not allowed|forbidden/i.test(reply.message);
}

function refusal(reply: Reply | undefined): FTPError {
  return new FTPError({ code: reply?.code ?? 500, message: reply?.message ?? '' });
}
