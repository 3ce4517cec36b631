import { mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SftpTarget } from '../../../src/main/targets/sftp/sftp-target.js';
import type { TestServer } from '../../servers/server.js';
import { startServer, whyUnavailable } from '../../servers/start-server.js';
import { list, NEVER } from '../contract/support/tools.js';
import { sftpTargetOf } from '../contract/support/sftp.js';

const why = await whyUnavailable('openssh');
const suite = why === undefined ? describe : describe.skip;

suite(`the folder on a server with SSH${why === undefined ? '' : ` (skipped: ${why})`}`, () => {
  let home = '';
  let server: TestServer;
  const opened: SftpTarget[] = [];

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'evenkeel-home-'));
    server = await startServer('openssh');
    await writeFile(join(server.root, 'mine'), 'x');
  });
  afterAll(async () => {
    for (const target of opened) await target.close();
    await server.stop();
    await rm(home, { recursive: true, force: true });
  });

  async function connected(path: string): Promise<SftpTarget> {
    const target = (await sftpTargetOf(server, home))({ path });
    opened.push(target);
    await target.connect(NEVER);
    return target;
  }

  test('is where one is signed in where the address names none, and told by its path', async () => {
    const target = await connected('');
    expect([...(await list(target, '')).keys()]).toContain('mine');
    expect(target.rootFolder).toBe(await realpath(server.root));
    expect(target.signInFolder).toBeUndefined();
  });

  test('is the root of the server where the address names that', async () => {
    const target = await connected('/');
    expect([...(await list(target, '')).keys()].sort()).toEqual((await readdir('/')).sort());
    expect(target.rootFolder).toBe('/');
    expect(target.signInFolder).toBe(await realpath(server.root));
  });
});
