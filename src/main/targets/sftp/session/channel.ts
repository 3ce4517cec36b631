import type { SFTPWrapper } from 'ssh2';
import { SftpStatus, type ConnectionLost } from './errors.js';
import type { SshConnection } from './ssh-connection.js';

/** Bytes that every server takes in one request (draft-ietf-secsh-filexfer-02, 3: packets of 34,000). */
const COMMON_CHUNK = 31_952;

/** The most bytes in one request; more would hold others up. */
const LARGEST_CHUNK = 256 * 1024;

type Done<T> = (error: Error | null | undefined, result: T) => void;

/** SFTP on a signed-in connection. Any number of requests may be under way at once; handles are of use on their own channel only. */
export class SftpChannel {
  /** Whether `ext_openssh_rename` can be used. */
  readonly renamesOver: boolean;
  /** Whether `ext_openssh_hardlink` can be used. */
  readonly linksFiles: boolean;
  /** Whether `ext_openssh_statvfs` can be used. */
  readonly tellsRoom: boolean;
  /** Bytes that reads and writes should ask for at once. */
  readonly chunkBytes: number;
  readonly #sftp: SFTPWrapper;
  readonly #connection: SshConnection;
  readonly #onEnd: () => void;

  /** If the channel alone breaks, the connection is given up, with all that is under way, and `onEnd` is called before. */
  constructor(sftp: SFTPWrapper, connection: SshConnection, onEnd: () => void = () => undefined) {
    this.#sftp = sftp;
    this.#connection = connection;
    this.#onEnd = onEnd;
    this.chunkBytes = chunkOf(sftp);
    this.renamesOver = offers(sftp, 'posix-rename@openssh.com', '1');
    this.linksFiles = offers(sftp, 'hardlink@openssh.com', '1');
    this.tellsRoom = offers(sftp, 'statvfs@openssh.com', '2');
    for (const event of ['error', 'end', 'close']) {
      sftp.on(event, (error: unknown) => this.#end(error));
    }
  }

  /** Whether no answer can come any more. */
  get isLost(): boolean {
    return this.#connection.lost !== undefined;
  }

  /** Calls `listener` with the reason as soon as that is so, unless the function that it returns is called before. */
  onLoss(listener: (lost: ConnectionLost | undefined) => void): () => void {
    const { signal } = this.#connection;
    const tell = (): void => listener(this.#connection.lost);
    signal.addEventListener('abort', tell, { once: true });
    return () => signal.removeEventListener('abort', tell);
  }

  /**
   * Sends one request and resolves with its answer. Rejects with `SftpStatus` where the server refuses, with `ConnectionLost` where
   * no answer can come any more.
   */
  request<T>(send: (sftp: SFTPWrapper, done: Done<T>) => void): Promise<T> {
    const connection = this.#connection;
    return new Promise<T>((resolve, reject) => {
      if (connection.lost !== undefined) {
        reject(connection.lost);
        return;
      }
      connection.expect(reject);
      send(this.#sftp, (error, result) => {
        connection.settled(reject);
        if (!error) resolve(result);
        else if ('code' in error && typeof error.code === 'number')
          reject(new SftpStatus(error.code, error.message));
        else reject(this.#end(error));
      });
    });
  }

  #end(cause: unknown): ConnectionLost {
    if (this.#connection.lost === undefined) this.#onEnd();
    return this.#connection.lose(cause);
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
      // The server forgets it with the connection.
    }
  }
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
