import { createServer } from 'node:net';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { openTarget } from '../../../../src/main/targets/open-target.js';
import { JOBS_EACH } from '../../../../src/main/targets/ftp/session/pool.js';
import { ProblemError } from '../../../../src/shared/problem-error.js';
import type { Target } from '../../../../src/main/targets/target.js';
import { startCuttingProxy, type CuttingProxy } from '../../../servers/proxies/cutting-proxy.js';
import { freePort } from '../../../servers/process.js';
import type { ServerName, ServerOptions, TestServer } from '../../../servers/server.js';
import { startServer, whyUnavailable } from '../../../servers/start-server.js';
import { get, list, NEVER, noise, problemOf, put, stalling } from '../../contract/support/tools.js';
import { targetOf } from '../../contract/support/ftp.js';

const SERVER = 'proftpd';
const why = await whyUnavailable(SERVER);
const suite = why === undefined ? describe : describe.skip;

suite(`trouble with a server${why === undefined ? '' : ` (skipped: ${why})`}`, () => {
  const cleanups: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  });

  async function server(options: ServerOptions = {}, name: ServerName = SERVER): Promise<TestServer> {
    const started = await startServer(name, options);
    cleanups.push(() => started.stop());
    return started;
  }

  async function proxyTo(to: TestServer): Promise<CuttingProxy> {
    const proxy = await startCuttingProxy(to.port);
    cleanups.push(() => proxy.stop());
    return proxy;
  }

  function opened(target: Target): Target {
    cleanups.push(() => target.close());
    return target;
  }

  const connecting = (target: Target): Promise<string> => problemOf(opened(target).connect(NEVER));

  test('a wrong password is said to be one', async () => {
    expect(await connecting(targetOf(await server(), { password: 'wrong' }))).toBe('sign-in-refused');
  });

  test('a password is never part of an error', async () => {
    const target = opened(targetOf(await server(), { password: 'very secret\r\n' }));
    const error: unknown = await target.connect(NEVER).catch((reason: unknown) => reason);
    if (!(error instanceof ProblemError)) throw new Error('It did not fail.');
    for (let at: unknown = error; at instanceof Error; at = at.cause) {
      expect(`${at.message} ${at.stack ?? ''}`).not.toContain('very secret');
    }
  });

  test('a port where nobody listens is said to refuse', async () => {
    const running = await server();
    expect(await connecting(targetOf(running, { port: await freePort() }))).toBe('server-unreachable');
  });

  test('a server that is not there is said to be unknown', async () => {
    const target = openTarget(
      { kind: 'server', protocol: 'ftp', host: 'no-such-server.invalid', port: 21, path: '' },
      'remote',
      { userName: '', password: '' },
    );
    expect(await connecting(target)).toBe('server-not-found');
  });

  test('a server that never answers is given up on', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    cleanups.push(() => {
      silent.close();
      return Promise.resolve();
    });
    const address = silent.address();
    if (address === null || typeof address === 'string') throw new Error('No port.');
    const target = opened(
      openTarget(
        { kind: 'server', protocol: 'ftp', host: '127.0.0.1', port: address.port, path: '' },
        'remote',
        { userName: '', password: '' },
      ),
    );
    // Stopping works at once; waiting the whole time out does not belong into a test.
    const abort = new AbortController();
    const waiting = problemOf(target.connect(abort.signal));
    await once(silent, 'connection');
    abort.abort();
    expect(await waiting).toBe('stopped');
  });

  test('a folder that is not on the server is said to be missing', async () => {
    const running = await server();
    expect(await connecting(targetOf(running, { path: '/no/such' }))).toBe('folder-missing');
    await mkdir(join(running.root, 'sub folder'));
    const target = opened(targetOf(running, { path: '/sub folder' }));
    await running.own();
    await target.connect(NEVER);
    await put(target, 'file', 'x');
    expect(await readdir(join(running.root, 'sub folder'))).toEqual(['file']);
  });

  test('a server without TLS is not spoken to in the clear when TLS is asked for', async () => {
    const running = await server();
    const target = openTarget(
      { kind: 'server', protocol: 'ftps', host: running.host, port: running.port, path: '' },
      'remote',
      { userName: running.user, password: running.password },
    );
    expect(await connecting(target)).toBe('tls-unavailable');
    expect(await running.log()).not.toMatch(/PASS|USER/);
  });

  test('a server that insists on TLS is said to do so', async () => {
    const running = await server({ tls: true });
    const target = openTarget(
      { kind: 'server', protocol: 'ftp', host: running.host, port: running.port, path: '' },
      'remote',
      { userName: running.user, password: running.password },
    );
    expect(await connecting(target)).toBe('sign-in-refused');
  });

  test('an unknown certificate is shown, and the password is not sent before it is trusted', async () => {
    const running = await server({ tls: true });
    const target = opened(targetOf(running, { trustedCertificate: undefined }));
    const error: unknown = await target.connect(NEVER).catch((reason: unknown) => reason);
    if (!(error instanceof ProblemError)) throw new Error('It did not fail.');
    expect(error.problem.kind).toBe('certificate-unknown');
    expect(error.problem.certificate).toMatchObject({ fingerprint: running.fingerprint });
    expect(error.problem.certificate?.subject).toContain('CN=127.0.0.1');
    expect(await running.log()).not.toMatch(/PASS|USER/);

    const trusting = opened(
      targetOf(running, { trustedCertificate: error.problem.certificate?.fingerprint }),
    );
    await trusting.connect(NEVER);
    expect(await list(trusting, '')).toEqual(new Map());
  });

  test('a certificate that is not the trusted one is refused as changed', async () => {
    const running = await server({ tls: true });
    const other = Array.from({ length: 32 }, () => 'AB').join(':');
    expect(await connecting(targetOf(running, { trustedCertificate: other }))).toBe('certificate-changed');
    expect(await running.log()).not.toMatch(/PASS|USER/);
  });

  test('a connection that was cut while it was idle is replaced', async () => {
    const running = await server();
    const proxy = await proxyTo(running);
    const target = opened(targetOf(running, { port: proxy.port }));
    await target.connect(NEVER);
    await put(target, 'file', 'x');
    proxy.cutAll();
    expect((await get(target, 'file')).toString()).toBe('x');
    proxy.cutAll();
    await put(target, 'file', 'y');
    proxy.cutAll();
    expect(await list(target, '')).toHaveProperty('size', 1);
  });

  test('a server that went away is reported, and used again when it is back', async () => {
    const running = await server();
    const target = opened(targetOf(running));
    await target.connect(NEVER);
    await put(target, 'file', 'x');
    await running.stop();
    expect(await problemOf(target.stat('file', NEVER))).toMatch(/server-unreachable|connection-lost/);
    await server({ port: running.port });
    expect(await target.stat('file', NEVER)).toBeUndefined();
  });

  test('a control connection that breaks in the middle of a listing makes it incomplete, not empty (S8)', async () => {
    const running = await server();
    const proxy = await proxyTo(running);
    const target = opened(targetOf(running, { port: proxy.port }));
    await mkdir(join(running.root, 'folder'));
    await writeFile(join(running.root, 'folder/file'), 'x');
    await target.connect(NEVER);
    // Enough for the replies to CWD and EPSV, and never for the one that confirms the listing; every new line is cut alike.
    proxy.after(100, 'cut');
    const kind = await problemOf(list(target, 'folder'));
    expect(['listing-incomplete', 'connection-lost']).toContain(kind);
  });

  test('a control connection that breaks in the middle of an upload leaves the old file (S3)', async () => {
    const running = await server();
    const proxy = await proxyTo(running);
    const target = opened(targetOf(running, { port: proxy.port }));
    await target.connect(NEVER);
    await put(target, 'file', 'old');
    const beforeReplace = (): Promise<undefined> => {
      proxy.after(0, 'cut');
      proxy.cutAll();
      return Promise.resolve(undefined);
    };
    await problemOf(put(target, 'file', noise(200_000), { beforeReplace }));
    expect(await readFile(join(running.root, 'file'), 'utf8')).toBe('old');
  });

  test('a listing that the server cut off but confirmed is incomplete (S8)', async () => {
    const running = await server({ listingLimit: 20 }, 'pure-ftpd');
    for (let n = 0; n < 30; n += 1) await writeFile(join(running.root, `file ${n}`), 'x');
    const target = opened(targetOf(running));
    await target.connect(NEVER);
    expect(await problemOf(list(target, ''))).toBe('listing-incomplete');
  });

  test.each(['proftpd', 'vsftpd'] as const)(
    'a server that dies in the middle of a download (%s) breaks the stream, rather than ending it',
    async (name) => {
      const running = await server({}, name);
      await writeFile(join(running.root, 'big'), noise(20_000_000));
      const target = opened(targetOf(running));
      await target.connect(NEVER);
      const stream = await target.read('big', { signal: NEVER });
      let got = 0;
      const reading = problemOf(
        (async () => {
          for await (const chunk of stream as AsyncIterable<Buffer>) {
            if (got === 0) await running.stop();
            got += chunk.length;
          }
        })(),
      );
      expect(['connection-lost', 'transfer-incomplete']).toContain(await reading);
      expect(got).toBeLessThan(20_000_000);
    },
  );

  test('a server that dies in the middle of an upload fails it, and nothing hangs', async () => {
    const running = await server();
    const target = opened(targetOf(running));
    await target.connect(NEVER);
    const source = stalling(noise(300_000));
    const writing = problemOf(put(target, 'file', source, { size: 1_000_000 }));
    await expect.poll(() => readdir(running.root)).not.toEqual([]);
    await running.stop();
    expect(await writing).toBe('connection-lost');
    expect(source.destroyed).toBe(true);
  });

  test('a server that takes few connections gets few', async () => {
    const running = await server({ maxConnections: 2 });
    const target = opened(targetOf(running));
    await target.connect(NEVER);
    await Promise.all(Array.from({ length: 12 }, (_, n) => put(target, `file ${n}`, noise(5000))));
    expect(await list(target, '')).toHaveProperty('size', 12);
    expect(target.features.concurrency).toBeLessThanOrEqual(2 * JOBS_EACH);
  });

  test('looking around changes nothing on the server (S1)', async () => {
    const running = await server();
    await writeFile(join(running.root, 'odd "name" -x \\'), 'x');
    const target = opened(targetOf(running));
    await target.connect(NEVER);
    await list(target, '');
    await target.stat('odd "name" -x \\', NEVER);
    await get(target, 'odd "name" -x \\');
    expect(await running.log()).not.toMatch(/^(STOR|APPE|DELE|RNFR|RNTO|MKD|RMD|MFMT|MFF|SITE)/m);
  });
});
