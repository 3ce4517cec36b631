import { FTPError } from 'basic-ftp';
import type { Entry, Timestamp } from '../../../../shared/entry/entry.js';
import type { FtpConnection } from '../session/connection.js';
import type { FtpFeatures } from '../protocol/features.js';
import { fileOfSize } from '../listing/list-line.js';
import { parseMlstReply, withoutPermissions, type UnsizedFile } from '../listing/parse-mlsd.js';
import type { Reply } from '../protocol/reply.js';
import { parseTimeVal } from '../protocol/times.js';

/** What `statOn` has to know of the server and the profile. */
export interface StatOptions {
  readonly features: FtpFeatures;
  /** Whether a symbolic link is taken for what it leads to. */
  readonly followLinks: boolean;
  /** Told the mode of a file, where the server tells it, whether or not anybody wants it in the entry. */
  readonly onMode?: (mode: number | undefined) => void;
}

/** What the server has under the absolute path `path`; `undefined` for nothing. `byListing` finds it the long way. */
export async function statOn(
  connection: FtpConnection,
  path: string,
  { features, followLinks, onMode }: StatOptions,
  byListing: () => Promise<Entry | undefined>,
): Promise<Entry | undefined> {
  if (features.mlst) {
    const further = followLinks ? [`SIZE ${path}`, `MDTM ${path}`] : [];
    const [reply, size, time] = await connection.requestAll([`MLST ${path}`, ...further]);
    if (reply?.good === true) {
      const raw = parseMlstReply(reply.message);
      if (raw.kind === 'file') onMode?.(raw.permissions);
      const told = entryOfMlst(raw, features);
      const entry =
        told.kind === 'unsized-file' ? sized(told, size ?? (await sizeReply(connection, path))) : told;
      if (entry.kind === 'other' && entry.what === 'symbolic-link' && followLinks) return byListing();
      // proftpd says of a link to a file that it is a file, with the size and time of the link.
      const bytes = sizeOf(size);
      if (entry.kind !== 'file' || bytes === undefined) return entry;
      return { ...entry, size: bytes, modified: time?.good === true ? timeOf(time) : entry.modified };
    }
    if (reply !== undefined && isAbsence(reply)) return undefined;
    // Announced, and refused all the same: there are other ways to ask.
    if (reply === undefined || reply.code < 500 || reply.code === 550) throw refusal(reply);
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
export function entryIn(replies: readonly Reply[], features: FtpFeatures): Entry | undefined {
  const [first, second] = replies;
  if (first?.good !== true) return undefined;
  if (features.mlst) {
    const entry = entryOfMlst(parseMlstReply(first.message), features);
    return entry.kind === 'unsized-file' ? undefined : entry;
  }
  const size = sizeOf(first);
  const modified = second?.good === true ? timeOf(second) : undefined;
  return size === undefined || modified === undefined ? undefined : { kind: 'file', size, modified };
}

function entryOfMlst(entry: Entry | UnsizedFile, { modes }: FtpFeatures): Entry | UnsizedFile {
  if (modes) return entry;
  return entry.kind === 'unsized-file'
    ? { kind: entry.kind, modified: entry.modified }
    : withoutPermissions(entry);
}

async function sizeReply(connection: FtpConnection, path: string): Promise<Reply | undefined> {
  const [reply] = await connection.requestAll([`SIZE ${path}`]);
  return reply;
}

function sized({ modified, permissions }: UnsizedFile, size: Reply | undefined): Entry {
  return fileOfSize(sizeOf(size), permissions === undefined ? { modified } : { modified, permissions });
}

/** The number in `213 1234`; `undefined` where there is none (ftp-srv leaves it out for empty files), or none that a file can have. */
export function sizeOf(reply: Reply | undefined): number | undefined {
  const digits = reply?.good === true ? /^213[ -](\d+)/.exec(reply.message)?.[1] : undefined;
  const size = digits === undefined ? undefined : Number(digits);
  return Number.isSafeInteger(size) ? size : undefined;
}

/** The time in `213 20261122101010`. */
export function timeOf(reply: Reply): Timestamp | undefined {
  return parseTimeVal(reply.message.slice(4));
}

/** RFC 959 has one number for “not there” and “not allowed”: only words that say the latter are taken so. */
function isAbsence(reply: Reply): boolean {
  return reply.code === 550 && !/permission|denied|not allowed|forbidden/i.test(reply.message);
}

function refusal(reply: Reply | undefined): FTPError {
  return new FTPError({ code: reply?.code ?? 500, message: reply?.message ?? '' });
}
