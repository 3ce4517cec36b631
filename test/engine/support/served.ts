import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerName, ServerOptions } from '../../servers/server.js';
import { startServer } from '../../servers/start-server.js';
import { targetOf } from '../../targets/contract/support/ftp.js';
import { sftpTargetOf } from '../../targets/contract/support/sftp.js';
import type { Served } from './pair.js';

/** Starts a real server for the remote side of a pair. */
export async function servedBy(name: ServerName, options: ServerOptions = {}): Promise<Served> {
  const server = await startServer(name, options);
  const { root } = server;
  const own = (): Promise<void> => server.own();
  if (name !== 'openssh') return { root, own, open: () => targetOf(server), stop: () => server.stop() };
  const homeFolder = await mkdtemp(join(tmpdir(), 'evenkeel-home-'));
  return {
    root,
    own,
    open: await sftpTargetOf(server, homeFolder),
    stop: async () => {
      await server.stop();
      await rm(homeFolder, { recursive: true, force: true });
    },
  };
}
