import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { startServer, whyUnavailable } from '../../servers/start-server.js';
import { describeContract } from './support/cases.js';
import { sftpTargetOf } from './support/sftp.js';

const why = await whyUnavailable('openssh');
if (why !== undefined) {
  describe('openssh', () => test.skip(`skipped: ${why}`, () => undefined));
} else {
  describeContract('openssh', async () => {
    const server = await startServer('openssh');
    const homeFolder = await mkdtemp(join(tmpdir(), 'evenkeel-home-'));
    const target = await sftpTargetOf(server, homeFolder);
    return {
      ...server,
      open: target,
      line: { port: server.port, open: (port) => target({ port }) },
      stop: async () => {
        await server.stop();
        await rm(homeFolder, { recursive: true, force: true });
      },
      setsTimes: true,
      resumes: true,
      misreads: [],
      refusesFiles: [],
      refusesFolders: [],
    };
  });
}
