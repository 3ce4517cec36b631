import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import ssh2 from 'ssh2';
import type { AuthContext, Connection, SFTPWrapper } from 'ssh2';

/** How the server takes passwords. */
export type PasswordMethod = 'password' | 'keyboard-interactive';

/** An SSH server in the process of the test, for sign-ins that OpenSSH would take only from users of the system. */
export interface PasswordServer {
  readonly port: number;
  /** What clients tried, in order. */
  readonly tried: readonly string[];
  stop(): Promise<void>;
}

/** Starts a server that lets `user` in by `method`; its SFTP knows nothing but an empty folder. */
export async function startPasswordServer(
  hostKeyFile: string,
  method: PasswordMethod,
  user: string,
  password: string,
): Promise<PasswordServer> {
  const tried: string[] = [];
  const connections = new Set<Connection>();
  const judge = (context: AuthContext, given: string): void => {
    if (context.username === user && given === password) context.accept();
    else context.reject([method]);
  };
  const server = new ssh2.Server({ hostKeys: [await readFile(hostKeyFile)] }, (connection) => {
    connections.add(connection);
    connection.on('close', () => connections.delete(connection));
    connection.on('error', () => undefined);
    connection.on('authentication', (context) => {
      tried.push(context.method);
      if (context.method === 'password' && method === 'password') judge(context, context.password);
      else if (context.method === 'keyboard-interactive' && method === 'keyboard-interactive') {
        context.prompt([{ prompt: 'Password: ', echo: false }], (answers) =>
          judge(context, answers[0] ?? ''),
        );
      } else context.reject([method]);
    });
    connection.on('session', (accept) => {
      accept().on('sftp', (acceptSftp) => serveEmptyFolder(acceptSftp()));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return {
    port: address.port,
    tried,
    stop: async () => {
      for (const connection of connections) connection.end();
      server.close();
      await once(server, 'close');
    },
  };
}

function serveEmptyFolder(sftp: SFTPWrapper): void {
  const attributes = { mode: 0o040755, uid: 0, gid: 0, size: 0, atime: 0, mtime: 0 };
  sftp.on('REALPATH', (id) => sftp.name(id, [{ filename: '/', longname: '/', attrs: attributes }]));
  sftp.on('STAT', (id) => sftp.attrs(id, attributes));
}
