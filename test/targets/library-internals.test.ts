import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { once } from 'node:events';
import { FTPContext } from 'basic-ftp';
import ssh2 from 'ssh2';
import type { Client, SFTPWrapper } from 'ssh2';
import { afterEach, describe, expect, test } from 'vitest';
import { startQuirkySftp } from '../servers/scripted/quirky-sftp.js';

/**
 * The members of other people's code that Evenkeel uses although they are not public, and who uses them. A new version may rename them
 * without notice, so both packages are pinned: change a version only together with this list.
 */
const FTP_MEMBERS = {
  _onControlSocketData: 'src/main/targets/ftp/session/bounded-client.ts',
  _passToHandler: 'src/main/targets/ftp/session/bounded-client.ts',
} as const;

const SFTP_MEMBERS = {
  _extensions: 'src/main/targets/sftp/session/channel.ts',
  _maxReadLen: 'src/main/targets/sftp/session/channel.ts',
  _maxWriteLen: 'src/main/targets/sftp/session/channel.ts',
} as const;

/** A sentence for each member that is missing, or is something else than it was. */
function missingFrom(
  library: string,
  holder: object,
  members: Readonly<Record<string, string>>,
  isRight: (value: unknown, name: string) => boolean,
): readonly string[] {
  return Object.entries(members)
    .filter(([name]) => !isRight(Reflect.get(holder, name), name))
    .map(([name, user]) => `${library} no longer has the private member “${name}”, which ${user} uses.`);
}

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** SFTP on a connection to a server in this process. */
async function openSftp(): Promise<SFTPWrapper> {
  const server = await startQuirkySftp(tmpdir());
  cleanups.push(() => server.stop());
  const client: Client = new ssh2.Client();
  cleanups.push(() => client.destroy());
  client.connect({ host: '127.0.0.1', port: server.port, username: 'anna', password: 'secret' });
  await once(client, 'ready');
  return new Promise((resolve, reject) => {
    client.sftp((error, sftp) => (error === undefined ? resolve(sftp) : reject(error)));
  });
}

describe('private members of libraries that Evenkeel uses', () => {
  test('are in the installed version of basic-ftp', () => {
    const isRight = (value: unknown): boolean => typeof value === 'function';
    expect(missingFrom('basic-ftp', FTPContext.prototype, FTP_MEMBERS, isRight)).toEqual([]);
  });

  test('are in the installed version of ssh2', async () => {
    const isRight = (value: unknown, name: string): boolean =>
      name === '_extensions' ? typeof value === 'object' && value !== null : typeof value === 'number';
    expect(missingFrom('ssh2', await openSftp(), SFTP_MEMBERS, isRight)).toEqual([]);
  });

  test('are named in a plain sentence when they are gone', () => {
    expect(
      missingFrom('ssh2', {}, { _maxReadLen: 'channel.ts' }, (value) => typeof value === 'number'),
    ).toEqual(['ssh2 no longer has the private member “_maxReadLen”, which channel.ts uses.']);
  });

  test.each(['basic-ftp', 'ssh2'])('belong to one exact version of %s', async (name) => {
    const manifest: unknown = JSON.parse(await readFile('package.json', 'utf8'));
    expect(manifest).toHaveProperty(['dependencies', name], expect.stringMatching(/^\d+\.\d+\.\d+$/));
  });

  test.each(Object.entries({ ...FTP_MEMBERS, ...SFTP_MEMBERS }))(
    'include %s, which %s still uses',
    async (name, user) => {
      expect(await readFile(user, 'utf8')).toContain(name);
    },
  );
});
