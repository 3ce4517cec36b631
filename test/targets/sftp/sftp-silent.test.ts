import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startQuirkySftp } from '../../servers/scripted/quirky-sftp.js';
import { NEVER, problemOf } from '../contract/support/tools.js';
import { quirkyTargetOf } from '../contract/support/sftp.js';

// All is as it is but for how long a server is waited for.
vi.mock('../../../src/main/targets/sftp/config/settings.js', async (original) => ({
  ...(await original<object>()),
  CONNECT_MS: 1_500,
}));

/** A port at which `answer` is called with each line that comes. */
async function portWhere(answer: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    answer(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

test('an SFTP server that accepts, says who it is, or lets somebody in, and then says nothing, is waited for as long as connecting may take', async () => {
  const root = await mkdtemp(join(tmpdir(), 'evenkeel-quirky-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const quirky = await startQuirkySftp(root, { ignores: ['REALPATH'] });
  onTestFinished(() => quirky.stop());
  const silent = [
    quirky,
    { port: await portWhere(() => undefined), fingerprint: '' },
    { port: await portWhere((socket) => socket.write('SSH-2.0-Silent\r\n')), fingerprint: '' },
  ].map((server) => quirkyTargetOf(server, root)());
  const problems = await Promise.all(silent.map((each) => problemOf(each.connect(NEVER))));
  await Promise.all(silent.map((each) => each.close()));
  expect(problems).toEqual(['timed-out', 'timed-out', 'timed-out']);
});
