import { FTPError } from 'basic-ftp';
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { FtpConnection, TransferCommand } from '../session/connection.js';
import { openDataConnection, type DataConnection } from './data-connection.js';
import { INACTIVITY_MS, LAST_WORD_MS, LISTING_LEAST } from '../protocol/settings.js';
import type { ReceiveBuffer } from './receive-buffer.js';
import { TricklingListing, UnreadableListing } from '../listing/parse-mlsd.js';
import type { Reply } from '../protocol/reply.js';
import { uploadSink } from './upload-sink.js';

/** pyftpdlib never answers where a data connection ends in the same moment in which TLS has begun on it. */
const EMPTY_TLS_MS = 20;

/** Bytes that pass so quickly, even over a slow line, that others on the same control connection may wait for them. */
const SMALL_BYTES = 256 * 1024;

/** Whether a transfer of so many bytes may share its control connection; `undefined` for what is not known. */
export function isSmall(bytes: number | undefined): boolean {
  return bytes !== undefined && bytes <= SMALL_BYTES;
}

/** A transfer from the server that is under way. */
export interface Download {
  readonly data: { readonly socket: Socket; readonly firstReply: Reply | undefined };
  readonly command: TransferCommand;
}

/** A transfer that has been asked for, and the data connection that is coming about for it. */
interface Begun {
  readonly data: DataConnection;
  readonly command: TransferCommand;
  readonly socket: Promise<Socket>;
}

/** How a transfer begins. */
interface BeginOptions {
  /** Bytes of the file to leave out at its beginning. Not on a connection that others share: they could come between. */
  readonly from?: number;
  /** May throw at the reply to the command that was sent ahead. */
  readonly checkFirst?: (reply: Reply) => void;
  /** Where to put what comes. */
  readonly receiveBuffer?: ReceiveBuffer;
}

/** Agrees on a data connection and gives the command, while no other job can come between. */
function begin(
  connection: FtpConnection,
  command: string,
  first: string | undefined,
  { from = 0, checkFirst, receiveBuffer }: BeginOptions,
): Promise<Begun> {
  return connection.inTurn(async () => {
    const data = await openDataConnection(connection, first);
    try {
      if (data.firstReply !== undefined) checkFirst?.(data.firstReply);
      if (from > 0) await connection.request(`REST ${from}`);
    } catch (error) {
      data.destroy();
      throw error;
    }
    const transfer = connection.transfer(command);
    // Who knows to which transfer the server would apply it now.
    if (from > 0) transfer.started.catch(() => connection.destroy());
    const socket = transfer.sent.then(() => data.open(receiveBuffer));
    socket.catch(() => undefined);
    return { data, command: transfer, socket };
  });
}

/**
 * Begins a transfer from the server. Rejects with `FTPError` where it refuses. `first` is sent ahead.
 */
export async function startDownload(
  connection: FtpConnection,
  command: string,
  first: string | undefined,
  options: BeginOptions = {},
): Promise<Download> {
  const begun = await begin(connection, command, first, options);
  try {
    const [socket] = await Promise.all([begun.socket, begun.command.started]);
    return { data: { socket, firstReply: begun.data.firstReply }, command: begun.command };
  } catch (error) {
    begun.data.destroy();
    // The server's own words say more than the state of the connection.
    await lastWord(begun.command.finished, connection);
    throw error;
  }
}

/**
 * Goes to `folder` and hands what `command` lists there to `take`, in wire form, while it arrives. Resolves with the server's last words
 * when it has confirmed that the listing is complete (S8); they can say that it is not. Where `take` throws, the rest is not waited for.
 */
