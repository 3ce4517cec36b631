import { readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { get, list, NEVER, noise, problemOf, put } from '../../contract/support/tools.js';
import { scripted } from '../../support/scripted.js';

describe('replies', () => {
  test.each([
    ['byte by byte', 'bytes'],
    ['many in a packet', 'together'],
  ] as const)('that come %s are read as those that come each by itself', async (_what, packets) => {
    const { server, target } = await scripted({ packets });
    await target.connect(NEVER);
    await put(target, 'file', noise(123_456));
    expect((await get(target, 'file')).equals(noise(123_456))).toBe(true);
    expect((await list(target, '')).get('file')).toMatchObject({ size: 123_456 });
    expect(server.connections).toBeLessThan(8);
  });

  test.each([
    ['one line', 'x'.repeat(1000)],
    ['many lines', '213-more\r\n'.repeat(100)],
    ['lines that are no replies', 'hello\r\n'.repeat(100)],
    ['empty lines', '\r\n'.repeat(500)],
  ])('that never end are not waited for: %s', async (_what, chunk) => {
    const { server, target } = await scripted({
      answer: (command, { flood }) => {
        if (!command.startsWith('MLST ')) return false;
        flood(chunk);
        return true;
      },
    });
    await target.connect(NEVER);
    expect(await problemOf(target.stat('file', NEVER))).toBe('connection-lost');
    expect(server.flooded).toBeLessThan(50_000_000);
  });
});

describe('commands', () => {
  const HOSTILE = ['a\r\nDELE /precious', 'a\nDELE /precious', 'a\rb', 'a\0b', '../out', 'a/../../out'];

  test.each(HOSTILE)('are never made of the name %j (S9)', async (name) => {
    const { server, target } = await scripted({});
    await server.put('precious', 'x');
    await target.connect(NEVER);
    await put(target, 'harmless', 'x');
    const before = server.commands.length;
    for (const work of [
      () => put(target, name, 'x'),
      () => target.removeFile(name, NEVER),
      () => target.move('harmless', name, NEVER),
      () => target.keep('harmless', name, NEVER),
      () => target.makeFolder(`folder/${name}`, NEVER),
      () => get(target, name),
    ]) {
      expect(await problemOf(work())).toBe('name-refused');
    }
    const changing = /^(STOR|DELE|RN|MKD|RMD|MFMT|RETR)/;
    expect(server.commands.slice(before).filter((command) => changing.test(command))).toEqual([]);
    expect(await readdir(server.root)).toContain('precious');
  });
});

describe('the data connection', () => {
  test.each(['227 ok (10,255,255,1,%)', '227 ok (0,0,0,0,%)', '227 =93,184,216,34,%'])(
    'goes to the server itself, whatever host it names: %s',
    async (words) => {
      const { target } = await scripted({
        answer: (command, { say, listen }) => {
          if (command === 'EPSV') say('500 Unknown command');
          else if (command === 'PASV') {
            return listen().then((port) => {
              say(words.replace('%', `${port >> 8},${port & 0xff}`));
              return true;
            });
          } else return false;
          return true;
        },
      });
      await target.connect(NEVER);
      await put(target, 'file', 'x');
      expect((await get(target, 'file')).toString()).toBe('x');
    },
  );

  test.each(['229 ok (|||0|)', '229 ok (|||70000|)'])(
    'is not opened to a port that cannot be: %s',
    async (words) => {
      const { target } = await scripted({
        answer: (command, { say }) => {
          if (command !== 'EPSV') return false;
          say(words);
          return true;
        },
      });
      await target.connect(NEVER);
      expect(await problemOf(list(target, ''))).toBe('connection-lost');
    },
  );
});
