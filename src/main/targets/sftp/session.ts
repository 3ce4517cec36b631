import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Client, SFTPWrapper } from 'ssh2';
import { TargetError } from '../target-error.js';
import { openSocket } from '../proxy/open-socket.js';
import { gatherWrites, openClient, openLineThrough, type Protection, type SignedInClient } from './client.js';
import { findRoute } from './route.js';
import { INACTIVITY_MS, type SftpSettings } from './sftp-settings.js';
import { LineLost, SftpStatus } from './sftp-problems.js';

/** Bytes that every server takes in one request (draft-ietf-secsh-filexfer-02, 3: packets of 34,000). */
const COMMON_CHUNK = 31_952;

/** The most bytes in one request; more would hold others up. */
const LARGEST_CHUNK = 256 * 1024;

/** Bytes sent between two looks at the line that are more than questions whether it is alive. */
const LEAST_MOVEMENT = 4096;

type Done<T> = (error: Error | null | undefined, result: T) => void;

/** One signed-in connection with SFTP on it. Any number of requests may be under way at once. */
export class SftpSession {
  /** Aborted as soon as the line is lost. */
  readonly line: AbortSignal;
  /** Whether `ext_openssh_rename` can be used. */
  readonly renamesOver: boolean;
  /** Whether `ext_openssh_hardlink` can be used. */
  readonly linksFiles: boolean;
  /** Whether `ext_openssh_statvfs` can be used. */
  readonly tellsRoom: boolean;
  /** How the line to the server is protected. */
  readonly protection: Protection | undefined;
  /** Bytes that reads and writes should ask for at once. */
  readonly chunkBytes: number;
  readonly #clients: readonly Client[];
  readonly #sftp: SFTPWrapper;
  readonly #socket: Socket;
  readonly #gather: () => void;
  readonly #pending = new Set<(error: Error) => void>();
  readonly #lineEnd = new AbortController();
  readonly #watch: NodeJS.Timeout;
  #lost: LineLost | undefined;
  #read = 0;
  #sent = 0;
  #movedMs = 0;

  private constructor(
    clients: readonly Client[],
    sftp: SFTPWrapper,
    socket: Socket,
    gather: () => void,
    protection: Protection | undefined,
  ) {
    this.protection = protection;
    this.#clients = clients;
    this.#sftp = sftp;
    this.#socket = socket;
    this.#gather = gather;
    this.line = this.#lineEnd.signal;
    this.chunkBytes = chunkOf(sftp);
    this.renamesOver = offers(sftp, 'posix-rename@openssh.com', '1');
    this.linksFiles = offers(sftp, 'hardlink@openssh.com', '1');
    this.tellsRoom = offers(sftp, 'statvfs@openssh.com', '2');
    for (const client of clients) {
      client.on('error', (error) => this.#lose(error));
      client.on('close', () => this.#lose(undefined));
    }
    for (const event of ['error', 'end', 'close']) {
      sftp.on(event, (error: unknown) => this.#lose(error));
    }
    this.#watch = setInterval(() => this.#checkLine(), 5_000).unref();
  }

  /** Why no answer can come any more; `undefined` while it can. */
  get lost(): LineLost | undefined {
    return this.#lost;
  }

  /** Goes the whole way to the server and starts SFTP there. Cut when `signal` is aborted. */
  static async open(settings: SftpSettings, signal: AbortSignal): Promise<SftpSession> {
    const { hops, knownHosts } = await findRoute(settings);
    const signedIn: SignedInClient[] = [];
    const cut = (): void => {
      for (const { client } of signedIn) client.destroy();
    };
    signal.addEventListener('abort', cut, { once: true });
    try {
      let outer: { readonly socket: Socket; readonly gather: () => void } | undefined;
      for (const [index, hop] of hops.entries()) {
        const last = index === hops.length - 1;
        const previous = signedIn.at(-1)?.client;
        let line: Duplex;
        if (previous === undefined) {
          const socket = await openSocket(hop, settings.proxy ?? null, signal);
          outer = { socket, gather: gatherWrites(socket) };
          line = socket;
        } else {
          line = await openLineThrough(previous, hop.host, hop.port);
        }
        const { homeFolder, agentSocket, side } = settings;
        // What the user entered is meant for the server, not for the hosts on the way to it.
        const given = last ? settings : { password: '', privateKeyFile: undefined, passphrase: undefined };
        signedIn.push(
          await openClient(
            line,
            hop,
            {
              password: given.password,
              privateKeyFile: given.privateKeyFile,
              passphrase: given.passphrase,
              agentSocket,
              homeFolder,
            },
            {
              label: hop.label,
              host: hop.host,
              port: hop.port,
              knownAs: hop.knownAs,
              knownHosts,
              trusted: last ? settings.trustedHostKey : undefined,
              trustable: last,
              side,
            },
            signal,
            settings.dialogue,
          ),
        );
      }
      const last = signedIn.at(-1);
      if (last === undefined || outer === undefined) throw new Error('There is no way to the server.');
      const sftp = await startSftp(last.client, settings);
      const clients = signedIn.map(({ client }) => client);
      return new SftpSession(clients, sftp, outer.socket, outer.gather, last.protection);
    } catch (error) {
      cut();
      throw error;
    } finally {
      signal.removeEventListener('abort', cut);
    }
  }

  /**
   * Sends one request and resolves with its answer. Rejects with `SftpStatus` where the server refuses, with `LineLost` where
   * no answer can come any more.
   */
  request<T>(send: (sftp: SFTPWrapper, done: Done<T>) => void): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#lost !== undefined) {
        reject(this.#lost);
        return;
      }
      this.#pending.add(reject);
      this.#gather();
      send(this.#sftp, (error, result) => {
        this.#pending.delete(reject);
        if (!error) resolve(result);
        else if ('code' in error && typeof error.code === 'number')
          reject(new SftpStatus(error.code, error.message));
        else reject(this.#lose(error));
      });
    });
  }

