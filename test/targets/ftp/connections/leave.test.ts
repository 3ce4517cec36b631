import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { startServer, whyUnavailable } from '../../../servers/start-server.js';
import { list, NEVER, put } from '../../contract/support/tools.js';
import { targetOf } from '../../contract/support/ftp.js';
import { scripted } from '../../support/scripted.js';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

test('every connection at rest is taken leave of', async () => {
  const { server, target } = await scripted({}, { connections: 3 });
  await target.connect(NEVER);
  await Promise.all(['a', 'b', 'c'].map((name) => put(target, name, 'x'.repeat(300_000))));
  await target.close();
  // One of them may be at work, finding out what the server does.
  expect(server.count('QUIT')).toBeGreaterThanOrEqual(server.connections - 1);
});

const why = await whyUnavailable('pure-ftpd');
describe.skipIf(why !== undefined)(`pure-ftpd${why === undefined ? '' : ` (skipped: ${why})`}`, () => {
  const RUNS = 100;

  test(`has no session left after ${RUNS} short runs, however they ended`, async () => {
    const server = await startServer('pure-ftpd');
    cleanups.push(() => server.stop());
    await writeFile(join(server.root, 'file'), 'x');
    await server.own();
    const pid = (await readFile(join(server.root, '../pid'), 'utf8')).trim();
    const sessions = async (): Promise<number> =>
      (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).split(' ').filter(Boolean).length;
    const oneRun = async (index: number): Promise<void> => {
      const target = targetOf(server, { connections: 2 });
      await target.connect(NEVER);
      if (index % 3 > 0) await list(target, '');
      const last = index % 3 === 2 ? list(target, '').catch(() => undefined) : undefined;
      await target.close();
      await last;
    };
    for (let index = 0; index < RUNS; index += 10) {
      await Promise.all(Array.from({ length: 10 }, (_, beside) => oneRun(index + beside)));
    }
    await expect.poll(sessions, { timeout: 5000 }).toBe(0);
  });
});
