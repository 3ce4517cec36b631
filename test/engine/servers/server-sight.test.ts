import { chmod, mkdir, rename, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../../src/main/sync/base/policy.js';
import type { ProfileOptions } from '../../../src/shared/profile/profile-options.js';
import type { ServerName } from '../../servers/server.js';
import { startServer, whyUnavailable } from '../../servers/start-server.js';
import { targetOf } from '../../targets/contract/support/ftp.js';
import { Pair, type Served } from '../support/pair.js';

let pair: Pair | undefined;
afterEach(() => pair?.remove());

async function serve(name: ServerName, options: Partial<ProfileOptions>): Promise<Served> {
  const server = await startServer(name);
  return {
    root: server.root,
    open: () => targetOf(server, { options }),
    own: () => server.own(),
    stop: () => server.stop(),
  };
}

const whyNoPython = await whyUnavailable('pyftpdlib');
const withPython = whyNoPython === undefined ? it : it.skip;

describe(`pyftpdlib${whyNoPython === undefined ? '' : ` (skipped: ${whyNoPython})`}`, () => {
  /** A server with a folder `real`, links back to it and to the root, and links to what is beside it. */
  async function linked(options: Partial<ProfileOptions>): Promise<Pair> {
    const served = await serve('pyftpdlib', options);
    const made = await Pair.create({}, {}, served);
    made.policy = { ...DEFAULT_POLICY, ...(options.links && { links: options.links }) };
    const root = made.root('remote');
    await mkdir(join(root, 'real/inner'), { recursive: true });
    await writeFile(join(root, 'real/inner/file'), 'content');
    await symlink('..', join(root, 'real/up'));
    await symlink('../..', join(root, 'real/inner/top'));
    await symlink('real/inner', join(root, 'beside'));
    await symlink('real/inner/file', join(root, 'link'));
    await served.own();
    return made;
  }

  withPython('has no link followed, although it lists them as what they lead to (S9)', async () => {
    pair = await linked({});
    const { counts } = await pair.sync();
    expect(counts).toMatchObject({ failed: 0 });
    expect(await pair.tree('local')).toEqual({
      real: null,
      'real/inner': null,
      'real/inner/file': 'content',
    });
    expect(await pair.planned()).toMatchObject({
      beside: 'leave: not-a-file',
      'real/up': 'leave: not-a-file',
    });
  });

  withPython('S8: what a folder held is not deleted where a link has taken its place', async () => {
    pair = await linked({});
    await pair.put('remote', { 'folder/precious': 'precious' });
    await pair.sync();
    const root = pair.root('remote');
    await rename(join(root, 'folder'), join(root, 'real/folder'));
    await symlink('real', join(root, 'folder'));
    await pair.sync();
    expect(await pair.tree('local')).toMatchObject({ 'folder/precious': 'precious' });
  });

  withPython('has its links followed, where the profile says so, and none for ever', async () => {
    pair = await linked({ links: 'follow' });
    await pair.sync();
    expect(await pair.tree('local')).toEqual({
      beside: null,
      'beside/file': 'content',
      link: 'content',
      real: null,
      'real/inner': null,
      'real/inner/file': 'content',
    });
  });
});

for (const name of ['pure-ftpd', 'proftpd', 'vsftpd'] as const) {
  const why = await whyUnavailable(name);
  const withServer = why === undefined ? it : it.skip;

  describe(`${name}${why === undefined ? '' : ` (skipped: ${why})`}`, () => {
    withServer('gets and keeps the permissions of files, where the profile says so', async () => {
      pair = await Pair.create({ file: 'x' }, {}, await serve(name, { permissions: 'keep' }));
      pair.policy = { ...DEFAULT_POLICY, permissions: 'keep' };
      await chmod(join(pair.root('local'), 'file'), 0o600);
      await pair.sync();
      const there = join(pair.root('remote'), 'file');
      expect((await stat(there)).mode & 0o777).toBe(0o600);
      expect(await pair.planned()).toEqual({});
      await chmod(join(pair.root('local'), 'file'), 0o755);
      expect(await pair.planned()).toEqual({ file: 'copy to remote' });
      await pair.sync();
      expect((await stat(there)).mode & 0o777).toBe(0o755);
      await chmod(there, 0o644);
      expect(await pair.planned()).toEqual({ file: 'copy to local' });
      await pair.sync();
      expect((await stat(join(pair.root('local'), 'file'))).mode & 0o777).toBe(0o644);
      expect(await pair.planned()).toEqual({});
    });

    withServer('has its links followed, where the profile says so, and none for ever', async () => {
      const served = await serve(name, { links: 'follow' });
      pair = await Pair.create({}, {}, served);
      pair.policy = { ...DEFAULT_POLICY, links: 'follow' };
      const root = pair.root('remote');
      await mkdir(join(root, 'real'));
      await writeFile(join(root, 'real/file'), 'content');
      await symlink('real', join(root, 'folder'));
      await symlink('real/file', join(root, 'link'));
      await symlink('..', join(root, 'real/back'));
      await served.own();
      await pair.sync();
      expect(await pair.tree('local')).toEqual({
        folder: null,
        'folder/file': 'content',
        link: 'content',
        real: null,
        'real/file': 'content',
      });
      await pair.put('local', { 'folder/new': 'new', 'folder/file': 'edited' });
      expect((await pair.sync()).counts).toMatchObject({ failed: 0 });
      // The other way to the same file is seen the next time.
      await pair.sync();
      expect((await pair.tree('local'))['real/file']).toBe('edited');
    });

    withServer('has no link followed otherwise (S9)', async () => {
      pair = await Pair.create({}, {}, await serve(name, {}));
      const root = pair.root('remote');
      await mkdir(join(root, 'real'));
      await writeFile(join(root, 'real/file'), 'content');
      await symlink('real', join(root, 'folder'));
      await symlink('real/file', join(root, 'link'));
      await pair.sync();
      expect(await pair.tree('local')).toEqual({ real: null, 'real/file': 'content' });
    });
  });
}
