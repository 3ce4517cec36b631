import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SftpTarget } from '../../../src/main/targets/sftp/sftp-target.js';
import { startQuirkySftp, type SftpQuirks } from '../../servers/scripted/quirky-sftp.js';
import { startRelay, type Relay } from '../../servers/proxies/relay.js';
import { startServer, whyUnavailable } from '../../servers/start-server.js';
import { A_TIME, get, NEVER, noise, problemOf, put, temporaryFor } from '../contract/support/tools.js';
import { quirkyTargetOf, sftpTargetOf } from '../contract/support/sftp.js';

const MIB = 2 ** 20;
const content = noise(12 * MIB);

/** The content in chunks, with `wait` called before each, so that the channels get time to open. */
function chunks(wait: (index: number) => Promise<void>, of = content): Readable {
  return Readable.from(
    (async function* () {
      for (let at = 0; at < of.length; at += MIB) {
        await wait(at / MIB);
        yield of.subarray(at, at + MIB);
      }
    })(),
  );
}

const why = await whyUnavailable('openssh');
const name = `a big file on an SFTP server${why === undefined ? '' : ` (skipped: ${why})`}`;
const cleanups: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

describe.skipIf(why !== undefined)(name, () => {
  let root = '';
  let relay: Relay;
  let own: () => Promise<void>;
  let targetOf: Awaited<ReturnType<typeof sftpTargetOf>>;

  beforeEach(async () => {
    const server = await startServer('openssh');
    cleanups.push(() => server.stop());
    ({ root } = server);
    own = () => server.own();
    relay = await startRelay(server.port);
    cleanups.push(() => relay.stop());
    targetOf = await sftpTargetOf(server, root);
  });

  async function connected(changes: Parameters<typeof targetOf>[0] = {}): Promise<SftpTarget> {
    const target = targetOf({ port: relay.port, ...changes });
    cleanups.push(() => target.close());
    await target.connect(NEVER);
    return target;
  }

  const untilSpread = async (index: number): Promise<void> => {
    if (index !== 2) return;
    await expect.poll(() => relay.connections.length).toBe(4);
    await delay(300);
  };

  test('goes up over several connections, and is whole with its time', async () => {
    const target = await connected();
    const written = await put(target, 'big', chunks(untilSpread), { size: content.length });
    expect(written).toMatchObject({ size: content.length, modified: { ms: A_TIME } });
    expect((await readFile(join(root, 'big'))).equals(content)).toBe(true);
    expect((await stat(join(root, 'big'))).mtimeMs).toBe(A_TIME);
    expect(await readdir(root)).toEqual(['big']);
  });

  test('comes down over several connections, in order', async () => {
    await writeFile(join(root, 'big'), content);
    await own();
    const target = await connected();
    const got: Buffer[] = [];
    for await (const chunk of (await target.read('big', { signal: NEVER })) as AsyncIterable<Buffer>) {
      if (got.length === 2) await untilSpread(2);
      got.push(chunk);
    }
    expect(Buffer.concat(got).equals(content)).toBe(true);
  });

  test('uses no more connections than it may', async () => {
    const target = await connected({ connections: 2 });
    await put(
      target,
      'big',
      chunks((index) => delay(index === 2 ? 1000 : 0)),
      { size: content.length },
    );
    expect(relay.connections).toHaveLength(2);
  });

  test('S3: counts only as far as it has no holes when some of its connections stand still', async () => {
    const target = await connected();
    const part = temporaryFor('big');
    const cut = Promise.withResolvers<undefined>();
    const source = chunks(async (index) => {
      await untilSpread(index);
      if (index === 4) relay.connections[1]?.freeze();
      if (index === 11) await cut.promise;
    });
    const writing = problemOf(
      put(target, 'big', source, { size: content.length, temporaryPath: part, keepsPart: true }),
    );
    const onDisk = join(root, part);
    await expect.poll(async () => (await stat(onDisk)).size).toBeGreaterThan(8 * MIB);
    await delay(300);
    relay.cutAll();
    cut.resolve(undefined);
    expect(await writing).toBe('connection-lost');
    const found = await target.stat(part, NEVER);
    const front = found?.kind === 'file' ? found.size : NaN;
    const there = await readFile(onDisk);
    expect(there.subarray(0, front).equals(content.subarray(0, front))).toBe(true);
    expect(there.equals(content.subarray(0, there.length))).toBe(false);
    expect(front).toBeGreaterThan(MIB);

    const rest = Readable.from([content.subarray(front)]);
    await put(target, 'big', rest, { size: content.length, temporaryPath: part, resumeFrom: front });
    expect((await readFile(join(root, 'big'))).equals(content)).toBe(true);
  });

  test('goes up over the one connection that a server lets one user have', async () => {
    const alone = await startRelay(relay.port, 1);
    cleanups.push(() => alone.stop());
    const target = await connected({ port: alone.port });
    for (const file of ['one', 'two']) {
      await put(
        target,
        file,
        chunks((index) => delay(index === 2 ? 300 : 0)),
        { size: content.length },
      );
      expect((await readFile(join(root, file))).equals(content)).toBe(true);
    }
    expect(alone.connections).toHaveLength(1);
  });

  test.each([
    ['one channel on a connection', ['MaxSessions 1'], 1],
    ['hardly any who are signing in', ['MaxStartups 1:100:1'], 4],
  ])('goes up and comes down on an OpenSSH that takes %s', async (_what, settings, connections) => {
    const server = await startServer('openssh', { settings });
    cleanups.push(() => server.stop());
    const target = (await sftpTargetOf(server, server.root))({ connections });
    cleanups.push(() => target.close());
    await target.connect(NEVER);
    await put(
      target,
      'big',
      chunks((index) => delay(index === 2 ? 300 : 0)),
      { size: content.length },
    );
    expect((await get(target, 'big')).equals(content)).toBe(true);
  });

  test('is given up at once when the run is stopped, and leaves nothing behind', async () => {
    const target = await connected();
    const stop = new AbortController();
    const source = chunks(async (index) => {
      await untilSpread(index);
      if (index === 5) stop.abort();
    });
    expect(await problemOf(put(target, 'big', source, { size: content.length, signal: stop.signal }))).toBe(
      'stopped',
    );
    await expect.poll(() => readdir(root)).toEqual([]);
  });
});