  /** Sends a request whose answer is success or failure, nothing else. */
  command(send: (sftp: SFTPWrapper, done: (error?: Error | null) => void) => void): Promise<undefined> {
    return this.request<undefined>((sftp, done) => send(sftp, (error) => done(error, undefined)));
  }

  /** Gives a handle back. Never rejects, and nobody has to wait for it. */
  async release(handle: Buffer): Promise<void> {
    try {
      await this.command((sftp, done) => sftp.close(handle, done));
    } catch {
      // The server forgets it with the line.
    }
  }

  /** Ends the connection. */
  close(): void {
    this.#lose(undefined);
  }

  #lose(cause: unknown, timedOut = false): LineLost {
    if (this.#lost !== undefined) return this.#lost;
    const lost = new LineLost(cause, timedOut);
    this.#lost = lost;
    clearInterval(this.#watch);
    for (const reject of this.#pending) reject(lost);
    this.#pending.clear();
    this.#lineEnd.abort();
    for (const client of this.#clients) client.end();
    this.#socket.destroy();
    return lost;
  }

  /**
   * A line on which nothing has moved in either direction for long is dead, unless nothing is asked of it. The questions that ssh2 sends
   * to keep the line alive are no movement: the system takes them even for a dead line.
   */
  #checkLine(): void {
    const read = this.#socket.bytesRead;
    const sent = this.#socket.bytesWritten - this.#socket.writableLength;
    if (read !== this.#read || sent - this.#sent >= LEAST_MOVEMENT || this.#pending.size === 0) {
      this.#read = read;
      this.#sent = sent;
      this.#movedMs = performance.now();
    } else if (performance.now() - this.#movedMs >= INACTIVITY_MS) {
      this.#lose(new Error('Silence'), true);
    }
  }
}

function startSftp(client: Client, { host, side }: SftpSettings): Promise<SFTPWrapper> {
  return new Promise((resolve, reject) => {
    client.once('close', () => reject(new Error('The server hung up.')));
    client.sftp((error, sftp) => {
      if (!error) {
        resolve(sftp);
        return;
      }
      reject(
        new TargetError(
          {
            kind: 'unsupported',
            what: `The server “${host}” lets you in, but does not offer SFTP.`,
            advice: 'Ask whoever runs the server to switch SFTP on for you.',
            side,
          },
          { cause: error },
        ),
      );
    });
  });
}

/** ssh2 knows what the server takes (limits@openssh.com), but does not say so openly. */
function chunkOf(sftp: SFTPWrapper): number {
  const sizes = ['_maxReadLen', '_maxWriteLen'].map((name): unknown => Reflect.get(sftp, name));
  const known = sizes.filter((size) => typeof size === 'number');
  return known.length < sizes.length ? COMMON_CHUNK : Math.min(...known, LARGEST_CHUNK);
}

/** ssh2 throws where an extension is missing, but gives no way to ask first. */
function offers(sftp: SFTPWrapper, extension: string, version: string): boolean {
  const extensions: unknown = Reflect.get(sftp, '_extensions');
  return (
    typeof extensions === 'object' && extensions !== null && Reflect.get(extensions, extension) === version
  );
}
