import type { Readable } from 'node:stream';
import type { Entry, FileEntry, ItemPath } from '../../../../shared/entry/entry.js';
import type { InputAttributes } from 'ssh2';
import { throwIfStopped } from '../../../../shared/problem-error.js';
import type { WriteOptions } from '../../target.js';
import { entryOf, fileOf } from '../data/entry.js';
import type { ReconnectingSession } from '../session/reconnect.js';
import { OpenFile, type OpenPart } from '../data/open-file.js';
import { PipelinedWriter } from '../data/pipelined-writer.js';
import { unlessStopped, watched } from '../session/promises.js';
import type { SftpSession } from '../session/session.js';
import {
  attributesOf,
  attributesOfOpen,
  attributesThere,
  entryAt,
  statOn,
  type ItemOptions,
} from './stat.js';
import { freeSpaceAt } from './free-space.js';
import { isStatus, SftpStatus, STATUS } from '../session/errors.js';

/** How long removing a temporary file may take after a failure. */
const CLEAN_UP_MS = 5_000;

/** The greatest time that the protocol can carry, in seconds since 1970. */
const LAST_SECOND = 0xffff_ffff;

/** A refusal that tells nobody why, on a server that has no room left. */
const noRoom = (): SftpStatus => new SftpStatus(STATUS.noSpace, '');

/** What a write needs of its target. */
export interface WriteContext extends ItemOptions {
  readonly session: ReconnectingSession;
  /** Whether the server sets times; the second reports that it does not. */
  readonly setsTimes: () => boolean;
  readonly timesFailed: () => void;
  /** Told of a part that is left behind: how much of it, from its beginning, is known to be there. */
  readonly hasUpTo: (path: ItemPath, bytes: number) => void;
  readonly keep: (path: ItemPath, as: ItemPath) => Promise<void>;
  readonly wrongSize: (path: ItemPath, size: number, got: number) => Error;
  readonly inTheWay: (path: ItemPath) => Error;
}

/** S3: uploads under the temporary name, checks, sets the time, renames. Rejects with `SftpStatus`, `ConnectionLost` or a `ProblemError`. */
export async function writeWhole(
  path: ItemPath,
  source: Readable,
  options: WriteOptions,
  context: WriteContext,
): Promise<FileEntry> {
  const temporary = context.absolute(options.temporaryPath);
  const inPlace = options.temporaryPath === path;
  const state = { begun: false };
  try {
    await context.session.use(
      options.signal,
      async (session, attempt) => {
        state.begun = true;
        const { handle, mode } = await openBeside(session, path, options, context);
        attempt.commit();
        const from = options.resumeFrom ?? 0;
        const writer = new PipelinedWriter({
          ...options,
          from,
          wrongSize: (got) => context.wrongSize(path, options.size, got),
        });
        const file = new OpenFile({
          channels: session.channels,
          handle,
          bytes: options.size - from,
          reopen: (channel) => writer.reopen(channel, temporary),
        });
        try {
          await fill(file, mode, writer, source, options, context);
        } catch (error) {
          if (options.keepsPart === true) context.hasUpTo(options.temporaryPath, writer.front);
          await file.release();
          throw (await isForLackOfRoom(error, session, temporary)) ? noRoom() : error;
        }
      },
      { gentle: true },
    );
    throwIfStopped(options.signal);
    // The engine's last look at both sides takes as long as this one, so they share a round trip.
    const settling = watched(settled(path, options, context));
    const keepAs = await options.beforeReplace();
    const written = await settling;
    throwIfStopped(options.signal);
    if (keepAs !== undefined) await context.keep(path, keepAs);
    if (!inPlace) await replace(path, options, context);
    return written;
  } catch (error) {
    if (state.begun && options.keepsPart !== true && !inPlace) await cleanUp(temporary, context.session);
    throw error;
  }
}

