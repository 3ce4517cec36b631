import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  statfs,
  chmod,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SftpTarget } from '../../../src/main/targets/sftp/sftp-target.js';
import { startCuttingProxy, type CuttingProxy } from '../../servers/proxies/cutting-proxy.js';
import { freePort } from '../../servers/process.js';
import type { TestServer } from '../../servers/server.js';
import { startServer, whyUnavailable } from '../../servers/start-server.js';
import { A_TIME, get, list, NEVER, noise, problemOf, put, stalling } from '../contract/support/tools.js';
import { sftpTargetOf } from '../contract/support/sftp.js';

const why = await whyUnavailable('openssh');
const suite = why === undefined ? describe : describe.skip;

suite(`trouble with an SFTP server${why === undefined ? '' : ` (skipped: ${why})`}`, () => {
  const cleanups: (() => Promise<void>)[] = [];
  let home = '';
  let running: TestServer;
  let targetOf: Awaited<ReturnType<typeof sftpTargetOf>>;

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'evenkeel-home-'));
    cleanups.push(() => rm(home, { recursive: true, force: true }));
    running = await startServer('openssh');
    cleanups.push(() => running.stop());
    targetOf = await sftpTargetOf(running, home);
  });
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  });

  async function connected(changes: Parameters<typeof targetOf>[0] = {}): Promise<SftpTarget> {
    const target = targetOf(changes);
    cleanups.push(() => target.close());
    await target.connect(NEVER);
    return target;
  }

  async function throughProxy(): Promise<{ readonly proxy: CuttingProxy; readonly target: SftpTarget }> {
    const proxy = await startCuttingProxy(running.port);
    cleanups.push(() => proxy.stop());
    return { proxy, target: await connected({ port: proxy.port }) };
  }

  test('a connection that was cut while it was idle is replaced', async () => {
    const { proxy, target } = await throughProxy();
    await put(target, 'file', 'x');
    proxy.cutAll();
    expect((await get(target, 'file')).toString()).toBe('x');
    proxy.cutAll();
    await put(target, 'file', 'y');
    proxy.cutAll();
    expect(await list(target, '')).toHaveProperty('size', 1);
    proxy.cutAll();
    await Promise.all([target.stat('file', NEVER), target.removeFile('file', NEVER)]);
    expect(await readdir(running.root)).toEqual([]);
  });

  test('a server that went away is reported, and used again when it is back', async () => {
    const { proxy, target } = await throughProxy();
    await put(target, 'file', 'x');
    proxy.after(0, 'cut');
    proxy.cutAll();
    expect(await problemOf(target.stat('file', NEVER))).toBe('connection-lost');
    expect(await problemOf(put(target, 'other', 'x'))).toBe('connection-lost');
    proxy.heal();
    expect(await target.stat('file', NEVER)).toMatchObject({ kind: 'file' });
    await running.stop();
    expect(await problemOf(target.connect(NEVER))).toMatch(/server-unreachable|connection-lost/);
  });

  test('a line that breaks in the middle of a listing makes it incomplete, not empty (S8)', async () => {
    const { proxy, target } = await throughProxy();
    for (let n = 0; n < 2000; n += 1) await writeFile(join(running.root, `file ${n}`), '');
    proxy.after(60_000, 'cut');
    const seen: string[] = [];
    const listing = (async () => {
      for await (const chunk of target.list('', NEVER)) seen.push(...chunk.map(({ name }) => name));
    })();
    expect(await problemOf(listing)).toBe('listing-incomplete');
    expect(seen.length).toBeLessThan(2000);
  });

  test('a line that breaks in the middle of a download breaks the stream, rather than ending it', async () => {
    const { proxy, target } = await throughProxy();
    await writeFile(join(running.root, 'big'), noise(20_000_000));
    const stream = await target.read('big', { signal: NEVER });
    let got = 0;
    const reading = (async () => {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        if (got === 0) proxy.cutAll();
        got += chunk.length;
      }
    })();
    expect(await problemOf(reading)).toBe('connection-lost');
    expect(got).toBeLessThan(20_000_000);
  });

  test('a server that dies in the middle of an upload fails it, and nothing hangs', async () => {
    const target = await connected();
    const source = stalling(noise(300_000));
    const writing = problemOf(put(target, 'file', source, { size: 1_000_000 }));
    await expect.poll(() => readdir(running.root)).not.toEqual([]);
    await running.stop();
    expect(await writing).toBe('connection-lost');
    expect(source.destroyed).toBe(true);
  });

  test('a line that breaks before the rename leaves the old file, or puts the new one there whole (S3)', async () => {
    const { proxy, target } = await throughProxy();
    await put(target, 'file', 'old');
    const beforeReplace = (): Promise<undefined> => {
      proxy.cutAll();
      return Promise.resolve(undefined);
    };
    const content = noise(200_000);
    await put(target, 'file', content, { beforeReplace });
    expect((await readFile(join(running.root, 'file'))).equals(content)).toBe(true);
    expect(await readdir(running.root)).toEqual(['file']);
  });

  test('a file is replaced in one step: a reader never finds it gone', async () => {
    const target = await connected();
    await put(target, 'file', 'x'.repeat(1000));
    const state = { writing: true };
    const reading = (async () => {
      while (state.writing) expect(await readFile(join(running.root, 'file'))).toHaveLength(1000);
    })();
    for (let n = 0; n < 50; n += 1) await put(target, 'file', String(n % 10).repeat(1000));
    state.writing = false;
    await reading;
  });

  test('a server that can do less is used with what it can', async () => {
    const plain = await startServer('openssh', {
      refuses: ['posix-rename', 'hardlink', 'statvfs', 'fsetstat', 'setstat'],
    });
    cleanups.push(() => plain.stop());
    const target = (await sftpTargetOf(plain, home))();
    cleanups.push(() => target.close());
    await target.connect(NEVER);
    expect(target.features.setsTimesToMs).toBe(1000);
    expect(await target.freeSpace(NEVER)).toBeUndefined();
    await put(target, 'file', 'old');
    expect(target.features.setsTimesToMs).toBeUndefined();
    const { modified } = await put(target, 'file', 'new');
    expect(Math.abs((modified?.ms ?? 0) - Date.now())).toBeLessThan(3_600_000);
    expect(await readFile(join(plain.root, 'file'), 'utf8')).toBe('new');
    await put(target, 'folder.txt', 'x');
    await target.keep('file', 'kept', NEVER);
    expect((await readdir(plain.root)).sort()).toEqual(['folder.txt', 'kept']);
  });

  test('the room that is left is told as the system tells it', async () => {
    const { bavail, bsize } = await statfs(running.root);
    const told = await (await connected()).freeSpace(NEVER);
    // Others write to the disk as well.
    expect(Math.abs((told ?? NaN) - bavail * bsize)).toBeLessThan(2 ** 30);
  });

  test('a file that is replaced keeps its permissions, and gets its time', async () => {
    const target = await connected();
    const file = join(running.root, 'script');
    await writeFile(file, 'old');
    await chmod(file, 0o750);
    await running.own();
    await put(target, 'script', 'new');
    const facts = await stat(file);
    expect(facts.mode & 0o777).toBe(0o750);
    expect(facts.mtimeMs).toBe(A_TIME);
  });

  test('ten thousand entries are listed, each once, in chunks as they come', async () => {
    await Promise.all(Array.from({ length: 10_000 }, (_, n) => writeFile(join(running.root, `${n}`), '')));
    const target = await connected();
    let chunks = 0;
    const names = new Set<string>();
    for await (const chunk of target.list('', NEVER)) {
      chunks += 1;
      for (const { name } of chunk) names.add(name);
    }
    expect(names.size).toBe(10_000);
    expect(chunks).toBeGreaterThan(10);
  });

  test('a file that grows while it is read is not taken for whole', async () => {
    const target = await connected();
    const file = join(running.root, 'log');
    await writeFile(file, noise(8_000_000));
    const stream = await target.read('log', { signal: NEVER });
    const reading = (async () => {
      let first = true;
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        if (first) await writeFile(file, 'more', { flag: 'a' });
        first = chunk.length < 0;
      }
    })();
    expect(await problemOf(reading)).toBe('transfer-incomplete');
  });

  test('a link that has taken the place of a file is not followed', async () => {
    const target = await connected();
    await symlink('/etc/passwd', join(running.root, 'file'));
    expect(await problemOf(get(target, 'file'))).toBe('changed-meanwhile');
  });

  test('what the server forbids is said to be forbidden', async () => {
    const target = await connected();
    await mkdir(join(running.root, 'closed'), { mode: 0o700 });
    await writeFile(join(running.root, 'secret'), 'x', { mode: 0o600 });
    await mkdir(join(running.root, 'fixed'), { mode: 0o755 });
    expect(await problemOf(list(target, 'closed'))).toBe('permission-denied');
    expect(await problemOf(target.stat('closed/x', NEVER))).toBe('permission-denied');
    expect(await problemOf(get(target, 'secret'))).toBe('permission-denied');
    expect(await problemOf(put(target, 'fixed/new', 'x'))).toBe('permission-denied');
    expect(await problemOf(target.makeFolder('fixed/new', NEVER))).toBe('permission-denied');
    expect(await problemOf(put(target, 'missing/new', 'x'))).toBe('folder-missing');
    expect(await problemOf(put(target, 'x'.repeat(300), 'x'))).toBe('name-refused');
  });

  test('what moves never replaces anything, and what is kept stays where it is', async () => {
    const target = await connected();
    await put(target, 'a', 'a');
    await put(target, 'b', 'b');
    expect(await problemOf(target.move('a', 'b', NEVER))).toBe('already-exists');
    await target.move('a', 'c', NEVER);
    await target.keep('b', 'kept', NEVER);
    expect((await readdir(running.root)).sort()).toEqual(['b', 'c', 'kept']);
    expect(await readFile(join(running.root, 'kept'), 'utf8')).toBe('b');
    expect(await problemOf(target.keep('b', 'c', NEVER))).toBe('already-exists');
    expect(await problemOf(target.move('nothing', 'd', NEVER))).toBe('not-found');
  });

  test('a name that is not Unicode is refused by name, and everything else is listed', async () => {
    const target = await connected();
    await put(target, 'good', 'x');
    await writeFile(Buffer.concat([Buffer.from(`${running.root}/bad `), Buffer.from([0xff])]), 'x');
    const names = [...(await list(target, '')).keys()].sort();
    expect(names).toHaveLength(2);
    expect(await problemOf(get(target, names.find((name) => name.startsWith('bad')) ?? ''))).toBe(
      'name-refused',
    );
  });

  test('a folder that is not on the server is said to be missing', async () => {
    const missing = targetOf({ path: '/no/such' });
    cleanups.push(() => missing.close());
    expect(await problemOf(missing.connect(NEVER))).toBe('folder-missing');
  });

  test('a port where nobody listens, and a server that is not there, are said to be so', async () => {
    expect(await problemOf(targetOf({ port: await freePort() }).connect(NEVER))).toBe('server-unreachable');
    expect(await problemOf(targetOf({ host: 'no-such-server.invalid' }).connect(NEVER))).toBe(
      'server-not-found',
    );
  });
});
