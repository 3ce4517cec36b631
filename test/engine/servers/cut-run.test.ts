import { readdir } from 'node:fs/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startCuttingProxy, type CuttingProxy } from '../../servers/proxies/cutting-proxy.js';
import { startServer, whyUnavailable } from '../../servers/start-server.js';
import type { TestServer } from '../../servers/server.js';
import { targetOf } from '../../targets/contract/support/ftp.js';
import { Pair } from '../support/pair.js';

const FILES = Object.fromEntries(
  Array.from({ length: 300 }, (_, n) => [`file ${n}.txt`, `${n}\n`.repeat(200)]),
);

const missing = await whyUnavailable('pure-ftpd');

let server: TestServer;
let proxy: CuttingProxy;
let pair: Pair;
beforeEach(async () => {
  server = await startServer('pure-ftpd');
  proxy = await startCuttingProxy(server.port);
  pair = await Pair.create(
    FILES,
    {},
    {
      root: server.root,
      open: () => targetOf({ ...server, port: proxy.port }),
      own: () => server.own(),
      stop: () => server.stop(),
    },
  );
});
afterEach(async () => {
  await pair.remove();
  await proxy.stop();
});

it.skipIf(missing !== undefined)(
  'S5: a line that is cut in the middle of a run and stays so ends the run, before every item has waited for it',
  async () => {
    const plan = await pair.compare();
    const running = pair.run(plan);
    await expect
      .poll(async () => (await readdir(server.root)).length, { interval: 5, timeout: 10_000 })
      .toBeGreaterThan(5);
    proxy.after(0, 'cut');
    proxy.cutAll();
    const { end, counts, unreached } = await running;
    expect(end).toMatchObject({ kind: 'broken-off', problem: { side: 'remote' } });
    expect(unreached.items).toBeGreaterThan(counts.failed);

    proxy.heal();
    expect(await pair.sync()).toMatchObject({ end: { kind: 'finished' }, counts: { conflicts: 0 } });
    expect(await pair.tree('remote')).toEqual(FILES);
  },
);