describe('a big file on a server with an SFTP of its own', () => {
  let root = '';

  test('goes up at the second try where a second channel on the connection ends by itself', async () => {
    const server = await startQuirkySftp(root, { lastingChannels: 1 });
    cleanups.push(() => server.stop());
    const target = quirkyTargetOf(server, root)({ connections: 1 });
    cleanups.push(() => target.close());
    await target.connect(NEVER);
    const slowly = (): Readable => chunks((index) => delay(index === 2 ? 500 : 0));
    expect(await problemOf(put(target, 'big', slowly(), { size: content.length }))).toBe('connection-lost');
    await put(target, 'big', slowly(), { size: content.length });
    expect((await get(target, 'big')).equals(content)).toBe(true);
  });

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'evenkeel-quirky-'));
    cleanups.push(() => rm(root, { recursive: true, force: true }));
  });

  test.each<[string, SftpQuirks]>([
    ['that keeps what is written to itself until the file is closed', { keepsWrites: true }],
    ['that has one channel on one connection', { channels: 1, connections: 1 }],
    ['that has two connections', { connections: 2, channels: 1 }],
    ['that lets nobody change a file that is there', { refuses: { FSETSTAT: 8 } }],
  ])('%s goes up whole', async (_which, quirks) => {
    const server = await startQuirkySftp(root, quirks);
    cleanups.push(() => server.stop());
    const target = quirkyTargetOf(server, root)();
    cleanups.push(() => target.close());
    await target.connect(NEVER);
    await put(
      target,
      'big',
      chunks((index) => delay(index === 2 ? 500 : 0)),
      { size: content.length },
    );
    expect((await readFile(join(root, 'big'))).equals(content)).toBe(true);
    expect((await get(target, 'big')).equals(content)).toBe(true);
    expect(await readdir(root)).toEqual(['big']);
  });
});
