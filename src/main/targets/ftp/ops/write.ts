import type { FTPError } from 'basic-ftp';
import { Readable } from 'node:stream';
import type { Entry, FileEntry, ItemPath } from '../../../../shared/entry/entry.js';
import { printable } from '../../item-path.js';
import { ProblemError, throwIfStopped } from '../../../../shared/problem-error.js';
import type { WriteOptions } from '../../target.js';
import type { FtpConnection } from '../session/connection.js';
import { entryIn, lookingAt } from './stat.js';
import { isLost } from '../session/errors.js';
import type { ConnectionPool } from '../session/pool.js';
import { isPrivate, type FileModes } from './modes.js';
import { isUnknown, refusal } from '../protocol/reply.js';
import type { ServerCapabilities } from '../server/discover.js';
import type { TimeKeeping } from '../server/time-support.js';
import { formatTimeVal } from '../protocol/times.js';
import { isSmall, upload } from '../data/transfer.js';

/** How long removing a temporary file may take after a failure. */
const CLEAN_UP_MS = 5_000;

/** What a write needs of its target. */
export interface WriteContext {
  readonly pool: ConnectionPool;
  /** Whether nothing else may be under way on the same connection. */
  readonly alone: boolean;
  readonly capabilities: ServerCapabilities;
  readonly times: TimeKeeping;
  readonly modes: FileModes;
  readonly absolute: (path: ItemPath) => string;
  /** Rejects where the server would misread the name. */
  readonly guard: (connection: FtpConnection, path: ItemPath) => Promise<void>;
  readonly stat: (connection: FtpConnection, path: ItemPath) => Promise<Entry | undefined>;
  readonly wrongSize: (path: ItemPath, size: number, got: number) => ProblemError;
}

/** How far an upload is. */
interface Progress {
  /** Whether there may be something under the temporary name. */
  begun: boolean;
  /** Whether the server has said that all of it has arrived. */
  confirmed: boolean;
  readonly onConfirmed: () => void;
  /** The permissions that it is to have: those that are kept, those of the file that it replaces, or no more than its source grants. */
  mode?: number | undefined;
}

/** S3: uploads under the temporary name, checks, sets the time, renames. Rejects with `FTPError`, `ProblemError` or the error of a broken connection. */
export async function writeWhole(
  path: ItemPath,
  source: Readable,
  options: WriteOptions,
  context: WriteContext,
): Promise<FileEntry> {
  const inPlace = options.temporaryPath === path;
  const ready: { keepAs?: Promise<ItemPath | undefined> } = {};
  // What it asks the server leaves together with what finishes the file. That does not wait for it: it may need a connection of this very
  // target, and there may be no other.
  const onConfirmed = (): void => {
    if (options.signal.aborted) return;
    ready.keepAs = options.beforeReplace();
    ready.keepAs.catch(() => undefined);
  };
  const state: Progress = { begun: (options.resumeFrom ?? 0) > 0, confirmed: false, onConfirmed };
  try {
    const written = await uploadWhole(path, source, options, context, state);
    throwIfStopped(options.signal);
    const keepAs = await (ready.keepAs ?? options.beforeReplace());
    throwIfStopped(options.signal);
    if (!inPlace) await replace(path, keepAs, options, context);
    return written;
  } catch (error) {
    await ready.keepAs?.catch(() => undefined);
    if (state.begun && options.keepsPart !== true && !inPlace)
      await cleanUp(context.absolute(options.temporaryPath), context);
    throw error;
  }
}

