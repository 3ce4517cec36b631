import { FTPError } from 'basic-ftp';
import type { Readable } from 'node:stream';
import type { Entry, FileEntry, ItemPath } from '../../../shared/entry.js';
import { printable } from '../item-path.js';
import { TargetError, throwIfStopped } from '../target-error.js';
import type { WriteOptions } from '../target.js';
import type { FtpConnection } from './connection.js';
import { sizeOf, timeOf } from './ftp-stat.js';
import type { ConnectionPool } from './pool.js';
import type { Reply } from './reply.js';
import type { ServerFacts, TimeSetter } from './server-facts.js';
import { formatTimeVal, parseTimeVal } from './times.js';
import { isSmall, upload } from './transfer.js';

/** How long removing a temporary file may take after a failure. */
const CLEAN_UP_MS = 5_000;

/** What a write needs of its target. */
export interface WriteContext {
  readonly pool: ConnectionPool;
  readonly facts: ServerFacts;
  /** The way to set times that still works; the second form reports that it does not. */
  readonly timeSetter: () => TimeSetter | undefined;
  readonly timeSetterFailed: () => void;
  readonly absolute: (path: ItemPath) => string;
  /** Rejects where the server would misread the name. */
  readonly guard: (connection: FtpConnection, path: ItemPath) => Promise<void>;
  readonly stat: (connection: FtpConnection, path: ItemPath) => Promise<Entry | undefined>;
  readonly wrongSize: (path: ItemPath, size: number, got: number) => TargetError;
}

/** S3: uploads under the temporary name, checks, sets the time, renames. Rejects with `FTPError`, `TargetError` or a broken line's error. */
export async function writeWhole(
  path: ItemPath,
  source: Readable,
  options: WriteOptions,
  context: WriteContext,
): Promise<FileEntry> {
  const from = options.resumeFrom ?? 0;
  const state = { begun: from > 0 };
  try {
    const written = await context.pool.use(
      options.signal,
      async (connection, attempt) => {
        await context.guard(connection, path);
        await context.guard(connection, options.temporaryPath);
        if (from > 0) await checkPart(connection, path, from, options, context);
        await upload(connection, `STOR ${context.absolute(options.temporaryPath)}`, source, {
          from,
          size: options.size - from,
          wrongSize: (got) => context.wrongSize(path, options.size, from + got),
          signal: options.signal,
          onBegin: () => {
            state.begun = true;
            attempt.commit();
          },
        });
        return await finishFile(connection, path, options, context);
      },
      { gentle: true, alone: from > 0 || !isSmall(options.size) },
    );
    // Without a connection in hand: the check may need one of this very target, and there may be no other.
    throwIfStopped(options.signal);
    const keepAs = await options.beforeReplace();
    throwIfStopped(options.signal);
    await replace(path, keepAs, options, context);
    return written;
  } catch (error) {
    if (state.begun && options.keepsPart !== true)
      await cleanUp(context.absolute(options.temporaryPath), context);
    throw error;
  }
}

/** Servers write behind the end of a part without a word, and fill the gap with zeros. */
async function checkPart(
  connection: FtpConnection,
  path: ItemPath,
  from: number,
  { temporaryPath, size }: WriteOptions,
  context: WriteContext,
): Promise<void> {
  const part = await context.stat(connection, temporaryPath);
  const there = part?.kind === 'file' ? part.size : 0;
  if (there < from) throw context.wrongSize(path, size, there);
}

/** Checks the size of the file that has been uploaded, sets its time, and finds out what the server reports of it. */
async function finishFile(
  connection: FtpConnection,
  path: ItemPath,
  options: WriteOptions,
  context: WriteContext,
): Promise<FileEntry> {
  const { features } = context.facts;
  const file = context.absolute(options.temporaryPath);
  const setter = options.modifiedMs === undefined ? undefined : context.timeSetter();
  const time = formatTimeVal(options.modifiedMs ?? 0);
  const commands = [
    ...(features.size ? [`SIZE ${file}`] : []),
    ...(setter === undefined ? [] : [`${setter.toUpperCase()} ${time} ${file}`]),
    // What MFMT set it repeats in its reply.
    ...(features.mdtm && setter !== 'mfmt' ? [`MDTM ${file}`] : []),
  ];
  const replies = [...(await connection.requestAll(commands))];
  const sized = features.size ? replies.shift() : undefined;
  const set = setter === undefined ? undefined : replies.shift();
  const asked = replies.shift();
  if (setter !== undefined && set?.good !== true) context.timeSetterFailed();

  const modified = set?.good === true && setter === 'mfmt' ? mfmtTime(set, time) : timeOfGood(asked);
  const found = sizeOf(sized);
  const entry: Entry | undefined =
    found !== undefined && modified !== undefined
      ? { kind: 'file', size: found, modified }
      : await context.stat(connection, options.temporaryPath);
  const size = entry?.kind === 'file' ? entry.size : 0;
  if (entry?.kind !== 'file' || size !== options.size) throw context.wrongSize(path, options.size, size);
  return entry;
}

