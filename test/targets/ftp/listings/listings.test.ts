import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FEATURES, OLD_FEATURES, type Script } from '../../../servers/scripted/scripted-ftp.js';
import { list, NEVER, problemOf } from '../../contract/support/tools.js';
import { scripted } from '../../support/scripted.js';

const UNREADABLE = { kind: 'other', what: 'unreadable-entry' };

/** What a server says to a command that lists: lines and a last word, or a last word alone. */
type Answers = Readonly<Record<string, readonly [lines: readonly string[] | null, last: string]>>;

/** Answers some commands that list by itself. */
function listing(answers: Answers, script: Script = {}): Script {
  return {
    ...script,
    answer: async (command, session) => {
      const answer = answers[command];
      if (answer === undefined) return (await script.answer?.(command, session)) === true;
      const [lines, last] = answer;
      if (lines !== null) {
        session.say('150 here it comes');
        (await session.data()).end(lines.map((line) => `${line}\r\n`).join(''));
      }
      session.say(last);
      return true;
    },
  };
}

const onRecord = (...names: readonly string[]) => ({ namesOnRecord: () => Promise.resolve(names) });

const FILE = '-rw-r--r-- 1 a a 5 Jan 01 2024 file';
const OLD: Script = { features: OLD_FEATURES };
const DONE = '226 that was all';

describe('S8: an answer without entries', () => {
  test.each<[string, Answers]>([
    ['“total 0”', { 'LIST -a': [['total 0'], DONE] }],
    ['a total in another language', { 'LIST -a': [['insgesamt 0'], DONE] }],
    ['nothing', { 'LIST -a': [[], DONE] }],
    ['the words of an error', { 'LIST -a': [['ls: cannot access -a: No such file or directory'], DONE] }],
    ['a file of the name of the flag', { 'LIST -a': [['-rw-r--r-- 1 a a 5 Jan 01 2024 -a'], DONE] }],
    ['450', { 'LIST -a': [null, '450 -a: No such file or directory'] }],
    ['501', { 'LIST -a': [null, '501 No flags, please'] }],
  ])('to LIST -a is no empty folder, and plain LIST is asked: %s', async (_what, answers) => {
    const { target } = await scripted(listing({ ...answers, LIST: [[FILE], DONE] }, OLD));
    await target.connect(NEVER);
    expect([...(await list(target, '')).keys()]).toEqual(['file']);
  });

  test.each<[string, Script, Answers]>([
    ['LIST', OLD, { 'LIST -a': [[], DONE], LIST: [['total 0'], DONE] }],
    ['MLSD', {}, { MLSD: [[], DONE] }],
    [
      'LIST, which is refused',
      OLD,
      { 'LIST -a': [null, '550 No files found'], LIST: [null, '550 No files found'] },
    ],
    ['MLSD, which is refused', {}, { MLSD: [null, '550 No files found.'] }],
    ['MLSD, which is refused for now', {}, { MLSD: [null, '450 No files found.'] }],
  ])(
    'to %s is an empty folder only if nothing is on record, or NLST agrees',
    async (_what, script, answers) => {
      const listed = async (nlst: Answers[string], ...names: readonly string[]): Promise<number | string> => {
        const { target } = await scripted(listing({ ...answers, NLST: nlst }, script));
        await target.connect(NEVER);
        return list(target, '', onRecord(...names)).then(
          ({ size }) => size,
          (error: unknown) => problemOf(Promise.reject(error instanceof Error ? error : new Error())),
        );
      };
      expect(await listed([null, '502 Not known'])).toBe(0);
      expect(await listed([[], DONE], 'file')).toBe(0);
      expect(await listed([['.', '..'], DONE], 'file')).toBe(0);
      expect(await listed([null, '550 No files found'], 'file')).toBe(0);
      expect(await listed([['file'], DONE], 'file')).toBe('listing-incomplete');
      expect(await listed([null, '502 Not known'], 'file')).toBe('listing-incomplete');
      expect(await listed([['ls: Permission denied'], DONE], 'file')).toBe('listing-incomplete');
    },
  );

  test('that are the words of an error is no list, whichever way it is asked for', async () => {
    const words = ['ls: cannot open directory .: Permission denied'];
    const { target } = await scripted(listing({ 'LIST -a': [words, DONE], LIST: [words, DONE] }, OLD));
    await target.connect(NEVER);
    expect(await problemOf(list(target, ''))).toBe('listing-incomplete');
    await expect(list(target, '')).rejects.toThrow('in an unknown format');
  });

  test('that is confirmed by words which say that it failed is none', async () => {
    const { target } = await scripted(
      listing({ 'LIST -a': [[], '226 Transfer done (but failed to open directory).'] }, OLD),
    );
    await target.connect(NEVER);
    await expect(list(target, '')).rejects.toThrow('is incomplete');
  });
});