/** Uploads under the temporary name; what the server confirms and then hangs up on is looked at on another connection. */
async function uploadWhole(
  path: ItemPath,
  source: Readable,
  options: WriteOptions,
  context: WriteContext,
  state: Progress,
): Promise<FileEntry> {
  const from = options.resumeFrom ?? 0;
  try {
    return await context.pool.use(
      options.signal,
      async (connection, attempt) => {
        await context.guard(connection, path);
        await context.guard(connection, options.temporaryPath);
        if (from > 0) await checkPart(connection, path, from, options, context);
        state.mode = await modeFor(connection, path, options, context);
        if (from === 0) await hide(connection, state.mode, options, context);
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
        state.confirmed = true;
        state.onConfirmed();
        return await finishFile(connection, path, state.mode, options, context);
      },
      { gentle: true, alone: context.alone || from > 0 || !isSmall(options.size) },
    );
  } catch (error) {
    if (!state.confirmed || !isLost(error)) throw error;
    return await context.pool.use(
      options.signal,
      (connection) => finishFile(connection, path, state.mode, options, context),
      { gentle: true },
    );
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

/**
 * Sets the time of the file that has been uploaded, checks its size, and finds out what the server reports of it: that goes on record,
 * not what it was told (S10).
 */
async function finishFile(
  connection: FtpConnection,
  path: ItemPath,
  mode: number | undefined,
  options: WriteOptions,
  context: WriteContext,
): Promise<FileEntry> {
  const { capabilities, times, modes } = context;
  // As they are known now: the replies may teach otherwise.
  const features = { ...capabilities.features };
  const file = context.absolute(options.temporaryPath);
  const setter = options.modifiedMs === undefined ? undefined : times.setter;
  const askedMs = Math.floor((options.modifiedMs ?? 0) / 1000) * 1000;
  const setting = setter === undefined ? [] : [`${setter.toUpperCase()} ${formatTimeVal(askedMs)} ${file}`];
  const granting = mode === undefined || modes.refused ? [] : [`SITE CHMOD ${octal(mode)} ${file}`];
  const permissions = modes.settable ? options.permissions : undefined;
  const looking = lookingAt(file, features);
  const replies = await connection.requestAll([...setting, ...granting, ...looking]);
  const found = entryIn(replies.slice(setting.length + granting.length), features);
  const entry = found ?? (await context.stat(connection, options.temporaryPath));
  const size = entry?.kind === 'file' ? entry.size : 0;
  if (entry?.kind !== 'file' || size !== options.size) throw context.wrongSize(path, options.size, size);
  if (setter !== undefined && replies[0]?.good === true) times.confirmed(askedMs, entry.modified);
  else if (setter !== undefined) times.refused();
  const granted = granting.length > 0 ? replies[setting.length] : undefined;
  if (granted !== undefined && isUnknown(granted)) {
    modes.settable = false;
    modes.refused = true;
  }
  if (permissions === undefined || granted?.good !== true) return entry;
  // What listings show of it, SIZE and MDTM do not.
  return entry.permissions === undefined ? { ...entry, permissions } : entry;
}

/** Which permissions a file is to get; `undefined` where that is for the server to choose. */
async function modeFor(
  connection: FtpConnection,
  path: ItemPath,
  { permissions, grantsAtMost }: WriteOptions,
  { modes, absolute }: WriteContext,
): Promise<number | undefined> {
  if (modes.settable && permissions !== undefined) return permissions;
  if (modes.refused) return undefined;
  if (grantsAtMost === undefined) return modes.of(connection, absolute(path));
  return isPrivate(grantsAtMost) ? grantsAtMost & 0o666 : undefined;
}

/** S12: what is private is so from its first byte on: FTP gives a file its mode only when it is there. */
async function hide(
  connection: FtpConnection,
  mode: number | undefined,
  { temporaryPath, signal }: WriteOptions,
  { absolute, modes, wrongSize }: WriteContext,
): Promise<void> {
  if (mode === undefined || !isPrivate(mode) || modes.refused) return;
  const file = absolute(temporaryPath);
  await upload(connection, `STOR ${file}`, Readable.from([]), {
    from: 0,
    size: 0,
    wrongSize: (got) => wrongSize(temporaryPath, 0, got),
    signal,
    onBegin: () => undefined,
  });
  const [reply] = await connection.requestAll([`SITE CHMOD ${octal(mode)} ${file}`]);
  if (reply !== undefined && isUnknown(reply)) modes.refused = true;
}

function octal(permissions: number): string {
  return permissions.toString(8).padStart(3, '0');
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
      // The connection broke in the first try, but the server had renamed it by then.
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
  const aside = temporary.replace(/(\.[^./]*)?$/, 'old$1');
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

function notKept(path: ItemPath, connection: FtpConnection): ProblemError {
  const { host, side } = connection.settings;
  return new ProblemError({
    kind: 'other',
    what: `“${printable(path)}” was uploaded to the server “${host}”, but the previous version could not be kept.`,
    advice: 'Check that the server lets you rename files into the folder “.evenkeel-versions”.',
    side,
    path,
  });
}

function inTheWay(path: ItemPath, connection: FtpConnection): ProblemError {
  const { host, side } = connection.settings;
  return new ProblemError({
    kind: 'already-exists',
    what: `“${printable(path)}” could not be written on the server “${host}”: something that is not a file has its name.`,
    advice: 'Compare again, and rename one of the two.',
    side,
    path,
  });
}
