import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Client, SFTPWrapper } from 'ssh2';
import { printable } from '../../item-path.js';
import { ProblemError } from '../../../../shared/problem-error.js';
import { openSocket } from '../../proxy/open-socket.js';
import {
  coalesceWrites,
  openClient,
  openForwardedConnection,
  type Protection,
  type SignedInClient,
} from './client.js';
import { findRoute } from '../config/route.js';
import { SftpChannel } from './channel.js';
import { ChannelLimit, type ChannelSource } from './channel-limit.js';
import { ContentChannels } from './channels.js';
import { CONNECT_MS, type SftpSettings } from '../config/settings.js';
import type { ConnectionLost } from './errors.js';
import { SshConnection } from './ssh-connection.js';

/** One signed-in connection with SFTP on it. */
export class SftpSession extends SftpChannel {
  /** Over which the content of files goes. */
  readonly channels: ContentChannels;
  /** How the connection to the server is protected. */
  readonly protection: Protection | undefined;
  readonly #connection: SshConnection;

  private constructor(
    sftp: SFTPWrapper,
    connection: SshConnection,
    protection: Protection | undefined,
    channels: (own: SftpChannel) => ContentChannels,
  ) {
    super(sftp, connection);
    this.#connection = connection;
    this.protection = protection;
    this.channels = channels(this);
  }

  /** Aborted as soon as the connection is lost. */
  get whenLost(): AbortSignal {
    return this.#connection.signal;
  }

  /** Why no answer can come any more; `undefined` while it can. */
  get lost(): ConnectionLost | undefined {
    return this.#connection.lost;
  }

  /** Goes the whole way to the server and starts SFTP there. Cut when `signal` is aborted. `limit` outlives the session. */
  static async open(settings: SftpSettings, limit: ChannelLimit, signal: AbortSignal): Promise<SftpSession> {
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
        let connection: Duplex;
        if (previous === undefined) {
          const socket = await openSocket(hop, settings.proxy ?? null, signal);
          outer = { socket, gather: coalesceWrites(socket) };
          connection = socket;
        } else {
          connection = await openForwardedConnection(previous, hop.host, hop.port);
        }
        const { homeFolder, side } = settings;
        // What the user entered is meant for the server, not for the hosts on the way to it.
        const given = last ? settings : { password: '', privateKeyFile: undefined, passphrase: undefined };
        signedIn.push(
          await openClient(
            connection,
            hop,
            {
              password: given.password,
              privateKeyFile: given.privateKeyFile,
              passphrase: given.passphrase,
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
      const server = signedIn.at(-1);
      if (server === undefined || outer === undefined) throw new Error('There is no way to the server.');
      const { client, protection } = server;
      const clients = signedIn.map((each) => each.client);
      const sftp = await startSftp(client, settings);
      const connection = new SshConnection(clients, outer.socket, outer.gather);
      const openChannel = async (source: ChannelSource): Promise<SftpChannel> =>
        source === 'channel'
          ? new SftpChannel(await startSftp(client, settings), connection, () => limit.ended())
          : SftpSession.#openBeside(settings, connection);
      return new SftpSession(
        sftp,
        connection,
        protection,
        (own) => new ContentChannels(own, openChannel, limit),
      );
    } catch (error) {
      cut();
      throw error;
    } finally {
      signal.removeEventListener('abort', cut);
    }
  }

  /** Another connection, which ends with the first one. */
  static async #openBeside(settings: SftpSettings, connection: SshConnection): Promise<SftpSession> {
    const signal = AbortSignal.any([connection.signal, AbortSignal.timeout(CONNECT_MS)]);
    const session = await SftpSession.open(settings, new ChannelLimit(1), signal);
    connection.signal.addEventListener('abort', () => session.close(), { once: true });
    if (connection.signal.aborted) session.close();
    return session;
  }

  /** Ends the connection. */
  close(): void {
    this.#connection.lose(undefined);
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
      const printed = printedInstead(error);
      reject(
        new ProblemError(
          printed === undefined
            ? {
                kind: 'unsupported',
                what: `The server “${host}” accepts you, but does not offer SFTP.`,
                advice: 'Turn SFTP on for this account on the server, or use another protocol.',
                side,
              }
            : {
                kind: 'unsupported',
                what: `The server “${host}” sends text where SFTP should begin: “${printed}…”.`,
                advice:
                  'A login script (.bashrc, .profile) of this account prints it. Change it to print only in a terminal.',
                side,
              },
          { cause: error },
        ),
      );
    });
  });
}

/** The first letters of what a login script has printed: ssh2 takes them for the length of a packet, as every client does. */
function printedInstead(error: Error): string | undefined {
  const length = /packet length (\d+)/i.exec(error.message)?.[1];
  if (length === undefined) return undefined;
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(Number(length) % 2 ** 32);
  const text = bytes.toString('latin1');
  return /^[\x20-\x7e\r\n\t]{4}$/.test(text) ? printable(text) : undefined;
}
