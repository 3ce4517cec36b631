import { afterEach, describe, expect, it } from 'vitest';
import { FEATURES, OLD_FEATURES, type Script } from '../../servers/scripted/scripted-ftp.js';
import type { Pair } from '../support/pair.js';
import { scriptedPair } from '../support/scripted-pair.js';

let pair: Pair;
afterEach(() => pair.remove());

/** Breaks the listings of `/sub` off, so many of them. */
function breaking(times: number, words: string): { readonly script: Script; readonly asked: () => number } {
  let asked = 0;
  let folder = '';
  const script: Script = {
    answer: async (command, { say, data }) => {
      if (command.startsWith('CWD ')) folder = command.slice(4);
      // Where MLSD is refused, LIST is asked.
      if (folder === '/sub' && command.startsWith('LIST') && words.startsWith('5')) {
        say(words);
        return true;
      }
      if (command !== 'MLSD' || folder !== '/sub') return false;
      asked += 1;
      if (asked > times) return false;
      if (!words.startsWith('5')) {
        say('150 here it comes');
        const line = await data();
        line.end('type=file;size=1;modify=20240101000000; one\r\n');
      }
      say(words);
      return true;
    },
  };
  return { script, asked: () => asked };
}

async function comparing(script: Script): Promise<Record<string, string>> {
  const { created } = await scriptedPair({}, script);
  pair = created;
  await pair.put('remote', { 'sub/one': '1', 'sub/two': '1', beside: '1' });
  return pair.planned();
}

describe('a listing', () => {
  it.each([
    ['425 Cannot open data connection', 1],
    ['426 Connection closed; transfer aborted', 2],
  ])('that ends with “%s” %d times is tried again until it is whole (S8)', async (words, times) => {
    const { script, asked } = breaking(times, words);
    const plan = await comparing(script);
    expect(plan).toMatchObject({
      beside: 'copy to local',
      'sub/one': 'copy to local',
      'sub/two': 'copy to local',
    });
    expect(asked()).toBe(times + 1);
  });

  it('that always breaks off is left alone, and only that (S8)', async () => {
    const { script, asked } = breaking(Infinity, '426 Connection closed; transfer aborted');
    const plan = await comparing(script);
    expect(plan['beside']).toBe('copy to local');
    expect(plan['sub']).toBe('leave: unreadable');
    expect(Object.keys(plan).filter((path) => path.startsWith('sub/'))).toEqual([]);
    expect(asked()).toBe(3);
  });

  it.each(['550 Permission denied', '552 Quota exceeded', '553 Name not allowed'])(
    'that is refused with “%s” is not tried again',
    async (words) => {
      const { script, asked } = breaking(Infinity, words);
      const plan = await comparing(script);
      expect(plan['sub']).toBe('leave: unreadable');
      expect(asked()).toBe(1);
    },
  );

  it.each([true, false])(
    'that is the same again and again below itself ends the walk, and deletes nothing (S8); old server: %j',
    async (old) => {
      let folder = '';
      const lines = (command: string): string =>
        command.startsWith('LIST')
          ? 'drwxr-xr-x 1 a a 0 Jan 01 2024 again\r\n-rw-r--r-- 1 a a 1 Jan 01 2024 file\r\n'
          : 'type=dir;modify=20240101000000; again\r\ntype=file;size=1;modify=20240101000000; file\r\n';
      const { created, server } = await scriptedPair(
        { 'again/again/again/again/file': 'mine' },
        {
          features: old ? OLD_FEATURES : FEATURES,
          answer: async (command, { say, data }) => {
            if (command.startsWith('CWD /again')) {
              folder = command.slice(4);
              say('250 here you are');
            } else if (/^(MLSD|LIST)/.test(command)) {
              say('150 here it comes');
              (await data()).end(lines(command));
              say('226 that was all');
            } else return false;
            return true;
          },
        },
      );
      pair = created;
      const plan = await pair.planned();
      expect(folder.split('/again').length - 1).toBeLessThan(5);
      expect(server.commands.filter((command) => /^(MLSD|LIST -a)/.test(command)).length).toBeLessThan(12);
      expect(plan).toMatchObject({ 'again/again': 'leave: unreadable', file: 'copy to local' });
      const told = (await pair.compare()).items.get('again/again')?.problem?.what;
      expect(told).toContain('as if a link led back');
    },
  );

  it('that breaks off is not taken for one without hidden files (S8)', async () => {
    let broken = false;
    const { created } = await scriptedPair(
      {},
      {
        features: OLD_FEATURES,
        answer: async (command, { say, data }) => {
          if (command === 'LIST') {
            say('150 here it comes');
            (await data()).end('-rw-r--r-- 1 a a 1 Jan 01 2024 seen\r\n');
            say('226 that was all');
            return true;
          }
          if (command !== 'LIST -a' || broken) return false;
          broken = true;
          say('425 Cannot open data connection');
          return true;
        },
      },
    );
    pair = created;
    await pair.put('remote', { '.hidden': '1', seen: '1' });
    expect(await pair.planned()).toEqual({ '.hidden': 'copy to local', seen: 'copy to local' });
  });
});
