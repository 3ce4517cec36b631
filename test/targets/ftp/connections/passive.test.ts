import { createServer } from 'node:net';
import { once } from 'node:events';
import { describe, expect, test, vi } from 'vitest';
import { portOfPasv } from '../../../../src/main/targets/ftp/data/passive.js';
import type { ServerFindings } from '../../../../src/shared/connection/server-findings.js';
import type { Script } from '../../../servers/scripted/scripted-ftp.js';
import { listen } from '../../../servers/loopback.js';
import { get, list, NEVER, noise, put } from '../../contract/support/tools.js';
import { scripted } from '../../support/scripted.js';

vi.mock('../../../../src/main/targets/ftp/protocol/settings.js', async (original) => ({
  ...(await original<object>()),
  FIRST_PORT_MS: 300,
}));

async function deadPort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  server.close();
  await once(server, 'close');
  return port;
}

/** Answers one of the two commands with a port at which nobody listens. */
async function dead(verb: 'EPSV' | 'PASV'): Promise<Script> {
  const port = await deadPort();
  return {
    instead: (asked) => {
      if (asked !== verb) return undefined;
      return verb === 'EPSV'
        ? { reply: `229 Extended (|||${port}|)` }
        : { reply: `227 Passive (127,0,0,1,${port >> 8},${port & 0xff})` };
    },
  };
}

describe('where the port behind EPSV is dead', () => {
  test('PASV is tried once, what works is kept, and that is remembered', async () => {
    const recorded: ServerFindings[] = [];
    const findings = {
      known: {},
      record: (found: ServerFindings) => {
        if (found.features === undefined) recorded.push(found);
      },
    };
    const { server, target } = await scripted(await dead('EPSV'), { options: { findings }, connections: 1 });
    await target.connect(NEVER);
    expect((await list(target, '')).size).toBe(0);
    await put(target, 'file', noise(3000));
    expect((await get(target, 'file')).equals(noise(3000))).toBe(true);
    expect(server.count('EPSV')).toBe(1);
    expect(recorded).toEqual([{ extended: false }]);
  });

  test('PASV is used at once where that is remembered, or where the profile says so', async () => {
    const findings = { known: { extended: false }, record: () => undefined };
    for (const changes of [{ options: { findings } }, { line: { ftpPassive: 'pasv' } as const }]) {
      const { server, target } = await scripted(await dead('EPSV'), changes);
      await target.connect(NEVER);
      await put(target, 'file', 'x');
      expect(server.count('EPSV')).toBe(0);
    }
  });

  test('PASV is not tried where the profile says EPSV', async () => {
    const { server, target } = await scripted(await dead('EPSV'), {
      line: { ftpPassive: 'epsv' },
      connections: 1,
    });
    await target.connect(NEVER);
    await expect(list(target, '')).rejects.toThrow();
    expect(server.count('PASV')).toBe(0);
  });
});

test.each([
  '227 Entering Passive Mode (10,0,0,1,4,1)',
  '227 Entering Passive Mode ( 10, 0, 0, 1, 4, 1 ).',
  '227 Entering Passive Mode 10,0,0,1,4,1',
  '227 =10 ,0 ,0 ,1 ,4 ,1',
  '227 Entering Passive Mode (0,0,0,0,4,1)',
  '227 192,168,1,2,4,1 is it',
])('the port is read from “%s”', (reply) => {
  expect(portOfPasv(reply)).toBe(1025);
});

test('what PASV says of the host is passed over, where it is one that cannot be reached from here', async () => {
  const { target } = await scripted({
    lacks: ['EPSV'],
    answer: async (command, { say, listen: listenForData }) => {
      if (command !== 'PASV') return false;
      const port = await listenForData();
      say(`227 Entering Passive Mode 10, 255, 0, 1, ${port >> 8}, ${port & 0xff}`);
      return true;
    },
  });
  await target.connect(NEVER);
  await put(target, 'file', noise(3000));
  expect((await get(target, 'file')).equals(noise(3000))).toBe(true);
});

test('a server that hangs up after every transfer is used over one connection all the same', async () => {
  const { target } = await scripted({ hangsUpAfter: ['RETR', 'STOR', 'MLSD'] }, { connections: 1 });
  await target.connect(NEVER);
  const names = ['a', 'b', 'c', 'd'];
  await Promise.all(names.map((name) => put(target, name, noise(3000))));
  for (const name of names) expect((await get(target, name)).equals(noise(3000))).toBe(true);
  expect((await list(target, '')).size).toBe(names.length);
  expect((await list(target, '')).size).toBe(names.length);
});
