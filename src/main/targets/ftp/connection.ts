import { Client, FTPError, type FTPResponse } from 'basic-ftp';
import { TLSSocket } from 'node:tls';
import { stoppedError, TargetError } from '../target-error.js';
import { openSocket } from '../proxy/open-socket.js';
import { beginTls, checkCertificate, tlsOptions } from './certificate-trust.js';
import { activeByProxy } from './ftp-problems.js';
import { INACTIVITY_MS, type FtpSettings } from './ftp-settings.js';
import { encodingFor, UTF_8, type NameEncoding } from './name-encoding.js';

/** The server's last word on one of several commands that were sent together. */
export interface Reply {
  readonly code: number;
  readonly message: string;
  /** Whether the command was carried out (2xx) or waits for its second half (3xx). */
  readonly good: boolean;
}

/** A command that moves data over a data line. */
export interface TransferCommand {
  /** Resolves when the server has said that it is ready for the data (RFC 959: 125, 150). */
  readonly started: Promise<void>;
  /** Resolves with the server's word that all of it has passed. */
  readonly finished: Promise<Reply>;
}

type Answer = FTPResponse | Error;

/**
 * One control connection, signed in. One conversation at a time. Once anything but a refusal by the server has gone
 * wrong, it is closed for good. Refusals reject with `FTPError`, all else with whatever error it was.
 */
export class FtpConnection {
  readonly #client = new Client(INACTIVITY_MS);
  readonly #settings: FtpSettings;
  readonly #encoding: NameEncoding;
  #fingerprint = '';
  #transferring = false;

  private constructor(settings: FtpSettings) {
    this.#settings = settings;
    this.#encoding = encodingFor(settings);
    // Bytes pass as they are: names are encoded and decoded where they are known to be names.
    this.#client.ftp.encoding = 'latin1';
  }

