import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Connections } from '../../src/main/app/connections.js';
import { ServerFolders } from '../../src/main/session/connection/server-folders.js';
import { problemOf } from '../../src/shared/problem-error.js';
import { DEFAULT_OPTIONS } from '../../src/shared/profile/profile-options.js';
import { parseRemote, type RemoteAddress } from '../../src/shared/profile/remote.js';
import { startRelay } from '../servers/proxies/relay.js';
import { sshFacts } from '../servers/real/openssh.js';
import type { ServerName, TestServer } from '../servers/server.js';
import { startServer, whyUnavailable } from '../servers/start-server.js';

let server: TestServer | undefined;
let folders: ServerFolders | undefined;
afterEach(async () => {
  await folders?.close();
  folders = undefined;
  await server?.stop();
  server = undefined;
});

function addressAt(url: string): Extract<RemoteAddress, { kind: 'server' }> {
  const parsed = parseRemote(url);
  if (parsed.kind !== 'valid' || parsed.address.kind !== 'server') throw new Error('No address');
  return parsed.address;
}

/** Opens the folders of a server, with the path of the address. */
async function opened(name: ServerName, pathOf: (at: TestServer) => string): Promise<ServerFolders> {
  server = await startServer(name);
  await mkdir(join(server.root, 'www/site 2'), { recursive: true });
  await mkdir(join(server.root, 'www/site 10'), { recursive: true });
  await mkdir(join(server.root, '.evenkeel-versions'));
  await server.own();
  const facts = name === 'openssh' ? await sshFacts(server) : undefined;
  folders = await ServerFolders.open(
    {
      address: addressAt(server.url + pathOf(server)),
      signIn: {
        userName: facts?.user ?? server.user,
        password: facts === undefined ? server.password : '',
        privateKeyFile: facts?.identityFile,
        trustedCertificate: facts?.fingerprint,
      },
      options: DEFAULT_OPTIONS,
    },
    new AbortController(),
  );
  return folders;
}

describe.each<ServerName>(['pure-ftpd', 'proftpd', 'vsftpd', 'ftp-srv'])('the folders of %s', (name) => {
  it('begin where the server puts the user, are listed in order, and can be added to', async ({ skip }) => {
    const missing = await whyUnavailable(name);
    skip(missing !== undefined, missing);
    const at = await opened(name, () => '');
    expect(at.start).toBe(at.signIn);
    expect(await at.list(at.start)).toEqual({ names: ['www'], more: 0 });
    expect((await at.list(`${at.start.replace(/\/$/, '')}/www`)).names).toEqual(['site 2', 'site 10']);
    const made = await at.make(`${at.start.replace(/\/$/, '')}/www`, 'new');
    expect(made).toMatch(/\/www\/new$/);
    expect(await readdir(join(server?.root ?? '', 'www'))).toContain('new');
    const again = await at.make(made.replace(/\/new$/, ''), 'new').catch(problemOf);
    expect(again).toMatchObject({ kind: 'already-exists' });
  });
});

describe('the folders of a server', () => {
  it('begin at the folder of the address where it is there, else where the server puts the user', async () => {
    expect((await opened('ftp-srv', () => '/www')).start).toBe('/www');
    await folders?.close();
    await server?.stop();
    expect((await opened('ftp-srv', () => '/gone')).start).toBe('/');
  });

  it('are those of the whole server where it shows more than the user’s own', async ({ skip }) => {
    const missing = await whyUnavailable('openssh');
    skip(missing !== undefined, missing);
    const at = await opened('openssh', ({ root }) => root);
    expect(at.root).toBe('/');
    expect(at.start).toBe(server?.root);
    expect((await at.list('/')).names).toContain('tmp');
    expect((await at.list(at.start)).names).toEqual(['www']);
  });

  it('say why one cannot be listed, and go on', async () => {
    const at = await opened('ftp-srv', () => '');
    const why = await at.list('/gone').catch(problemOf);
    expect(why).toMatchObject({ what: expect.stringContaining('gone') as string });
    expect((await at.list('/')).names).toEqual(['www']);
  });

  it('take no more connections than the profile allows', async () => {
    server = await startServer('ftp-srv');
    for (const folder of ['a', 'b', 'c']) await mkdir(join(server.root, folder));
    await server.own();
    const relay = await startRelay(server.port);
    try {
      const address = addressAt(`ftp://127.0.0.1:${relay.port}/`);
      const { user: userName, password } = server;
      const options = { ...DEFAULT_OPTIONS, connections: 1 };
      const at = await ServerFolders.open(
        { address, signIn: { userName, password }, options },
        new AbortController(),
      );
      folders = at;
      await Promise.all(['/a', '/b', '/c'].map((folder) => at.list(folder)));
      expect(relay.connections).toHaveLength(1);
    } finally {
      await relay.stop();
    }
  });

  it('let go of the server where nobody looks at them any more by the time they are opened', async () => {
    server = await startServer('ftp-srv');
    const connections = new Connections({
      secretOf: () => Promise.resolve(''),
      conceal: () => undefined,
      reportSteps: () => undefined,
    });
    const open = ServerFolders.open.bind(ServerFolders);
    const opening = vi.spyOn(ServerFolders, 'open').mockImplementation(async (of) => {
      folders = await open(of, new AbortController());
      // The dialog is closed at the last moment.
      await connections.closeFolders();
      return folders;
    });
    const secret = { kind: 'set', secret: server.password } as const;
    const answer = await connections.openFolders({
      profileId: null,
      draft: { remoteFolder: server.url, userName: server.user, options: DEFAULT_OPTIONS },
      secrets: { password: secret, passphrase: { kind: 'keep' }, proxy: { kind: 'keep' } },
    });
    opening.mockRestore();
    expect(answer).toMatchObject({ kind: 'refused', problem: { kind: 'connection-lost' } });
    expect(await folders?.list('/').catch(problemOf)).toMatchObject({ kind: 'stopped' });
  });
});
