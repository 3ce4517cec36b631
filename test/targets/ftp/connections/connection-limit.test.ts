import { connectionRange } from '../../../../src/shared/profile/connection-range.js';
import type { ServerFindings } from '../../../../src/shared/connection/server-findings.js';
import { afterEach, describe, expect, test } from 'vitest';
import type { Target } from '../../../../src/main/targets/target.js';
import type { TurnedAway } from '../../../servers/scripted/scripted-ftp.js';
import type { ServerName, ServerOptions } from '../../../servers/server.js';
import { startServer, whyUnavailable } from '../../../servers/start-server.js';
import { get, list, NEVER, noise, problemOf, put } from '../../contract/support/tools.js';
import { targetOf } from '../../contract/support/ftp.js';
import { scripted } from '../../support/scripted.js';

const FOLDERS = 4;
const FILES = 6;

/** Does as much at once as it can. */
async function doMuch(target: Target): Promise<void> {
  const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);
  await Promise.all(numbers(FOLDERS).map((folder) => target.makeFolder(`d${folder}`, NEVER)));
  const paths = numbers(FOLDERS).flatMap((folder) => numbers(FILES).map((file) => `d${folder}/f${file}`));
  await Promise.all(paths.map((path, index) => put(target, path, noise(100 + index))));
  // Each wants a connection of its own.
  const big = noise(400_000);
  await Promise.all(numbers(FOLDERS).map((folder) => put(target, `d${folder}/big`, big)));
  const listed = await Promise.all(numbers(FOLDERS).map((folder) => list(target, `d${folder}`)));
  for (const names of listed) expect(names.size).toBe(FILES + 1);
  for (const [index, path] of paths.entries()) {
    expect((await get(target, path)).equals(noise(100 + index))).toBe(true);
  }
  for (const folder of numbers(FOLDERS)) expect((await get(target, `d${folder}/big`)).equals(big)).toBe(true);
}

describe('a server that wants no more connections than it has', () => {
  test.each<[string, TurnedAway]>([
    ['hangs up', 'cut'],
    ['resets the line', 'reset'],
    ['greets and hangs up', { greeting: '220 Ready.\r\n' }],
    ['says 421', { greeting: '421 Too many users.\r\n' }],
    ['says 500', { greeting: '500 Sorry.\r\n' }],
    ['says nothing of use', { greeting: 'Go away\r\n' }],
    ['does not know the password any more', { password: '530 Login incorrect.' }],
    ['says so', { password: '530 Too many connections.' }],
    ['closes after the password', { password: '421 Bye.' }],
    ['does not answer', 'silence'],
  ])('does all the work on those, where it %s', async (_how, then) => {
    for (const connections of then === 'silence' ? [1] : [1, 2]) {
      const { server, target } = await scripted({ most: { connections, then } }, { connections: 4 });
      await target.connect(NEVER);
      await doMuch(target);
      // What it does not allow is found out once.
      expect(server.turnedAway).toBeLessThanOrEqual(4);
    }
  });

  test('is not said to refuse the password which it has accepted', async () => {
    let signedIn = 0;
    const { target } = await scripted(
      {
        answer: (command, { say, cut }) => {
          if (command.startsWith('MLST ')) cut();
          else if (command.startsWith('PASS ') && (signedIn += 1) > 1) say('530 Login incorrect.');
          else return false;
          return true;
        },
      },
      { connections: 1 },
    );
    await target.connect(NEVER);
    const failed = target.stat('file', NEVER);
    expect(await problemOf(failed)).toBe('busy');
    await expect(failed).rejects.toThrow('has let you in before');
  });

  test('is asked again for its only connection, which it may count for a while after it was lost', async () => {
    let lost = false;
    let refused = 0;
    const { target } = await scripted(
      {
        answer: (command, { say, cut }) => {
          if (!lost && command.startsWith('MLST ')) {
            lost = true;
            cut();
          } else if (lost && command.startsWith('PASS ') && refused < 2) {
            refused += 1;
            say('530 Login incorrect.');
          } else return false;
          return true;
        },
      },
      { connections: 1 },
    );
    await target.connect(NEVER);
    expect(await target.stat('file', NEVER)).toBeUndefined();
    expect(refused).toBe(2);
  });
});

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

describe.each<[ServerName, ServerOptions]>([
  ['pure-ftpd', { maxPerHost: 2 }],
  ['proftpd', { maxPerUser: 2 }],
  ['proftpd', { maxPerHost: 1 }],
  ['vsftpd', { maxPerHost: 2 }],
])('%s that is set up with %j', async (name, options) => {
  const why = await whyUnavailable(name);
  test.skipIf(why !== undefined)('takes everything over the connections that it allows', async () => {
    const server = await startServer(name, options);
    cleanups.push(() => server.stop());
    const target = targetOf(server, { connections: 4 });
    cleanups.push(() => target.close());
    await target.connect(NEVER);
    await doMuch(target);
  });
});

describe.each<[ServerName, ServerOptions]>([
  ['pure-ftpd', { maxPerHost: 8 }],
  ['proftpd', { maxPerHost: 8 }],
])('an automatic number of connections to %s that is set up with %j', async (name, options) => {
  const why = await whyUnavailable(name);
  test.skipIf(why !== undefined)(
    'grows to what it allows, and asks it for no more after that',
    async () => {
      const server = await startServer(name, options);
      cleanups.push(() => server.stop());
      const turnedAway: string[] = [];
      const recorded: ServerFindings[] = [];
      const target = targetOf(server, {
        options: {
          dialogue: (line) => {
            if (/^<?\s*(421|530)[ -]/.test(line)) turnedAway.push(line);
          },
          findings: { known: {}, record: (found) => void recorded.push(found) },
        },
      });
      cleanups.push(() => target.close());
      await target.connect(NEVER);
      await target.makeFolder('d', NEVER);
      let files = 0;
      const work = async (until: () => boolean): Promise<void> => {
        const many = Array.from({ length: target.features.concurrency }, async () => {
          while (!until()) await put(target, `d/f${(files += 1)}`, noise(100));
        });
        await Promise.all(many);
      };
      await work(() => turnedAway.length > 0);
      // Those that were asked for with the one that was refused first.
      const asked = turnedAway.length;
      expect(asked).toBeLessThanOrEqual(Math.ceil(connectionRange(null).start / 2));
      const before = files;
      await work(() => files > before + 1000);
      expect(turnedAway.slice(asked)).toEqual([]);
      expect(target.features.connections).toBe(8);
      expect(recorded).toContainEqual({ refused: 8 });
      const listed = await list(target, 'd');
      expect(listed.size).toBe(files);
    },
    120_000,
  );
});