function timeOfGood(reply: Reply | undefined): FileEntry['modified'] {
  return reply?.good === true ? timeOf(reply) : undefined;
}

/** `213 Modify=20261122101010; name`; some servers leave the time out and mean the one that was asked for. */
function mfmtTime(reply: Reply, asked: string): FileEntry['modified'] {
  return parseTimeVal(/modify=([\d.]+)/i.exec(reply.message)?.[1] ?? asked);
}

/**
 * Renames the temporary file over the old one, which is renamed to `keepAs` first where it is to be kept. All of it goes out
 * together: no reader on the server's side finds the name vacant for longer than the server takes for one rename.
 */
async function replace(
  path: ItemPath,
  keepAs: ItemPath | undefined,
  options: WriteOptions,
  context: WriteContext,
): Promise<void> {
  const temporary = context.absolute(options.temporaryPath);
  const final = context.absolute(path);
  let tries = 0;
  // Gentle: a rename that has been sent is not called back.
  await context.pool.use(
    options.signal,
    async (connection) => {
      tries += 1;
      const keeping = keepAs === undefined ? [] : [`RNFR ${final}`, `RNTO ${context.absolute(keepAs)}`];
      const replies = await connection.requestAll([...keeping, `RNFR ${temporary}`, `RNTO ${final}`]);
      const [from, to] = replies.slice(-2);
      if (to?.good === true) {
        const kept = replies[1];
        if (tries === 1 && keepAs !== undefined && kept?.good !== true) throw notKept(path, connection);
        return;
      }
      const there = await context.stat(connection, path);
      // The line broke in the first try, but the server had renamed it by then.
      if (tries > 1 && from?.good !== true && there?.kind === 'file' && there.size === options.size) return;
      if (from?.good !== true) throw refusal(from);
      if (there === undefined) throw refusal(to);
      if (there.kind !== 'file') throw inTheWay(path, connection);
      await replaceAside(connection, temporary, final, refusal(to));
    },
    { gentle: true },
  );
}

/**
 * For servers that do not rename over an existing file: the old one steps aside first, and comes back if the new one cannot take its
 * place. Between the two renames there is no file of that name, but both are there whole.
 */
async function replaceAside(
  connection: FtpConnection,
  temporary: string,
  final: string,
  refused: FTPError,
): Promise<void> {
  const aside = temporary.replace(/(\.part)?$/, 'old.part');
  const [, stepped] = await connection.requestAll([`RNFR ${final}`, `RNTO ${aside}`]);
  if (stepped?.good !== true) throw refused;
  const [, placed] = await connection.requestAll([`RNFR ${temporary}`, `RNTO ${final}`]);
  if (placed?.good !== true) {
    await connection.requestAll([`RNFR ${aside}`, `RNTO ${final}`]);
    throw refusal(placed);
  }
  await connection.requestAll([`DELE ${aside}`]);
}

async function cleanUp(temporary: string, { pool }: WriteContext): Promise<void> {
  try {
    await pool.use(AbortSignal.timeout(CLEAN_UP_MS), (connection) =>
      connection.requestAll([`DELE ${temporary}`]),
    );
  } catch {
    // The server is out of reach; the next run removes what is left (S5).
  }
}

function refusal(reply: Reply | undefined): FTPError {
  return new FTPError({ code: reply?.code ?? 500, message: reply?.message ?? '' });
}

function notKept(path: ItemPath, connection: FtpConnection): TargetError {
  const { host, side } = connection.settings;
  return new TargetError({
    kind: 'other',
    what: `“${printable(path)}” was brought to the server “${host}”, but what was there before could not be kept.`,
    advice: 'Check that the server lets you rename files into the folder “.evenkeel-versions”.',
    side,
    path,
  });
}

function inTheWay(path: ItemPath, connection: FtpConnection): TargetError {
  const { host, side } = connection.settings;
  return new TargetError({
    kind: 'already-exists',
    what: `“${printable(path)}” could not be written on the server “${host}”: something that is not a file has its name.`,
    advice: 'Compare again, and rename one of the two.',
    side,
    path,
  });
}
