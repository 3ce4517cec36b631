import { once } from 'node:events';
import ssh2 from 'ssh2';
import type { Connection, Session, SFTPWrapper } from 'ssh2';
import { hostKeyFingerprint } from '../../../src/main/targets/sftp/auth/host-key.js';
import { serveFolder, type FolderQuirks } from './sftp-folder.js';

/** What the server does otherwise than OpenSSH. It has no extensions in any case. */
export interface SftpQuirks extends FolderQuirks {
  /** Channels that one connection may have. */
  readonly channels?: number;
  /** Channels of one connection that it keeps open; it closes more of them as soon as something is asked on them. */
  readonly lastingChannels?: number;
  /** Connections that there may be at once. */
  readonly connections?: number;
  /** Hangs up each time when so many files have been closed. */
  readonly hangsUpAfter?: number;
  /**
   * What it says wherever a server may say something before it lets somebody in: of itself, in its banner, and where it asks for a password.
   */
  readonly tells?: string;
  /** What it says instead of SFTP. */
  readonly says?: Buffer;
}

/** An SFTP server in the process of the test, for what OpenSSH never does. Everybody may sign in. */
export interface QuirkySftp {
  readonly port: number;
  /** As Evenkeel writes it. */
  readonly fingerprint: string;
  /** How many connections signed in, and how many channels they have opened. */
  readonly counts: { readonly connections: number; readonly channels: number };
  stop(): Promise<void>;
}

/** Starts one that shows `root` as its root. */
export async function startQuirkySftp(root: string, quirks: SftpQuirks = {}): Promise<QuirkySftp> {
  // Of the keys of type ed25519 that ssh2 makes, it cannot read one in some hundreds itself.
  const { private: hostKey, public: publicKey } = ssh2.utils.generateKeyPairSync('ecdsa', { bits: 256 });
  const counts = { connections: 0, channels: 0, closed: 0 };
  const connections = new Set<Connection>();
  const { tells } = quirks;
  const said = tells === undefined ? {} : { ident: tells, banner: tells };
  const server = new ssh2.Server({ hostKeys: [hostKey], ...said }, (connection) => {
    connections.add(connection);
    let channels = 0;
    connection.on('close', () => connections.delete(connection));
    connection.on('error', () => undefined);
    connection.on('authentication', (context) => {
      if (connections.size > (quirks.connections ?? Infinity)) context.reject([]);
      else if (tells !== undefined && context.method === 'keyboard-interactive') {
        context.prompt([{ prompt: tells, echo: false }], tells, tells, () => context.accept());
      } else if (tells !== undefined) context.reject(['keyboard-interactive']);
      else if (context.method === 'password') context.accept();
      else context.reject(['password']);
    });
    connection.on('ready', () => (counts.connections += 1));
    connection.on('session', (accept, reject) => {
      channels += 1;
      if (channels > (quirks.channels ?? Infinity)) {
        reject();
        return;
      }
      counts.channels += 1;
      const lasts = channels <= (quirks.lastingChannels ?? Infinity);
      serve(accept(), quirks.says, (sftp) => {
        if (!lasts) sftp.on('OPEN', () => sftp.end());
        else
          serveFolder(sftp, root, quirks, () => {
            counts.closed += 1;
            if (counts.closed % (quirks.hangsUpAfter ?? Infinity) === 0) connection.end();
          });
      });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return {
    port: address.port,
    fingerprint: hostKeyFingerprint(Buffer.from(publicKey.split(' ')[1] ?? '', 'base64')),
    counts,
    stop: async () => {
      for (const connection of connections) connection.end();
      server.close();
      await once(server, 'close');
    },
  };
}

function serve(session: Session, says: Buffer | undefined, start: (sftp: SFTPWrapper) => void): void {
  if (says === undefined) session.on('sftp', (accept) => start(accept()));
  else session.on('subsystem', (accept) => accept().write(says));
}
