import { afterEach, describe, expect, test } from 'vitest';
import { INSIDE, startLineProxy } from '../../servers/proxies/line-proxy.js';
import { startServer, whyUnavailable } from '../../servers/start-server.js';
import { get, NEVER, noise, problemOf, put } from '../contract/support/tools.js';
import { sftpTargetOf } from '../contract/support/sftp.js';

const why = await whyUnavailable('openssh');
const name = `SFTP by a proxy${why === undefined ? '' : ` (skipped: ${why})`}`;

describe.skipIf(why !== undefined).each(['socks5', 'http'] as const)(`${name} of the kind %s`, (kind) => {
  const cleanups: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  });

  test('carries files, and the proxy resolves the name', async () => {
    const server = await startServer('openssh');
    cleanups.push(() => server.stop());
    const proxy = await startLineProxy(kind);
    cleanups.push(() => proxy.stop());
    const target = (await sftpTargetOf(server, server.root))({ host: INSIDE, proxy: proxy.url });
    cleanups.push(() => target.close());
    await target.connect(NEVER);
    const content = noise(300_000);
    await put(target, 'file', content);
    expect((await get(target, 'file')).equals(content)).toBe(true);
    expect(proxy.asked).toEqual([`${INSIDE}:${server.port}`]);
  });

  test('that refuses is said to be the one at fault', async () => {
    const server = await startServer('openssh');
    cleanups.push(() => server.stop());
    const proxy = await startLineProxy(kind);
    cleanups.push(() => proxy.stop());
    proxy.refuse();
    const target = (await sftpTargetOf(server, server.root))({ proxy: proxy.url });
    cleanups.push(() => target.close());
    expect(await problemOf(target.connect(NEVER))).toBe('server-unreachable');
  });
});