export async function downloadListing(
  connection: FtpConnection,
  folder: string,
  command: string,
  take: (chunk: Buffer) => void,
): Promise<Reply> {
  const checkFirst = (reply: Reply): void => {
    // Some servers (vsftpd) confirm an empty listing of a folder that is not there, but none lets one go there.
    if (!reply.good) throw new FTPError({ code: reply.code, message: reply.message });
  };
  const download = await startDownload(connection, command, `CWD ${folder}`, { checkFirst });
  const { socket } = download.data;
  const { finished } = download.command;
  let came = 0;
  const watch = setInterval(() => {
    if (came < LISTING_LEAST.bytes) socket.destroy(new TricklingListing('It comes too slowly.'));
    came = 0;
  }, LISTING_LEAST.withinMs);
  try {
    socket.setTimeout(INACTIVITY_MS, () => socket.destroy(new Error('Timeout (data connection)')));
    for await (const chunk of socket as AsyncIterable<Buffer>) {
      came += chunk.length;
      connection.carried += chunk.length;
      take(chunk);
    }
  } catch (error) {
    socket.destroy();
    connection.expectReply();
    const word = lastWord(finished, connection);
    // The server's own words say more than the state of the connection, but nothing of what we did not like.
    await (error instanceof UnreadableListing ? word.catch(() => undefined) : word);
    throw error;
  } finally {
    clearInterval(watch);
    socket.destroy();
  }
  connection.expectReply();
  return await finished;
}

/** What an upload needs to know. */
export interface UploadOptions {
  /** Bytes that are on the server already. */
  readonly from: number;
  /** Bytes that the source will deliver. */
  readonly size: number;
  /** The error for a source that delivered `got` bytes instead of `size`. */
  readonly wrongSize: (got: number) => Error;
  readonly signal: AbortSignal;
  /** Called when the data connection is up and the source is about to be read. */
  readonly onBegin: () => void;
}

/**
 * Uploads all of `source`. Resolves when the server has confirmed it. On abort and when the source fails, the data connection
 * is cut and the server's reply awaited for a moment, so that the connection stays usable. The source is used up in any case.
 */
export async function upload(
  connection: FtpConnection,
  command: string,
  source: Readable,
  options: UploadOptions,
): Promise<void> {
  const { data, command: transfer, ...begun } = await begin(connection, command, undefined, options);
  let socket: Socket | undefined;
  // Whether the transfer broke at our end: then the server's complaint about it says nothing.
  const fault = { ours: false };
  const blame = (): void => void (fault.ours ||= socket?.destroyed !== true);
  source.once('error', blame);
  options.signal.addEventListener('abort', blame, { once: true });
  try {
    // The server's go-ahead (RFC 959: 125, 150) is not waited for: it comes when the data connection is up, and costs a round trip.
    // A refusal is waited for: in active mode the server then never connects. An empty file would be over before ftp-srv looks, and
    // what is resumed must not be sent before the server has agreed to where.
    const refused = Promise.withResolvers<never>();
    transfer.started.catch(refused.reject);
    socket = await Promise.race([begun.socket, refused.promise]);
    if (options.from > 0 || options.size === 0) await transfer.started;
    if (options.size === 0 && socket instanceof TLSSocket) await delay(EMPTY_TLS_MS);
    options.onBegin();
    watchUpload(socket);
    const wrongSize = (got: number): Error => {
      fault.ours = true;
      return options.wrongSize(got);
    };
    const sink = uploadSink(socket, options.size, wrongSize, (bytes) => (connection.carried += bytes));
    await pipeline(source, sink, { signal: options.signal });
    connection.expectReply();
    await transfer.finished;
  } catch (error) {
    socket?.destroy();
    data.destroy();
    const word = lastWord(transfer.finished, connection);
    await (fault.ours ? word.catch(() => undefined) : word);
    throw error;
  } finally {
    options.signal.removeEventListener('abort', blame);
    source.off('error', blame);
    socket?.destroy();
    data.destroy();
  }
}

/** Destroys the socket when the server takes nothing for a while. A source that is slow does not count. */
function watchUpload(socket: Socket): void {
  socket.setTimeout(INACTIVITY_MS, () => {
    if (socket.writableLength > 0) socket.destroy(new Error('Timeout (data connection)'));
    else socket.setTimeout(INACTIVITY_MS);
  });
}

/**
 * Gives the server a moment to say how a transfer ended that broke. Rejects with its refusal if there is one; destroys
 * the connection if it says nothing.
 */
export async function lastWord(finished: Promise<Reply>, connection: FtpConnection): Promise<void> {
  const silence = new AbortController();
  try {
    const word = await Promise.race([
      finished,
      delay(LAST_WORD_MS, undefined, { signal: silence.signal }).catch(() => undefined),
    ]);
    if (word === undefined) connection.destroy();
  } finally {
    silence.abort();
  }
}
