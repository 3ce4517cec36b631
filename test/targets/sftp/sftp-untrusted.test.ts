import { createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SftpTarget } from '../../../src/main/targets/sftp/sftp-target.js';
import { startQuirkySftp, type QuirkySftp, type SftpQuirks } from '../../servers/scripted/quirky-sftp.js';
import { get, list, NEVER, noise, problemOf, put } from '../contract/support/tools.js';
import { quirkyTargetOf } from '../contract/support/sftp.js';

// As if folders were small, and nobody had a minute.
vi.mock('../../../src/main/targets/sftp/config/settings.js', async (original) => ({
  ...(await original<object>()),
  LISTING_AT_MOST: { entries: 5_000, bytes: 1_000_000 },
  LISTING_LEAST: { bytes: 300, withinMs: 1_000 },
}));

const cleanups: (() => Promise<void>)[] = [];
let root = '';

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'evenkeel-quirky-'));
  cleanups.push(() => rm(root, { recursive: true, force: true }));
});
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function targetOf(
  quirks: SftpQuirks,
  changes: Parameters<ReturnType<typeof quirkyTargetOf>>[0] = {},
): Promise<{ readonly target: SftpTarget; readonly server: QuirkySftp }> {
  const server = await startQuirkySftp(root, quirks);
  cleanups.push(() => server.stop());
  const target = quirkyTargetOf(server, root)(changes);
  cleanups.push(() => target.close());
  return { target, server };
}

async function connected(quirks: SftpQuirks): Promise<SftpTarget> {
  const { target } = await targetOf(quirks);
  await target.connect(NEVER);
  return target;
}