describe('MLSD that is announced', () => {
  test.each(['500 What?', '501 No', '502 No', '504 No', '530 Not for you', '550 Not here', '553 No'])(
    'and refused with “%s” is done without',
    async (refusal) => {
      const { server, target } = await scripted(listing({ MLSD: [null, refusal] }));
      await server.put('file', 'x');
      await target.connect(NEVER);
      expect([...(await list(target, '')).keys()]).toEqual(['file']);
      expect(await target.stat('file', NEVER)).toMatchObject({ kind: 'file', size: 1 });
      expect(await target.stat('nothing', NEVER)).toBeUndefined();
      const asked = server.count('MLSD');
      expect([...(await list(target, '')).keys()]).toEqual(['file']);
      expect(server.count('MLSD')).toBe(asked);
    },
  );

  test('S8: and refused, where LIST shows nothing either, is no empty folder', async () => {
    const { target } = await scripted(
      listing({ MLSD: [null, '550 Permission denied'], 'LIST -a': [[], DONE], LIST: [[], DONE] }),
    );
    await target.connect(NEVER);
    expect(await problemOf(list(target, ''))).toBe('permission-denied');
  });

  test('and answered with the words of an error is done without for that folder', async () => {
    const { server, target } = await scripted(listing({ MLSD: [['Sorry: an error'], DONE] }));
    await server.put('file', 'x');
    await target.connect(NEVER);
    expect([...(await list(target, '')).keys()]).toEqual(['file']);
  });

  test('asks SIZE where it does not say how big a file is; what it does not say at all is one unreadable entry', async () => {
    const { server, target } = await scripted(
      listing({
        MLSD: [
          [
            'type=file;modify=20240101000000; unsized',
            'type=file;modify=20240101000000; gone',
            'size=5;modify=20240101000000; no type',
            'type=file;size=99999999999999999999; huge',
            'type=file;size=-1; negative',
            'type=file;size=NaN; none',
            'type=file;size=1;modify=20240101000000; plain',
          ],
          DONE,
        ],
      }),
    );
    await server.put('unsized', 'abc');
    await target.connect(NEVER);
    const listed = await list(target, '');
    expect(listed.get('unsized')).toMatchObject({ kind: 'file', size: 3 });
    expect(listed.get('plain')).toMatchObject({ kind: 'file', size: 1 });
    for (const name of ['gone', 'no type', 'huge', 'negative', 'none'])
      expect(listed.get(name)).toEqual(UNREADABLE);
  });

  test('is known where FEAT has its number in front of every line', async () => {
    const { server, target } = await scripted({
      answer: (command, { say }) => {
        if (command !== 'FEAT') return false;
        say(`211-Features\r\n${FEATURES.map((line) => `211-${line}\r\n`).join('')}211 End`);
        return true;
      },
    });
    await server.put('file', 'x');
    await target.connect(NEVER);
    expect((await list(target, '')).size).toBe(1);
    expect(server.count('MLSD')).toBe(1);
    expect(target.features.setsTimesToMs).toBe(1000);
  });
});

test.each(['501 No', '504 No', '530 No'])(
  'MLST that is refused with “%s” is done without',
  async (refusal) => {
    const { server, target } = await scripted({
      instead: (verb) => (verb === 'MLST' ? { reply: refusal } : undefined),
    });
    await server.put('file', 'x');
    await target.connect(NEVER);
    expect(await target.stat('file', NEVER)).toMatchObject({ kind: 'file', size: 1 });
  },
);

test('MLST that does not say how big a file is makes SIZE be asked', async () => {
  const { server, target } = await scripted({
    instead: (verb) =>
      verb === 'MLST'
        ? { reply: '250-Listing\r\n type=file;modify=20240101000000; /file\r\n250 End' }
        : undefined,
  });
  await server.put('file', 'abc');
  await target.connect(NEVER);
  expect(await target.stat('file', NEVER)).toMatchObject({ kind: 'file', size: 3 });
});