/** Opens the temporary file, and finds out how private and executable the file is that it will replace. */
async function openBeside(
  session: SftpSession,
  path: ItemPath,
  options: WriteOptions,
  context: WriteContext,
): Promise<{ readonly handle: Buffer; readonly mode: number | undefined }> {
  const opening = watched(
    options.resumeFrom === undefined || options.resumeFrom === 0
      ? openNew(
          session,
          context.absolute(options.temporaryPath),
          options.grantsAtMost,
          options.temporaryPath === path,
        )
      : openPart(session, path, options, options.resumeFrom, context),
  );
  try {
    const old = await unlessStopped(attributesThere(session, path, context), options.signal);
    if (old !== undefined && entryOf(old)?.kind !== 'file') throw context.inTheWay(path);
    const wanted = context.tellPermissions ? options.permissions : undefined;
    const mode = wanted ?? old?.mode ?? privateMode(options.grantsAtMost);
    return { handle: await unlessStopped(opening, options.signal), mode };
  } catch (error) {
    opening.then((handle) => session.release(handle)).catch(() => undefined);
    throw error;
  }
}

/** What everybody may do with a file that is no secret. */
const COMMON = 0o044;

/** The mode of a new file whose source not everybody may read; `undefined` where that is for the server to choose (S12). */
function privateMode(grantsAtMost: number | undefined): number | undefined {
  if (grantsAtMost === undefined || (grantsAtMost & COMMON) === COMMON) return undefined;
  return grantsAtMost & 0o666;
}

/** Opens what an earlier try has left, and cuts off what is not known to be good. */
async function openPart(
  session: SftpSession,
  path: ItemPath,
  { temporaryPath, size }: WriteOptions,
  from: number,
  context: WriteContext,
): Promise<Buffer> {
  const handle = await session.request<Buffer>((sftp, done) =>
    sftp.open(context.absolute(temporaryPath), 'r+', done),
  );
  try {
    const there = await attributesOfOpen(session, handle, context.absolute(temporaryPath));
    if (there?.size === undefined || there.size < from) throw context.wrongSize(path, size, there?.size ?? 0);
    if (there.size > from) {
      await session.command((sftp, done) => sftp.fsetstat(handle, { size: from }, done));
    }
    return handle;
  } catch (error) {
    void session.release(handle);
    throw error;
  }
}

/** Opens a file that must not exist. What lies under a temporary name is ours: left over from a connection that was cut. */
async function openNew(
  session: SftpSession,
  path: string,
  grantsAtMost: number | undefined,
  inPlace: boolean,
): Promise<Buffer> {
  const mode = privateMode(grantsAtMost);
  const flags = inPlace ? 'w' : 'wx';
  const open = (): Promise<Buffer> =>
    session.request<Buffer>((sftp, done) =>
      mode === undefined ? sftp.open(path, flags, done) : sftp.open(path, flags, { mode }, done),
    );
  if (inPlace) return open();
  try {
    return await open();
  } catch (error) {
    if (!isStatus(error, STATUS.failure)) throw error;
    const removed = await session
      .command((sftp, done) => sftp.unlink(path, done))
      .then(
        () => true,
        () => false,
      );
    if (!removed) throw error;
    return await open();
  }
}

/**
 * Writes the content, sets the time and closes the file. The last two go out together: requests about one file are carried
 * out in order (draft-ietf-secsh-filexfer-02, 6.1).
 */
async function fill(
  file: OpenFile,
  mode: number | undefined,
  writer: PipelinedWriter,
  source: Readable,
  options: WriteOptions,
  context: WriteContext,
): Promise<void> {
  // Ahead of the content, so that a private file is never public.
  const moded = mode === undefined ? undefined : watched(setAttributes(file.first, { mode: mode & 0o777 }));
  await writer.run(source, file);
  // Who closes it last may give it another time.
  await unlessStopped(file.closeOthers(), options.signal);
  const seconds = context.setsTimes() ? secondsOf(options.modifiedMs) : undefined;
  const timed =
    seconds === undefined ? undefined : setAttributes(file.first, { atime: seconds, mtime: seconds });
  await unlessStopped(Promise.all([timed, moded, file.close()]), options.signal);
}

/**
 * What the server says of the temporary file now that it is closed. Not before: object stores behind SFTP settle size and time
 * when the file is closed, and some servers know nothing of an open one. A time that was lost on the way is set once more.
 */
