import { FTPError } from 'basic-ftp';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { TLSSocket } from 'node:tls';
import type { CertificateFacts } from '../../../../shared/problem.js';
import { stoppedError, ProblemError } from '../../../../shared/problem-error.js';
import { openSocket } from '../../proxy/open-socket.js';
import { BoundedClient } from './bounded-client.js';
import { beginTls, checkCertificate, tlsOptions } from './tls.js';
import { tlsRefusals } from './tls-refusals.js';
import type { Phase } from './connect-clock.js';
import { CommandQueue } from './command-queue.js';
import { activeByProxy } from './errors.js';
import { LEAVE_MS, SIGN_IN_MS, type FtpSettings } from '../protocol/settings.js';
import { encodingFor, UTF_8, type NameEncoding } from '../protocol/encodings.js';
import type { Reply } from '../protocol/reply.js';
import type { Learned } from './learned.js';
import { Mutex } from './mutex.js';

/**
 * Servers that read each command in its turn, however many arrive together, by what they say of themselves. Others may take two commands for one
 * where a packet ends (proftpd), or work on several at once (ftp-srv).
 */
const READS_AHEAD = /\b(?:pure-ftpd|vsftpd|pyftpdlib)\b/i;

/** Servers that take user name, password and what is asked then in one packet: signing in costs one round trip. */
const SIGNS_IN_TOGETHER = /\b(?:pure-ftpd|vsftpd|pyftpdlib|proftpd)\b/i;

/** How a connection is opened. */
export interface Opening {
  /** On abort the connection is cut at once: nobody wants it any more. */
  readonly signal: AbortSignal;
  /** The same because it takes too long: some of what was sent together may have been lost. */
  readonly late: AbortSignal;
  /** Called when the server has greeted, and when it has let the user in. */
  readonly onPhase: (phase: Phase) => void;
  /** Does the rest. What it asks for may be on its way before the user has been let in. */
  readonly prepare: (connection: FtpConnection) => Promise<void>;
}

/** A command that moves data over a data connection. */
export interface TransferCommand {
  /** Resolves when the command has been sent. */
  readonly sent: Promise<void>;
  /** Resolves when the server has said that it is ready for the data (RFC 959: 125, 150). */
  readonly started: Promise<void>;
  /** Resolves with the server's word that all of it has passed. */
  readonly finished: Promise<Reply>;
}

/** How a connection is protected. */
export interface Protection {
  readonly protocol: string;
  readonly cipher: string;
  readonly certificate: CertificateFacts;
  readonly vouchedBy: 'computer' | 'user';
}

/**
 * One control connection, signed in, on which several jobs may be at work at once. Once anything but a refusal by the server has gone
 * wrong, it is closed for good. Refusals reject with `FTPError`, all else with whatever error it was.
 */
export class FtpConnection {
  readonly #client = new BoundedClient();
  readonly #settings: FtpSettings;
  readonly #encoding: NameEncoding;
  readonly #control: CommandQueue;
  readonly #turn = new Mutex();
  /** What is known of the server, by all connections to it. */
  readonly learned: Learned;
  #certificate: CertificateFacts | undefined;
  #mayShareSignIn = false;
  /** Whether TLS began by `AUTH SSL`, behind which data is protected without PROT (RFC 4217, 17). */
  authSsl = false;
  /** Bytes of content and listings that it has transferred so far. */
  carried = 0;

  private constructor(settings: FtpSettings, learned: Learned) {
    this.#settings = settings;
    this.learned = learned;
    this.#control = new CommandQueue(this.#client.ftp, learned);
    this.#encoding = encodingFor(settings);
    // Bytes pass as they are: names are encoded and decoded where they are known to be names.
    this.#client.ftp.encoding = 'latin1';
    this.#overhear(settings.dialogue);
  }

