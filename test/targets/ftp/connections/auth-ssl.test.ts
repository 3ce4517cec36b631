import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { startServer, whyUnavailable } from '../../../servers/start-server.js';
import type { TestServer } from '../../../servers/server.js';
import { get, list, NEVER, put } from '../../contract/support/tools.js';
import { targetOf } from '../../contract/support/ftp.js';

const missing = await whyUnavailable('proftpd');

let server: TestServer;
let before: Server;
/** What came before TLS, on all connections. */
let asked: string[];

/** A way to the server on which nobody has heard of `AUTH TLS`, nor of `AUTH SSL` where that is refused as well. */
async function startBefore(refuses: RegExp): Promise<number> {
  before = createServer((client) => {
    const upstream = connect(server.port, '127.0.0.1');
    client.on('error', () => upstream.destroy());
    upstream.on('error', () => client.destroy());
    upstream.pipe(client);
    client.on('data', (data) => {
      const line = data.toString('latin1');
      if (line.startsWith('AUTH')) asked.push(line.trim());
      if (refuses.test(line)) client.write('504 Unknown security mechanism.\r\n');
      else upstream.write(data);
    });
    client.on('close', () => upstream.destroy());
  });
  before.listen(0, '127.0.0.1');
  await once(before, 'listening');
  return (before.address() as AddressInfo).port;
}

afterEach(async () => {
  before.close();
  await server.stop();
});

describe.skipIf(missing !== undefined)(`a server from before RFC 4217${missing ?? ''}`, () => {
  it('is asked for AUTH SSL where it refuses AUTH TLS, and its files travel encrypted all the same', async () => {
    asked = [];
    server = await startServer('proftpd', { tls: true });
    const target = targetOf({ ...server, port: await startBefore(/^AUTH TLS/) });
    await target.connect(NEVER);
    await put(target, 'a', 'content');
    expect((await get(target, 'a')).toString()).toBe('content');
    expect([...(await list(target, '')).keys()]).toEqual(['a']);
    await target.close();
    expect(new Set(asked)).toEqual(new Set(['AUTH TLS', 'AUTH SSL']));
  });

  it('S12: gets no password where it refuses both', async () => {
    asked = [];
    server = await startServer('proftpd', { tls: true });
    const target = targetOf({ ...server, port: await startBefore(/^AUTH/) });
    await expect(target.connect(NEVER)).rejects.toMatchObject({ problem: { kind: 'tls-unavailable' } });
    await target.close();
    expect(asked).toEqual(['AUTH TLS', 'AUTH SSL']);
  });
});

const noPureFtpd = await whyUnavailable('pure-ftpd');

it.skipIf(noPureFtpd !== undefined)(
  'S11: a server that announces TLS and refuses it is not said to offer it from then on',
  async () => {
    asked = [];
    server = await startServer('pure-ftpd', { tls: true, plainToo: true });
    const port = await startBefore(/^AUTH/);
    const offersTls = async (): Promise<boolean | undefined> => {
      const target = targetOf({ ...server, url: server.url.replace('ftps:', 'ftp:'), port });
      await target.connect(NEVER);
      const { features } = target;
      await target.close();
      return features.offersTls;
    };
    expect(await offersTls()).toBe(true);
    const encrypted = targetOf({ ...server, port });
    await expect(encrypted.connect(NEVER)).rejects.toMatchObject({ problem: { kind: 'tls-unavailable' } });
    await encrypted.close();
    expect(await offersTls()).toBe(false);
  },
);