describe('S8: a line that names a file in two ways', () => {
  const line = '-rw-r--r-- 1 a a 3 May 28 19:50 2023 f';

  test.each([
    ['2023 f', ['2023 f']],
    ['f', ['f']],
  ])('is settled by asking the server: %s', async (name, names) => {
    const { server, target } = await scripted(listing({ 'LIST -a': [[line], DONE] }, OLD));
    await server.put(name, 'abc');
    await target.connect(NEVER);
    expect([...(await list(target, '')).keys()]).toEqual(names);
  });

  test('leaves both unreadable where the server does not tell', async () => {
    const { target } = await scripted(listing({ 'LIST -a': [[line], DONE] }, { features: [] }));
    await target.connect(NEVER);
    expect(Object.fromEntries(await list(target, ''))).toEqual({ f: UNREADABLE, '2023 f': UNREADABLE });
  });
});

test.each(['yes', 'no'])(
  'S8: a name on record that a server hides from its lists is asked for; MLSD: %s',
  async (facts) => {
    const features = facts === 'yes' ? FEATURES : OLD_FEATURES;
    const line = facts === 'yes' ? 'type=file;size=5;modify=20240101000000; file' : FILE;
    const { server, target } = await scripted(
      listing({ MLSD: [[line], DONE], 'LIST -a': [[line], DONE] }, { features }),
    );
    await server.put('.htaccess', 'abc');
    await target.connect(NEVER);
    const listed = await list(target, '', onRecord('file', '.htaccess', '.gone'));
    expect([...listed.keys()].sort()).toEqual(['.htaccess', 'file']);
    expect(listed.get('.htaccess')).toMatchObject({ kind: 'file', size: 3 });
    expect((await list(target, '')).size).toBe(1);
  },
);

test('a time that LIST does not tell is asked for', async () => {
  const line = '-rw-r--r-- 1 a a 3 Foo 28 19:50 file';
  const { server, target } = await scripted(listing({ 'LIST -a': [[line], DONE] }, OLD));
  await server.put('file', 'abc');
  await target.connect(NEVER);
  expect((await list(target, '')).get('file')).toMatchObject({ modified: { ms: Date.UTC(2024, 0, 1) } });
});

test('how much of a long list has come is told while it comes', async () => {
  const { target } = await scripted({
    answer: async (command, { say, data }) => {
      if (command !== 'MLSD') return false;
      say('150 here it comes');
      const line = await data();
      for (let n = 0; n < 5; n += 1) {
        line.write(`type=file;size=1; file ${n}\r\n`);
        await expect.poll(() => seen.includes(n + 1)).toBe(true);
      }
      line.end();
      say(DONE);
      return true;
    },
  });
  const seen: number[] = [];
  await target.connect(NEVER);
  await list(target, '', { onSeen: (entries) => seen.push(entries) });
  expect(seen).toEqual(expect.arrayContaining([1, 2, 3, 4, 5]));
});

describe('S8: a name on record that LIST does not show', () => {
  const shown = { 'LIST -a': [['drwxr-xr-x 2 a a 5 Jan 01 2024 .', FILE], DONE] } as const;

  test.each([[OLD_FEATURES], [OLD_FEATURES.filter((line) => line !== 'SIZE')]])(
    'is deleted only if the server has nothing under it (it knows %j)',
    async (features) => {
      const { server, target } = await scripted(listing(shown, { features }));
      await server.put('misread', 'x');
      await mkdir(join(server.root, 'folder'));
      await target.connect(NEVER);
      const listed = await list(target, '', onRecord('file', 'misread', 'folder', 'gone'));
      expect(listed.get('folder')).toEqual(UNREADABLE);
      if (features.includes('SIZE')) expect(listed.get('misread')).toEqual(UNREADABLE);
      expect(listed.get('file')).toMatchObject({ kind: 'file' });
      expect(listed.has('gone')).toBe(false);
    },
  );

  test('is the other spelling of a shown one on a server that ignores case', async () => {
    const { target } = await scripted(
      listing(shown, {
        features: OLD_FEATURES,
        instead: (verb) => (verb === 'SIZE' ? { reply: '213 5' } : undefined),
      }),
    );
    await target.connect(NEVER);
    expect([...(await list(target, '', onRecord('File'))).keys()]).toEqual(['file']);
  });
});