async function settled(path: ItemPath, options: WriteOptions, context: WriteContext): Promise<FileEntry> {
  const temporary = context.absolute(options.temporaryPath);
  const seconds = context.setsTimes() ? secondsOf(options.modifiedMs) : undefined;
  return context.session.use(options.signal, async (session) => {
    let attributes = await unlessStopped(attributesOf(session, temporary), options.signal);
    if (seconds !== undefined && attributes !== undefined && attributes.mtime !== seconds) {
      const again = watched(
        session
          .command((sftp, done) => sftp.setstat(temporary, { atime: seconds, mtime: seconds }, done))
          .catch((error: unknown) => {
            if (!(error instanceof SftpStatus)) throw error;
          }),
      );
      attributes = await unlessStopped(
        again.then(() => attributesOf(session, temporary)),
        options.signal,
      );
      if (attributes?.mtime !== seconds) context.timesFailed();
    }
    const entry = attributes && fileOf(attributes, context.tellPermissions);
    if (entry?.size !== options.size) throw context.wrongSize(path, options.size, entry?.size ?? 0);
    return entry;
  });
}

/** Whether the server was willing. */
async function setAttributes({ slot, handle }: OpenPart, attributes: InputAttributes): Promise<boolean> {
  try {
    await slot.channel.command((sftp, done) => sftp.fsetstat(handle, attributes, done));
    return true;
  } catch (error) {
    if (error instanceof SftpStatus) return false;
    throw error;
  }
}

/** The protocol's seconds are unsigned: nothing before 1970 can be told to a server. */
function secondsOf(ms: number | undefined): number | undefined {
  const seconds = ms === undefined ? -1 : Math.floor(ms / 1000);
  return seconds >= 0 && seconds <= LAST_SECOND ? seconds : undefined;
}

/** Renames the temporary file over the old one. A rename that has been sent is not called back. */
async function replace(path: ItemPath, options: WriteOptions, context: WriteContext): Promise<void> {
  const temporary = context.absolute(options.temporaryPath);
  const final = context.absolute(path);
  let tries = 0;
  await context.session.use(
    options.signal,
    async (session) => {
      tries += 1;
      try {
        await renameOver(session, temporary, final, () => entryAt(session, path, context));
      } catch (error) {
        if (!(error instanceof SftpStatus)) throw error;
        const there = await entryAt(session, path, context);
        if (there !== undefined && there.kind !== 'file') throw context.inTheWay(path);
        if (tries > 1 && (await wasRenamed(session, temporary, there, options.size))) return;
        throw error;
      }
    },
    { gentle: true },
  );
}

/** The connection broke in the first try, but the server had renamed it by then. */
async function wasRenamed(
  session: SftpSession,
  temporary: string,
  there: Entry | undefined,
  size: number,
): Promise<boolean> {
  return there?.kind === 'file' && there.size === size && (await statOn(session, temporary)) === undefined;
}

/** In one step where the server has posix-rename@openssh.com, else in two. */
async function renameOver(
  session: SftpSession,
  temporary: string,
  final: string,
  lookAtFinal: () => Promise<Entry | undefined>,
): Promise<void> {
  if (session.renamesOver) {
    await session.command((sftp, done) => sftp.ext_openssh_rename(temporary, final, done));
    return;
  }
  const rename = (from: string, to: string): Promise<undefined> =>
    session.command((sftp, done) => sftp.rename(from, to, done));
  try {
    await rename(temporary, final);
  } catch (refused) {
    if (!(refused instanceof SftpStatus) || (await lookAtFinal())?.kind !== 'file') throw refused;
    // Between the two renames there is no file of that name, but both are there whole.
    const aside = temporary.replace(/(\.[^./]*)?$/, 'old$1');
    await rename(final, aside);
    try {
      await rename(temporary, final);
    } catch (error) {
      await rename(aside, final).catch(() => undefined);
      throw error;
    }
    await session.command((sftp, done) => sftp.unlink(aside, done));
  }
}

/** Most servers have no number for it. */
async function isForLackOfRoom(error: unknown, session: SftpSession, path: string): Promise<boolean> {
  if (!isStatus(error, STATUS.failure)) return false;
  return (await freeSpaceAt(session, path).catch(() => undefined)) === 0;
}

async function cleanUp(temporary: string, session: ReconnectingSession): Promise<void> {
  try {
    await session.use(AbortSignal.timeout(CLEAN_UP_MS), (session) =>
      session.command((sftp, done) => sftp.unlink(temporary, done)),
    );
  } catch {
    // The server is out of reach, or there is nothing; the next run removes what is left (S5).
  }
}