  /** Connects, begins TLS where the settings say so, signs in, and prepares what comes then. */
  static async open(settings: FtpSettings, learned: Learned, opening: Opening): Promise<FtpConnection> {
    const signal = AbortSignal.any([opening.signal, opening.late]);
    const connection = new FtpConnection(settings, learned);
    const { promise: stopped, reject } = Promise.withResolvers<never>();
    // While TLS is being negotiated the library would not notice that the connection is gone.
    const stop = (): void => {
      if (opening.signal.aborted) connection.abandon();
      else connection.destroy();
      reject(stoppedError());
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    try {
      await Promise.race([stopped, signal.aborted ? stopped : connection.#begin(opening, signal)]);
      return connection;
    } catch (error) {
      if (!opening.signal.aborted && (opening.late.aborted || !isRefusal(error))) {
        connection.#control.doubtBurst();
      }
      connection.destroy();
      throw error;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  async #begin(opening: Opening, signal: AbortSignal): Promise<void> {
    const { host, port, secure, line, side } = this.#settings;
    if (line.proxy !== null && line.ftpMode === 'active') throw new ProblemError(activeByProxy(host, side));
    const implicit = secure && line.tls === 'implicit';
    const plain = await openSocket({ host, port }, line.proxy, signal);
    this.#client.ftp.socket = implicit ? await beginTls(plain, this.#settings) : plain;
    if (implicit) this.#checkCertificate();
    await this.#greeted();
    opening.onPhase('signing-in');
    if (secure && !implicit) await this.#upgrade();
    this.#control.listen();
    await this.#signIn(opening);
  }

  /** The library tells of what comes, and of what it sends by itself; the control connection of the rest. */
  #overhear(dialogue: FtpSettings['dialogue']): void {
    if (dialogue === undefined) return;
    this.#client.ftp.verbose = true;
    this.#client.ftp.log = (said) => {
      for (const line of said.split(/\r?\n/)) if (line !== '') dialogue(readable(line));
    };
  }

  /** RFC 4217, 4: nothing secret before the server's certificate has been found good. */
  async #upgrade(): Promise<void> {
    const { host, side } = this.#settings;
    const options = tlsOptions(this.#settings);
    try {
      await this.#client.useTLS(options).catch((error: unknown) => {
        if (!(error instanceof FTPError) || error.code === 421) throw error;
        // What servers from before RFC 4217 call it. The protocol is the same.
        this.authSsl = true;
        return this.#client.useTLS(options, 'AUTH SSL');
      });
    } catch (error) {
      if (!(error instanceof FTPError) || error.code === 421) throw error;
      tlsRefusals.record(this.#settings);
      throw new ProblemError(
        {
          kind: 'tls-unavailable',
          what: `The server “${host}” does not offer encryption.`,
          advice: 'Turn on TLS on the server, or use an ftp:// address on a network you trust.',
          side,
        },
        { cause: error },
      );
    }
    tlsRefusals.forget(this.#settings);
    this.#checkCertificate();
  }

  #checkCertificate(): void {
    const { socket } = this.#client.ftp;
    if (!(socket instanceof TLSSocket)) throw new Error('TLS did not begin.');
    this.#certificate = checkCertificate(socket, this.#settings);
  }

  /** RFC 959, 5.4: the server speaks first, and may say that it needs a little time (120). */
  async #greeted(): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    await this.#client.ftp.handle(undefined, (answer, task) => {
      if (!(answer instanceof Error) && answer.code < 200) return;
      if (answer instanceof Error) reject(answer);
      else {
        this.learned.readsAhead = !this.learned.single && READS_AHEAD.test(answer.message);
        this.#mayShareSignIn = SIGNS_IN_TOGETHER.test(answer.message);
        resolve(undefined);
      }
      task.resolve(undefined);
    });
    await promise;
  }

  /** What is prepared is asked for in one breath with the password: a server that refuses that refuses all the rest as well. */
  async #signIn({ onPhase, prepare }: Opening): Promise<void> {
    const anonymous = this.#settings.userName === '';
    const userName = anonymous ? 'anonymous' : this.toWire(this.#settings.userName);
    const naming = this.request(`USER ${userName}`, SIGN_IN_MS);
    // A server that wants TLS refuses the user name on a plain connection, before a password is on its way: that has to come first (S12).
    const harmless = anonymous || this.#settings.secure;
    const together =
      harmless && this.#mayShareSignIn && !this.learned.single && !this.learned.signsInOneByOne;
    const user = together ? undefined : await naming;
    if (together) this.learned.signedInTogether = true;
    if (user !== undefined && user.code !== 331) {
      onPhase('settling-in');
      return prepare(this);
    }
    const password = anonymous ? 'anonymous@' : this.toWire(this.#settings.password);
    const signedIn = this.request(`PASS ${password}`, SIGN_IN_MS);
    const prepared = prepare(this);
    for (const sent of [naming, signedIn, prepared]) sent.catch(() => undefined);
    // A server that wants no password may say so to the one that came with the name.
    if ((await naming).code === 331) await signedIn;
    onPhase('settling-in');
    await prepared;
  }

  /** Whether it can still be used. */
  get alive(): boolean {
    return !this.#client.closed;
  }

  /** What data connections need to know of this connection. */
  get endpoint(): {
    readonly host: string;
    readonly localAddress: string;
    readonly tls: { readonly session: Buffer | undefined; readonly fingerprint: string } | undefined;
  } {
    const { socket, tlsSessionStore } = this.#client.ftp;
    return {
      // Through a proxy, the other end of the connection is the proxy.
      host: (this.#settings.line.proxy === null ? socket.remoteAddress : undefined) ?? this.#settings.host,
      localAddress: socket.localAddress ?? '',
      tls:
        socket instanceof TLSSocket
          ? {
              session: tlsSessionStore ?? socket.getSession(),
              fingerprint: this.#certificate?.fingerprint ?? '',
            }
          : undefined,
    };
  }

  /** How the connection is protected, and by whose word it leads to the right server; `undefined` where it is in the clear. */
  get protection(): Protection | undefined {
    const { socket } = this.#client.ftp;
    if (!(socket instanceof TLSSocket) || this.#certificate === undefined) return undefined;
    return {
      protocol: socket.getProtocol() ?? 'TLS',
      cipher: socket.getCipher().standardName,
      certificate: this.#certificate,
      vouchedBy: socket.authorized ? 'computer' : 'user',
    };
  }

  /** RFC 8446, 4.6.1: a TLS 1.3 ticket is best used once, so the newest one serves the next data connection. */
  keepSession(session: Buffer): void {
    this.#client.ftp.tlsSessionStore = session;
  }

  get settings(): FtpSettings {
    return this.#settings;
  }

  /** What the user entered, in wire form; what the chosen encoding lacks goes as UTF-8. */
  toWire(text: string): string {
    return this.#encoding.encode(text) ?? UTF_8.encode(text) ?? '';
  }

  /** Sends a command, in wire form; rejects with `FTPError` where the server refuses it. `patienceMs` is as for `requestAll`. */
  async request(command: string, patienceMs?: number): Promise<Reply> {
    const [reply] = await this.requestAll([command], 'plain', patienceMs);
    if (reply === undefined) throw new Error('No reply.');
    if (!reply.good) throw new FTPError({ code: reply.code, message: reply.message });
    return reply;
  }

  /**
   * Sends commands in one go and resolves with a reply to each, refusals included. Those that agree on a data connection are an
   * `agreement`, and belong into a turn. `patienceMs` is how long the server may be silent, where that is longer than usual.
   */
  requestAll(
    commands: readonly string[],
    kind: 'plain' | 'agreement' | 'probe' = 'plain',
    patienceMs?: number,
  ): Promise<readonly Reply[]> {
    const { promise, resolve, reject } = Promise.withResolvers<readonly Reply[]>();
    const replies: Reply[] = [];
    if (commands.length === 0) resolve(replies);
    else {
      const onReply = (reply: Reply): void => {
        replies.push(reply);
        if (replies.length === commands.length) resolve(replies);
      };
      this.#control.send({ kind, commands, patienceMs, onReply, onBroken: reject });
    }
    return promise;
  }

  /**
   * Calls `work` while no other job changes what the server keeps between commands: the folder that it is in, and the data connection that
   * was agreed on. A transfer's turn ends when its command has been given.
   */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    return this.#turn.take(work);
  }

  /** Begins a transfer. The caller has agreed on the data connection, watches it, and calls `expectReply` when it has ended. */
  transfer(command: string): TransferCommand {
    const sent = Promise.withResolvers<undefined>();
    const started = Promise.withResolvers<undefined>();
    const finished = Promise.withResolvers<Reply>();
    // Whoever began it may be gone by the time it ends.
    for (const { promise } of [sent, started, finished]) promise.catch(() => undefined);
    const fail = (error: Error): void => {
      for (const { reject } of [sent, started, finished]) reject(error);
    };
    const onSent = (): void => sent.resolve(undefined);
    const onReply = (reply: Reply): void => {
      if (reply.code >= 400) fail(new FTPError({ code: reply.code, message: reply.message }));
      else started.resolve(undefined);
      if (reply.code >= 200) finished.resolve(reply);
    };
    this.#control.send({ kind: 'transfer', commands: [command], onSent, onReply, onBroken: fail });
    return { sent: sent.promise, started: started.promise, finished: finished.promise };
  }

  /** The data of the transfer under way has passed: from now on the server's reply has to come in time. */
  expectReply(): void {
    if (this.alive) this.#control.expectReply();
  }

  /** Takes leave (RFC 959: QUIT) if nothing is under way, and closes the connection. Resolves when it is closed. */
  async leave(): Promise<void> {
    const { socket } = this.#client.ftp;
    if (!this.alive || !this.#control.idle) {
      this.destroy();
      return;
    }
    // basic-ftp listens for the end as well, and takes away whoever else does.
    socket.removeAllListeners();
    const closed = once(socket, 'close').catch(() => undefined);
    socket.end('QUIT\r\n', 'latin1');
    socket.resume();
    const late = new AbortController();
    await Promise.race([closed, delay(LEAVE_MS, undefined, { signal: late.signal }).catch(() => undefined)]);
    late.abort();
    this.destroy();
  }

  /** Cuts the connection at once because nobody wants the answers any more: those that are missing then say nothing of the server. */
  abandon(): void {
    this.#control.abandon();
    this.destroy();
  }

  /** Cuts the connection at once. */
  destroy(): void {
    this.#client.close();
  }
}

/** Whether the server has answered, and said no. */
function isRefusal(error: unknown): boolean {
  return error instanceof ProblemError || (error instanceof FTPError && error.code !== 421);
}

/** Bytes as they came, as far as they are UTF-8. */
function readable(line: string): string {
  return Buffer.from(line, 'latin1').toString('utf8');
}
