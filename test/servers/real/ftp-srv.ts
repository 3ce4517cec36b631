import { once } from 'node:events';
import { WriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Socket } from 'node:net';
import { FileSystem, FtpSrv } from 'ftp-srv';
import { withoutSignalHandlers } from '../../../src/main/demo/without-signal-handlers.js';
import type { ServerDriver } from '../server.js';

/** ftp-srv, the server that the demonstration embeds, in the process of the test. Neither MLSD nor MFMT. */
export const ftpSrv: ServerDriver = {
  fromDebian: false,
  async start(setup) {
    const commands: string[] = [];
    const certificate = setup.certificate;
    const tls =
      certificate === undefined
        ? false
        : { cert: await readFile(certificate.certificateFile), key: await readFile(certificate.keyFile) };
    const server = withoutSignalHandlers(
      () =>
        new FtpSrv({
          url: `ftp://127.0.0.1:${setup.port}`,
          pasv_url: '127.0.0.1',
          pasv_min: 20_000,
          pasv_max: 60_000,
          log: recorder(commands),
          tls,
        }),
    );
    // TLS is checked here, because ftp-srv cannot insist on it by itself.
    server.on('login', ({ connection, username, password }, resolve, reject) => {
      const known = username === setup.user && password === setup.password;
      if (known && (setup.certificate === undefined || connection.secure))
        resolve({ fs: new QuietFileSystem(connection, { root: setup.root, cwd: '/' }) });
      else reject(Object.assign(new Error('Sign-in refused'), { code: 530 }));
    });
    // It answers each command in a packet of its own and would wait for the acknowledgement of the last one every time.
    server.addListener('connect', ({ connection }: { readonly connection: object }) => {
      if ('commandSocket' in connection && connection.commandSocket instanceof Socket) {
        connection.commandSocket.setNoDelay(true);
      }
    });
    await server.listen();
    return {
      log: () => Promise.resolve(commands.join('\n')),
      stop: async () => {
        await server.close();
      },
    };
  },
};

/** ftp-srv's own file system, which leaves rejections unhandled where a file cannot be created. */
class QuietFileSystem extends FileSystem {
  override async write(...args: Parameters<FileSystem['write']>): Promise<unknown> {
    const written: unknown = super.write(...args);
    if (typeof written === 'object' && written !== null && 'stream' in written) {
      const { stream } = written;
      if (stream instanceof WriteStream) {
        stream.removeAllListeners('error');
        await once(stream, 'open');
      }
    }
    return written;
  }
}

/** The logger that ftp-srv wants: it hands over the lines of a connection as arrays. */
function recorder(commands: string[]): object {
  const nothing = (): void => undefined;
  const log = {
    trace: (message: unknown): void => {
      if (Array.isArray(message)) commands.push(...message.map(String));
    },
    debug: nothing,
    info: nothing,
    warn: nothing,
    error: nothing,
    child: () => log,
  };
  return log;
}