/** A server that does what `answer` says with each line. */
async function rawPort(answer: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    answer(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanups.push(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe('a server that does not say where one is', () => {
  test.each(['', '.', 'home'])('is not taken to show its root, where it says “%s”: S11', async (told) => {
    const { target } = await targetOf({ calls: () => told }, { path: '' });
    expect(await problemOf(target.connect(NEVER))).toBe('unsupported');
  });

  test('is used by the path that the address names', async () => {
    await mkdir(join(root, 'www'));
    await writeFile(join(root, 'everybody'), 'x');
    const { target } = await targetOf({ calls: () => '/' }, { path: '/www' });
    await target.connect(NEVER);
    expect([...(await list(target, '')).keys()]).toEqual([]);
  });
});

describe('an SFTP server that can do little', () => {
  test('S3: without any extension a file is replaced all the same, and restored where that fails', async () => {
    const target = await connected({});
    await put(target, 'file', 'old');
    await put(target, 'file', 'new');
    expect(await readFile(join(root, 'file'), 'utf8')).toBe('new');
    expect(await readdir(root)).toEqual(['file']);
    expect(await target.freeSpace(NEVER)).toBeUndefined();
    await target.keep('file', 'kept', NEVER);
    expect(await readdir(root)).toEqual(['kept']);
  });

  test('that refuses to rename keeps the old file, and nothing else is left', async () => {
    await writeFile(join(root, 'file'), 'old');
    const target = await connected({ refuses: { RENAME: 8 } });
    expect(await problemOf(put(target, 'file', 'new'))).toBe('unsupported');
    expect(await readFile(join(root, 'file'), 'utf8')).toBe('old');
    expect(await readdir(root)).toEqual(['file']);
  });

  test('that gives little at once is read whole', async () => {
    const content = noise(300_000);
    await writeFile(join(root, 'file'), content);
    expect((await get(await connected({ mostRead: 1000 }), 'file')).equals(content)).toBe(true);
  });

  test('whose lists hold names only is asked about each', async () => {
    await writeFile(join(root, 'file'), 'x');
    await mkdir(join(root, 'folder'));
    await symlink('file', join(root, 'link'));
    const listed = await list(await connected({ listsNamesOnly: true }), '');
    expect(listed.get('file')).toMatchObject({ kind: 'file', size: 1 });
    expect(listed.get('folder')).toEqual({ kind: 'folder' });
    expect(listed.get('link')).toEqual({ kind: 'other', what: 'symbolic-link' });
  });

  test.each([
    [3, 'permission-denied'],
    [4, 'listing-incomplete'],
  ])('S8: that breaks a listing off with %i has not listed the folder', async (status, kind) => {
    await writeFile(join(root, 'file'), 'x');
    const target = await connected({ refuses: { READDIR: status } });
    expect(await problemOf(list(target, ''))).toBe(kind);
  });

  test.each([
    ['No space left on device', 'no-space'],
    ['Disk quota exceeded', 'no-space'],
    ['Something', 'other'],
    [3, 'permission-denied'],
  ])(
    'S3: that refuses what is written with “%s” keeps the old file, and nothing else',
    async (status, kind) => {
      await writeFile(join(root, 'file'), 'old');
      const target = await connected({ refuses: { WRITE: status } });
      expect(await problemOf(put(target, 'file', noise(6_000_000)))).toBe(kind);
      expect(await readFile(join(root, 'file'), 'utf8')).toBe('old');
      expect(await readdir(root)).toEqual(['file']);
    },
  );

  test('that hangs up after every file gets and gives all of them', async () => {
    const { target, server } = await targetOf({ hangsUpAfter: 1 });
    await target.connect(NEVER);
    for (let n = 0; n < 5; n += 1) await put(target, `file ${n}`, noise(50_000 + n));
    for (let n = 0; n < 5; n += 1) expect(await get(target, `file ${n}`)).toHaveLength(50_000 + n);
    expect(await readdir(root)).toHaveLength(5);
    expect(server.counts.connections).toBeGreaterThan(5);
  });
});

describe('an SFTP server that is not to be trusted', () => {
  test.each(['../out', 'a/../b', '..', 'nul\0', 'new\nline'])(
    'S9: a name like %j is not followed anywhere',
    async (name) => {
      const target = await connected({});
      expect(await problemOf(target.stat(name, NEVER))).toMatch(/name-refused/);
      expect(await problemOf(put(target, name, 'x'))).toMatch(/name-refused/);
    },
  );

  test('S8: whose list never ends is not listened to for ever', async () => {
    const target = await connected({ listsForEver: '.' });
    expect(await problemOf(list(target, ''))).toBe('listing-incomplete');
  });

  test.each([2 ** 60, 2 ** 53 + 2])(
    'S8: that says a file has %d bytes has one unreadable entry',
    async (size) => {
      await writeFile(join(root, 'huge'), 'x');
      await writeFile(join(root, 'plain'), 'x');
      const listed = await list(await connected({ sizes: { huge: size } }), '');
      expect(listed.get('huge')).toEqual({ kind: 'other', what: 'unreadable-entry' });
      expect(listed.get('plain')).toMatchObject({ kind: 'file', size: 1 });
    },
  );

  test('S8: whose list has ever more names is given up', async () => {
    const target = await connected({ listsAnew: { names: 100, everyMs: 0 } });
    const listing = list(target, '');
    await expect(listing).rejects.toThrow('never ends');
  });

  test('S8: whose list trickles is given up', async () => {
    const target = await connected({ listsAnew: { names: 1, everyMs: 400 } });
    await expect(list(target, '')).rejects.toThrow('too slowly');
  });

  test.each<[string, Buffer]>([
    ['of no known kind', Buffer.from([0, 0, 0, 2, 77, 0])],
    ['longer than anything', Buffer.from([0x7f, 0xff, 0xff, 0xff, 2])],
    ['of another protocol', Buffer.from('HTTP/1.1 200 OK\r\n\r\n')],
  ])('that answers with a packet %s is given up', async (_what, says) => {
    const { target } = await targetOf({ says });
    expect(await problemOf(target.connect(NEVER))).toMatch(/^(connection-lost|unsupported)$/);
  });

  test('that talks nonsense before the encryption is given up', async () => {
    const port = await rawPort((socket) => socket.write(noise(5000)));
    const target = quirkyTargetOf({ port, fingerprint: '' }, root)();
    cleanups.push(() => target.close());
    expect(await problemOf(target.connect(NEVER))).toMatch(/^(connection-lost|timed-out)$/);
  });

  test('that never answers a request is left when the run is stopped', async () => {
    const target = await connected({ ignores: ['OPEN', 'OPENDIR'] });
    await writeFile(join(root, 'file'), 'x');
    for (const work of [
      (signal: AbortSignal) => target.read('file', { signal }),
      (signal: AbortSignal) => put(target, 'new', 'x', { signal }),
    ]) {
      const stop = new AbortController();
      const working = problemOf(work(stop.signal));
      setTimeout(() => stop.abort(), 100);
      expect(await working).toBe('stopped');
    }
  });
});