  /**
   * Connects, begins TLS where the settings say so, signs in, and lets `prepare` do the rest. On abort the line is cut at once.
   */
  static async open(
    settings: FtpSettings,
    signal: AbortSignal,
    prepare: (connection: FtpConnection) => Promise<void>,
  ): Promise<FtpConnection> {
    const connection = new FtpConnection(settings);
    const { promise: stopped, reject } = Promise.withResolvers<never>();
    // While TLS is being negotiated the library would not notice that the line is gone.
    const stop = (): void => {
      connection.destroy();
      reject(stoppedError());
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    try {
      await Promise.race([stopped, signal.aborted ? stopped : connection.#begin(prepare, signal)]);
      return connection;
    } catch (error) {
      connection.destroy();
      throw error;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  async #begin(prepare: (connection: FtpConnection) => Promise<void>, signal: AbortSignal): Promise<void> {
    const { host, port, secure, line, side } = this.#settings;
    if (line.proxy !== null && line.ftpMode === 'active') throw new TargetError(activeByProxy(host, side));
    const implicit = secure && line.tls === 'implicit';
    const plain = await openSocket({ host, port }, line.proxy, signal);
    this.#client.ftp.socket = implicit ? await beginTls(plain, this.#settings) : plain;
    if (implicit) this.#checkCertificate();
    await this.#greeted();
    if (secure && !implicit) await this.#upgrade();
    await this.#signIn();
    await prepare(this);
  }

  /** RFC 4217, 4: nothing secret before the server's certificate has been found good. */
  async #upgrade(): Promise<void> {
    const { host, side } = this.#settings;
    try {
      await this.#client.useTLS(tlsOptions(this.#settings));
    } catch (error) {
      if (!(error instanceof FTPError) || error.code === 421) throw error;
      throw new TargetError(
        {
          kind: 'tls-unavailable',
          what: `The server “${host}” does not offer encryption.`,
          advice:
            'Ask whoever runs it to switch TLS on, or use an ftp:// address if the line is safe without.',
          side,
        },
        { cause: error },
      );
    }
    this.#checkCertificate();
  }

  #checkCertificate(): void {
    const { socket } = this.#client.ftp;
    if (!(socket instanceof TLSSocket)) throw new Error('TLS did not begin.');
    this.#fingerprint = checkCertificate(socket, this.#settings);
  }

  /** RFC 959, 5.4: the server speaks first, and may say that it needs a little time (120). */
  async #greeted(): Promise<void> {
    const greeting = await this.#converse<Reply>([], (answer, resolve, reject) => {
      const reply = toReply(answer);
      if (reply instanceof Error) reject(reply);
      else if (reply.code >= 200) resolve(reply);
    });
    if (!greeting.good) throw new FTPError({ code: greeting.code, message: greeting.message });
  }

  async #signIn(): Promise<void> {
    const anonymous = this.#settings.userName === '';
    const user = await this.request(`USER ${anonymous ? 'anonymous' : this.toWire(this.#settings.userName)}`);
    if (user.code !== 331) return;
    await this.request(`PASS ${anonymous ? 'anonymous@' : this.toWire(this.#settings.password)}`);
  }

  /** Whether it can still be used. */
  get alive(): boolean {
    return !this.#client.closed;
  }

  /** What data lines need to know of this connection. */
  get line(): {
    readonly host: string;
    readonly localAddress: string;
    readonly tls: { readonly session: Buffer | undefined; readonly fingerprint: string } | undefined;
  } {
    const { socket, tlsSessionStore } = this.#client.ftp;
    return {
      // Through a proxy, the other end of the line is the proxy.
      host: (this.#settings.line.proxy === null ? socket.remoteAddress : undefined) ?? this.#settings.host,
      localAddress: socket.localAddress ?? '',
      tls:
        socket instanceof TLSSocket
          ? { session: tlsSessionStore ?? socket.getSession(), fingerprint: this.#fingerprint }
          : undefined,
    };
  }

  /** RFC 8446, 4.6.1: a TLS 1.3 ticket is best used once, so the newest one serves the next data line. */
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

  /** Sends a command, in wire form; rejects with `FTPError` where the server refuses it. */
  async request(command: string): Promise<Reply> {
    const [reply] = await this.requestAll([command]);
    if (reply === undefined) throw new Error('No reply.');
    if (!reply.good) throw new FTPError({ code: reply.code, message: reply.message });
    return reply;
  }

  /** Sends commands in one go and resolves with a reply to each, refusals included. */
  requestAll(commands: readonly string[]): Promise<readonly Reply[]> {
    const replies: Reply[] = [];
    return this.#converse<readonly Reply[]>(commands, (answer, resolve, reject) => {
      const reply = toReply(answer);
      if (reply instanceof Error) reject(reply);
      else if (reply.code >= 200) {
        replies.push(reply);
        if (replies.length === commands.length) resolve(replies);
      }
    });
  }

  /** Begins a transfer. The caller has opened the data line, watches it, and calls `expectReply` when it has ended. */
  transfer(command: string): TransferCommand {
    const started = Promise.withResolvers<undefined>();
    const finished = this.#converse<Reply>([command], (answer, resolve, reject) => {
      const reply = toReply(answer);
      if (reply instanceof Error) reject(reply);
      else if (reply.code < 200) {
        // The control line is silent while the data flows.
        this.#client.ftp.socket.setTimeout(0);
        started.resolve(undefined);
      } else if (reply.good) resolve(reply);
      else reject(new FTPError({ code: reply.code, message: reply.message }));
    });
    this.#transferring = true;
    const settle = (): void => void (this.#transferring = false);
    finished.then(settle, settle);
    finished.then(
      () => started.resolve(undefined),
      (error: unknown) => started.reject(error),
    );
    started.promise.catch(() => undefined);
    return { started: started.promise, finished };
  }

  /** The data has passed: from now on the server's reply has to come in time. */
  expectReply(): void {
    if (this.alive && this.#transferring) this.#client.ftp.socket.setTimeout(INACTIVITY_MS);
  }

  /** Cuts the line at once. */
  destroy(): void {
    this.#client.close();
  }

  #converse<T>(
    commands: readonly string[],
    onAnswer: (answer: Answer, resolve: (value: T) => void, reject: (error: Error) => void) => void,
  ): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    for (const command of commands) {
      // RFC 959, 5.3: CR LF ends a command, so a name that holds either would be a second one.
      if (/[\r\n\0]|[^\0-\xff]/.test(command)) {
        reject(new Error('A command holds a control character, or is not in wire form.'));
        return promise;
      }
    }
    this.#client.ftp
      .handle(undefined, (answer, task) => {
        onAnswer(
          answer,
          (value) => {
            task.resolve(undefined);
            resolve(value);
          },
          (error) => {
            task.reject(error);
            reject(error);
          },
        );
      })
      .catch(() => undefined);
    if (this.alive && commands.length > 0)
      this.#client.ftp.socket.write(commands.map((command) => `${command}\r\n`).join(''), 'latin1');
    return promise;
  }
}

/** RFC 959, 4.2: 421 can come at any time and means that the server hangs up. */
function toReply(answer: Answer): Reply | Error {
  if (answer instanceof FTPError) {
    return answer.code === 421 ? answer : { code: answer.code, message: answer.message, good: false };
  }
  return answer instanceof Error ? answer : { ...answer, good: true };
}
