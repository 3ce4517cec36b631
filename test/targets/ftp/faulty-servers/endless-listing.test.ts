import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { FEATURES, type Script } from '../../../servers/scripted/scripted-ftp.js';
import { get, list, NEVER, problemOf, put } from '../../contract/support/tools.js';
import { scripted } from '../../support/scripted.js';

// As if nobody had more than half a second, and folders were small.
vi.mock('../../../../src/main/targets/ftp/protocol/settings.js', async (original) => ({
  ...(await original<object>()),
  INACTIVITY_MS: 500,
  REPLY_MS: 700,
  LISTING_LEAST: { bytes: 300, withinMs: 1000 },
  LISTING_AT_MOST: { entries: 1000, bytes: 1_000_000, line: 1000 },
}));

test('hashing a big file may take longer than a server may be silent otherwise', async () => {
  const { target } = await scripted({
    features: [...FEATURES, 'XMD5'],
    answer: async (command, { say }) => {
      if (command.startsWith('SIZE ')) say(`213 ${10 ** 9}`);
      else if (command.startsWith('XMD5 ')) {
        await delay(1000);
        say(`250 ${'ab'.repeat(16)}`);
      } else return false;
      return true;
    },
  });
  await target.connect(NEVER);
  expect(await target.features.hash?.('file', 'md5', NEVER)).toBe('ab'.repeat(16));
});

test('a server that is silent longer than that is given up on', async () => {
  const { target } = await scripted({ answer: (command) => command.startsWith('MLST ') });
  await target.connect(NEVER);
  expect(await problemOf(target.stat('file', NEVER))).toBe('timed-out');
});

test('a reply that trickles is given up on, and the server is of use afterwards', async () => {
  let trickles = true;
  const { target } = await scripted({
    answer: async (command, { say }) => {
      if (!trickles || !command.startsWith('MLST ')) return false;
      for (let line = 0; line < 20; line += 1) {
        say('250-more');
        await delay(200);
      }
      say('250 End');
      return true;
    },
  });
  await target.connect(NEVER);
  expect(await problemOf(target.stat('file', NEVER))).toBe('timed-out');
  trickles = false;
  expect(await target.stat('file', NEVER)).toBeUndefined();
});

describe('a listing', () => {
  /** Never ends: says the same again and again while somebody takes it. */
  const endless = (text: string): Script => ({
    answer: async (command, { say, data }) => {
      if (command !== 'MLSD') return false;
      say('150 here it comes');
      const line = await data();
      const chunk = Buffer.from(text.repeat(1000));
      const closed = once(line, 'close');
      const pour = (): boolean => line.destroyed || line.write(chunk, () => setImmediate(pour));
      pour();
      await closed;
      say('426 you hung up');
      return true;
    },
  });

  test.each([
    ['of names without end', 'type=file;size=1;modify=20240101000000; name\r\n'],
    ['of a line without end', 'type=file;size=1;modify=20240101000000; name'],
    ['of empty lines without end', '\r\n'],
  ])('%s is cut and told as such, and the server is of use afterwards (S8)', async (_what, text) => {
    const { server, target } = await scripted(endless(text));
    await target.connect(NEVER);
    const listing = list(target, '');
    await expect(listing).rejects.toThrow('listing never ends');
    expect(await problemOf(list(target, ''))).toBe('listing-incomplete');
    await put(target, 'file', 'x');
    expect((await get(target, 'file')).toString()).toBe('x');
    expect(server.commands.filter((command) => command === 'MLSD')).toHaveLength(2);
  });

  /** Writes `text` again and again after so many milliseconds, until that was done so often or the line is cut. */
  const slowly = (text: string, everyMs: number, times: number): Script => ({
    answer: async (command, { say, data }) => {
      if (command !== 'MLSD') return false;
      say('150 here it comes');
      const line = await data();
      for (let time = 0; time < times && !line.destroyed; time += 1) {
        line.write(text.replace('%', String(time)));
        await delay(everyMs);
      }
      line.end();
      say('226 that was all');
      return true;
    },
  });

  test.each(['x', '\r\n'])('that trickles is cut and told as such, however small it is: %j', async (text) => {
    const { target } = await scripted(slowly(text, 200, 20));
    await target.connect(NEVER);
    await expect(list(target, '')).rejects.toThrow('too slowly');
    await put(target, 'file', 'x');
  });

  test('that is merely slow is taken as it comes', async () => {
    const { target } = await scripted(
      slowly('type=file;size=1;modify=20240101000000; a name of some length, and its number %\r\n', 50, 50),
    );
    await target.connect(NEVER);
    expect(await list(target, '')).toHaveProperty('size', 50);
  });
});
