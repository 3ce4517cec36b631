import { lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { LocalTarget } from '../../src/main/targets/local/local-target.js';
import type { Target } from '../../src/main/targets/target.js';
import { startServer, whyUnavailable } from '../servers/start-server.js';
import { A_TIME, get, list, NEVER, problemOf, put } from './contract/support/tools.js';
import { targetOf } from './contract/support/ftp.js';
import { sftpTargetOf } from './contract/support/sftp.js';

const base = await mkdtemp(join(tmpdir(), 'evenkeel-links-'));
const why = await whyUnavailable('openssh');
const server = why === undefined ? await startServer('openssh') : undefined;

afterAll(async () => {
  await server?.stop();
  await rm(base, { recursive: true, force: true });
});

describe('a local folder', () => {
  const options = { links: 'follow', permissions: 'leave' } as const;
  describeFollowing(
    base,
    () => Promise.resolve(new LocalTarget(join(base, 'root'), 'local', options)),
    () => Promise.resolve(),
  );
});

describe('openssh', () => {
  if (server === undefined) {
    test.skip(`skipped: ${why}`, () => undefined);
    return;
  }
  describeFollowing(
    server.root,
    async () => (await sftpTargetOf(server, join(base, 'home')))({ path: 'root', followLinks: true }),
    () => server.own(),
  );
});

for (const name of ['pure-ftpd', 'proftpd', 'vsftpd'] as const) {
  const whyNot = await whyUnavailable(name);
  const ftp = whyNot === undefined ? await startServer(name) : undefined;
  describe(name, () => {
    if (ftp === undefined) {
      test.skip(`skipped: ${whyNot}`, () => undefined);
      return;
    }
    const within = ftp.root;
    afterAll(() => ftp.stop());

    describeFollowing(
      within,
      () => Promise.resolve(targetOf(ftp, { path: '/root', options: { links: 'follow' } })),
      () => ftp.own(),
      // proftpd does not list links that lead nowhere, and only pure-ftpd tells of a single one.
      { showsDeadLinks: name !== 'proftpd', tellsOfDeadLinks: name === 'pure-ftpd', replacesLinks: true },
    );

    test('a link to a file has its size and time, not the link’s own', async () => {
      await mkdir(join(within, 'plain'), { recursive: true });
      await writeFile(join(within, 'plain/file'), 'some content');
      await utimes(join(within, 'plain/file'), A_TIME / 1000, A_TIME / 1000);
      await symlink('file', join(within, 'plain/link'));
      await ftp.own();
      const target = targetOf(ftp, { path: '/plain', options: { links: 'follow' } });
      await target.connect(NEVER);
      const listed = await list(target, '');
      expect(listed.get('link')).toMatchObject({ size: 12, modified: { ms: A_TIME } });
      expect(await target.stat('link', NEVER)).toMatchObject({ size: 12, modified: { ms: A_TIME } });
      await target.close();
    });

    test('permissions are told and set where the profile asks for it, and else neither', async () => {
      for (const permissions of ['keep', 'leave'] as const) {
        const target = targetOf(ftp, { options: { permissions } });
        await target.connect(NEVER);
        const file = `file-${permissions}`;
        const written = await put(target, file, 'x', { permissions: 0o751 });
        const kept = permissions === 'keep';
        expect(written.permissions).toBe(kept ? 0o751 : undefined);
        const listed = (await list(target, '')).get(file);
        expect(listed?.kind === 'file' ? listed.permissions : 'none').toBe(kept ? 0o751 : undefined);
        const { mode } = await lstat(join(within, file));
        expect((mode & 0o777) === 0o751).toBe(kept);
        await target.close();
      }
    });
  });
}

const whyNoPython = await whyUnavailable('pyftpdlib');
const python = whyNoPython === undefined ? await startServer('pyftpdlib') : undefined;

describe('pyftpdlib, whose MLSD shows links as what they lead to', () => {
  if (python === undefined) {
    test.skip(`skipped: ${whyNoPython}`, () => undefined);
    return;
  }
  const root = join(python.root, 'root');
  afterAll(() => python.stop());

  beforeEach(async () => {
    for (const made of ['root', 'outside'])
      await rm(join(python.root, made), { recursive: true, force: true });
    await mkdir(join(root, 'real/inner'), { recursive: true });
    await mkdir(join(python.root, 'outside'));
    await writeFile(join(root, 'real/file'), 'content');
    await python.own();
  });

  async function opened(links: 'skip' | 'follow'): Promise<Target> {
    const target = targetOf(python ?? expect.fail(), { path: '/root', options: { links } });
    onTestFinished(() => target.close());
    await target.connect(NEVER);
    return target;
  }

  const link = { kind: 'other', what: 'symbolic-link' } as const;

  test.each([
    ['a folder above', '..'],
    ['the root', '../../root'],
    ['a folder beside it', 'inner'],
    ['a folder out of the root', '../../outside'],
    ['a file', 'file'],
  ])('a link to %s is shown as one where links are left alone (S9)', async (_what, leadsTo) => {
    await symlink(leadsTo, join(root, 'real/link'));
    const target = await opened('skip');
    expect((await list(target, '')).get('real')).toEqual({ kind: 'folder' });
    const listed = await list(target, 'real');
    expect(listed.get('link')).toEqual(link);
    expect(listed.get('inner')).toEqual({ kind: 'folder' });
    expect(listed.get('file')).toMatchObject({ kind: 'file', size: 7 });
  });

  test('links are followed where the profile says so, but not back to a folder above', async () => {
    await symlink('..', join(root, 'real/up'));
    await symlink('.', join(root, 'real/self'));
    await symlink('inner', join(root, 'real/beside'));
    await symlink('../../real', join(root, 'real/inner/top'));
    await symlink('file', join(root, 'real/also'));
    const target = await opened('follow');
    expect([...(await list(target, '')).keys()]).toEqual(['real']);
    const listed = await list(target, 'real');
    expect(listed.get('up')).toEqual({ ...link, leads: 'back' });
    expect(listed.get('self')).toEqual({ ...link, leads: 'back' });
    expect(listed.get('beside')).toEqual({ kind: 'folder' });
    expect(listed.get('also')).toMatchObject({ kind: 'file', size: 7 });
    expect((await list(target, 'real/beside')).get('top')).toEqual({ ...link, leads: 'back' });
  });
});

describe('permissions over SFTP', () => {
  if (server === undefined) {
    test.skip(`skipped: ${why}`, () => undefined);
    return;
  }

  test('are told and set where the profile asks for it, and else neither', async () => {
    const open = await sftpTargetOf(server, join(base, 'home'));
    for (const keepPermissions of [true, false]) {
      const target = open({ keepPermissions });
      await target.connect(NEVER);
      const name = `file-${keepPermissions}`;
      const written = await put(target, name, 'x', { permissions: 0o751 });
      expect(written.permissions).toBe(keepPermissions ? 0o751 : undefined);
      expect((await list(target, '')).get(name)).toEqual(written);
      expect(await target.stat(name, NEVER)).toEqual(written);
      const { mode } = await lstat(join(server.root, name));
      expect(mode & 0o777).toBe(keepPermissions ? 0o751 : 0o644);
      await target.close();
    }
  });
});

/** What is seen and done where links are followed, in the folder `root` of `folder` on this computer. */
function describeFollowing(
  folder: string,
  open: () => Promise<Target>,
  own: () => Promise<void>,
  { showsDeadLinks = true, tellsOfDeadLinks = true, replacesLinks = false } = {},
): void {
  const root = join(folder, 'root');
  const outside = join(folder, 'outside');
  let target: Target;

  beforeEach(async () => {
    for (const made of [root, outside]) await rm(made, { recursive: true, force: true });
    await mkdir(root, { recursive: true });
    await mkdir(join(outside, 'below'), { recursive: true });
    await writeFile(join(outside, 'precious'), 'precious');
    await symlink('../outside', join(root, 'folder'));
    await symlink('../outside/precious', join(root, 'file'));
    await own();
    target = await open();
    await target.connect(NEVER);
    return () => target.close();
  });

  test('a followed link is shown as what it leads to, in listings and by itself', async () => {
    const listed = await list(target, '');
    expect(listed.get('folder')).toEqual({ kind: 'folder' });
    expect(listed.get('file')).toMatchObject({ kind: 'file', size: 8 });
    // A listing names the id of the link itself, MLST that of the file, and says nothing of a link.
    const unlike = { id: undefined, followed: undefined };
    expect({ ...(await target.stat('file', NEVER)), ...unlike }).toEqual({
      ...listed.get('file'),
      ...unlike,
    });
    expect(await target.stat('folder', NEVER)).toEqual({ kind: 'folder' });
    expect([...(await list(target, 'folder')).keys()].sort()).toEqual(['below', 'precious']);
    expect((await get(target, 'file')).toString()).toBe('precious');
    expect((await get(target, 'folder/precious')).toString()).toBe('precious');
  });

  test('a link that leads nowhere is left alone, and hides nothing else', async () => {
    await symlink('../outside/gone', join(root, 'dangling'));
    await symlink('self', join(root, 'self'));
    await own();
    const listed = await list(target, '');
    if (!showsDeadLinks) {
      expect([...listed.keys()].sort()).toEqual(['file', 'folder']);
      return;
    }
    expect(listed.get('dangling')).toEqual({ kind: 'other', what: 'symbolic-link', leads: 'nowhere' });
    expect(listed.get('self')).toMatchObject({ kind: 'other', what: 'symbolic-link' });
    if (tellsOfDeadLinks) expect(await target.stat('dangling', NEVER)).toEqual(listed.get('dangling'));
    expect(listed.size).toBe(4);
    if (replacesLinks) return;
    expect(await problemOf(put(target, 'dangling', 'x'))).toBe('already-exists');
    expect((await lstat(join(root, 'dangling'))).isSymbolicLink()).toBe(true);
  });

  test('links to a folder above, also by way of each other, are not followed for ever', async () => {
    const back = { kind: 'other', what: 'symbolic-link', leads: 'back' } as const;
    await symlink('../../root', join(outside, 'below/top'));
    await symlink('..', join(outside, 'below/up'));
    expect((await list(target, 'folder/below')).get('top')).toEqual(back);
    expect((await list(target, 'folder/below')).get('up')).toEqual(back);
    expect(await target.stat('folder/below/top', NEVER)).toEqual(back);
  });

  test('what replaces a linked file takes the place of the link, not of what it leads to', async () => {
    const written = await put(target, 'file', 'new');
    expect(written).toEqual(await target.stat('file', NEVER));
    expect(await readFile(join(root, 'file'), 'utf8')).toBe('new');
    expect(await readFile(join(outside, 'precious'), 'utf8')).toBe('precious');
  });

  test('a linked file that is deleted takes the link only', async () => {
    await target.removeFile('file', NEVER);
    expect(await target.stat('file', NEVER)).toBeUndefined();
    expect(await readFile(join(outside, 'precious'), 'utf8')).toBe('precious');
  });

  test('a link that is kept comes back as a link', async () => {
    await target.keep('file', 'kept', NEVER);
    await target.removeFile('file', NEVER);
    await target.move('kept', 'file', NEVER);
    expect((await get(target, 'file')).toString()).toBe('precious');
    expect((await lstat(join(root, 'file'))).isSymbolicLink()).toBe(true);
  });

  test('a linked folder goes only when nothing is left in it, and then the link does', async () => {
    expect(await problemOf(target.removeFolder('folder', NEVER))).toBe('not-empty');
    await target.removeFile('folder/precious', NEVER);
    await target.removeFolder('folder/below', NEVER);
    await target.removeFolder('folder', NEVER);
    expect(await target.stat('folder', NEVER)).toBeUndefined();
    expect((await lstat(outside)).isDirectory()).toBe(true);
  });

  test('what is written into a linked folder lands there', async () => {
    await put(target, 'folder/new', 'new');
    await target.makeFolder('folder/made', NEVER);
    await target.makeFolder('folder', NEVER);
    expect((await readdir(outside)).sort()).toEqual(['below', 'made', 'new', 'precious']);
  });
}
