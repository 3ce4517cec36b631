import { once } from 'node:events';
import { mkdir, readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { LineOptions } from '../../../../src/shared/profile/profile-options.js';
import type { Target } from '../../../../src/main/targets/target.js';
import { INSIDE, startLineProxy, type LineProxy } from '../../../servers/proxies/line-proxy.js';
import { freePort } from '../../../servers/process.js';
import type { ServerName, ServerOptions, TestServer } from '../../../servers/server.js';
import { startServer, whyUnavailable } from '../../../servers/start-server.js';
import { get, list, NEVER, noise, problemOf, put } from '../../contract/support/tools.js';
import { targetOf } from '../../contract/support/ftp.js';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function server(name: ServerName, options: ServerOptions = {}): Promise<TestServer> {
  const started = await startServer(name, options);
  cleanups.push(() => started.stop());
  return started;
}

async function proxy(kind: 'socks5' | 'http'): Promise<LineProxy> {
  const started = await startLineProxy(kind);
  cleanups.push(() => started.stop());
  return started;
}

function opened(to: TestServer, line: Partial<LineOptions>, host = to.host): Target {
  const target = targetOf(to, { line, host });
  cleanups.push(() => target.close());
  return target;
}

/** Everything that needs a data connection, in each direction. */
async function useLine(target: Target, on: TestServer): Promise<void> {
  await target.connect(NEVER);
  const content = noise(300_000);
  await put(target, 'there', content);
  expect((await readFile(join(on.root, 'there'))).equals(content)).toBe(true);
  expect((await get(target, 'there')).equals(content)).toBe(true);
  await put(target, 'empty', '');
  expect([...(await list(target, '')).keys()].sort()).toEqual(['empty', 'there']);
  expect((await get(target, 'empty')).length).toBe(0);
}

const names = ['proftpd', 'vsftpd', 'pyftpdlib'] as const;
const missing = new Map(
  await Promise.all(names.map(async (name) => [name, await whyUnavailable(name)] as const)),
);

/** Declares a test, skipped by name where the server cannot be had. */
function testWith(name: (typeof names)[number], title: string, work: () => Promise<void>): void {
  const why = missing.get(name);
  if (why === undefined) test(`${title} (${name})`, work);
  else test.skip(`${title} (${name}; skipped: ${why})`, () => undefined);
}

describe('TLS', () => {
  for (const name of ['proftpd', 'vsftpd'] as const) {
    for (const ftpMode of ['passive', 'active'] as const) {
      testWith(name, `is there from the first byte where the profile says so, ${ftpMode}`, async () => {
        const running = await server(name, { tls: true, implicitTls: true });
        await useLine(opened(running, { tls: 'implicit', ftpMode }), running);
      });
    }
  }

  for (const version of ['1.2', '1.3'] as const) {
    // The server takes no data connection that does not resume the session of the control connection.
    testWith('proftpd', `of version ${version} resumes its session on data connections as well`, async () => {
      const running = await server('proftpd', { tls: true, oldTls: version === '1.2' });
      const said: string[] = [];
      const target = targetOf(running, { options: { dialogue: (line) => said.push(line) } });
      cleanups.push(() => target.close());
      await useLine(target, running);
      expect(said.filter((line) => line.includes('is using:'))).not.toEqual([]);
      for (const line of said.filter((each) => each.includes('is using:'))) {
        expect(line).toBe(`Control socket is using: TLSv${version}`);
      }
    });
  }

  testWith('proftpd', 'ends where another certificate is shown than the one that was trusted', async () => {
    const running = await server('proftpd', { tls: true });
    const before = opened(running, {});
    await before.connect(NEVER);
    await running.stop();
    // As somebody would who has taken the server's place.
    const other = await server('proftpd', { tls: true, port: running.port });
    expect(await problemOf(before.stat('file', NEVER))).toBe('certificate-changed');
    expect(await other.log()).not.toMatch(/PASS|USER/);
  });

  testWith('proftpd', 'from the first byte sends no password before the certificate is trusted', async () => {
    const running = await server('proftpd', { tls: true, implicitTls: true });
    const target = targetOf(running, { line: { tls: 'implicit' }, trustedCertificate: undefined });
    cleanups.push(() => target.close());
    expect(await problemOf(target.connect(NEVER))).toBe('certificate-unknown');
    expect(await running.log()).not.toMatch(/PASS|USER/);
  });
});

describe('IPv6', () => {
  for (const name of names) {
    for (const ftpMode of ['passive', 'active'] as const) {
      testWith(name, `carries everything, ${ftpMode}`, async () => {
        const running = await server(name, { ipv6: true });
        await useLine(opened(running, { ftpMode }), running);
      });
    }
  }
});

describe('active mode', () => {
  testWith('proftpd', 'lets nobody in but the server, at the port that it announces', async () => {
    const running = await server('proftpd');
    const target = opened(running, { ftpMode: 'active' });
    await target.connect(NEVER);
    await mkdir(join(running.root, 'folder'));
    await list(target, 'folder');
    const port = /EPRT \|1\|127\.0\.0\.1\|(\d+)\|/.exec(await running.log())?.[1];
    // Nobody listens there any more.
    const late = connect(Number(port), '127.0.0.1');
    await expect(once(late, 'connect')).rejects.toThrow(/ECONNREFUSED/);
  });
});

describe.each(['socks5', 'http'] as const)('a proxy of the kind %s', (kind) => {
  for (const tls of [false, true]) {
    testWith(
      'proftpd',
      `carries control and data connections ${tls ? 'with TLS' : 'in the clear'}`,
      async () => {
        const running = await server('proftpd', { tls });
        const between = await proxy(kind);
        await useLine(opened(running, { proxy: between.url }, INSIDE), running);
        expect(between.asked[0]).toBe(`${INSIDE}:${running.port}`);
        expect(between.asked.length).toBeGreaterThan(4);
        for (const asked of between.asked) expect(asked).toMatch(/^server\.inside\.invalid:\d+$/);
      },
    );
  }

  testWith('proftpd', 'that refuses is said to be the one at fault', async () => {
    const running = await server('proftpd');
    const between = await proxy(kind);
    between.refuse();
    const target = opened(running, { proxy: between.url });
    const error: unknown = await target.connect(NEVER).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ problem: { kind: 'server-unreachable' } });
    expect(String(error)).toContain('its rules do not allow the connection');
  });

  testWith('proftpd', 'that is not there is said to be the one at fault', async () => {
    const running = await server('proftpd');
    const target = opened(running, { proxy: `${kind}://127.0.0.1:${await freePort()}` });
    expect(await problemOf(target.connect(NEVER))).toBe('server-unreachable');
    await expect(target.connect(NEVER)).rejects.toThrow(/proxy .* it can’t be reached/);
  });

  testWith('proftpd', 'and active mode exclude each other, and this is said', async () => {
    const running = await server('proftpd');
    const between = await proxy(kind);
    const target = opened(running, { proxy: between.url, ftpMode: 'active' });
    expect(await problemOf(target.connect(NEVER))).toBe('unsupported');
    expect(between.asked).toEqual([]);
  });

  testWith('proftpd', 'that is no proxy at all is given up on', async () => {
    const running = await server('proftpd');
    const target = opened(running, { proxy: `${kind}://127.0.0.1:${running.port}` });
    expect(await problemOf(target.connect(NEVER))).toBe('server-unreachable');
  });
});
