import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Listed } from '../../target.js';
import { UNKNOWN_FORM, settle, type ListForm } from './list-form.js';
import { UNREADABLE } from './list-line.js';
import { parseListLine } from './parse-list.js';
import { UnreadableListing } from './parse-mlsd.js';

const NOW = Date.UTC(2026, 10, 22, 12, 0);
const SECOND = 1000;
const MINUTE = 60_000;
const DAY = 86_400_000;

/** As the bytes arrive: UTF-8, one character a byte. */
function wire(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

function read(lines: readonly string[], before: ListForm = UNKNOWN_FORM, now = NOW): readonly Listed[] {
  return settle(
    lines.map((line, index) => parseListLine(wire(line), now, index === 0)),
    before,
  ).listed.map(({ name, entry }) => ({ name: Buffer.from(name, 'latin1').toString('utf8'), entry }));
}

function one(line: string, now = NOW): Listed | undefined {
  return read([line], UNKNOWN_FORM, now)[0];
}

/** The time of the last line, and how finely it tells it. */
function timeOf(lines: string | readonly string[], now = NOW): readonly [string, number] | undefined {
  const entry = read(typeof lines === 'string' ? [lines] : lines, UNKNOWN_FORM, now).at(-1)?.entry;
  if (entry?.kind !== 'file' || entry.modified === undefined) return undefined;
  return [new Date(entry.modified.ms).toISOString(), entry.modified.precisionMs];
}

describe('a line of LIST as Unix writes it', () => {
  test.each([
    ['-rw-r--r--    1 65534    65534           5 Nov 22 10:43 a b', 'a b'],
    ['-rw-r--r-- 1 1 1            5 Nov 22 10:43  leading', ' leading'],
    ['-rw-r--r-- 1 joe users 5 Nov 22 10:43 trailing ', 'trailing '],
    ['-rw-r--r--+ 1 joe 5 Nov 22 10:43 no group', 'no group'],
    ['-rw-r--r-- joe users 5 Nov 22 10:43 no links', 'no links'],
    ['-rw-r--r-- 5 Nov 22 10:43 no owner', 'no owner'],
    ['-rw-r--r-- 1 domain users people of ftp 5 Nov 22 10:43 x', 'x'],
    ['-rw-r--r-- 1 joe users 5 22 Nov 10:43 day first', 'day first'],
    ['-rw-r--r-- 1 joe users 5 2026-11-22 10:43 iso', 'iso'],
    ['-rw-r--r-- 1 joe users 5 Nov 22 10:43 5 Nov 22 10:43 date', '5 Nov 22 10:43 date'],
    ['-rw-r--r-- 1 joe users 5 Nov 22 10:43 a -> b', 'a -> b'],
    ['-rw-r--r--    1 root     root             5 Sun Nov 22 10:43:05 2026 busybox', 'busybox'],
    ['-rwxrwx---   1 QSYS    0       20480 Nov 22 10:43 IBM i', 'IBM i'],
    ['-rwxrwxrwx   1 owner    group               5 Nov 22 10:43 IIS', 'IIS'],
    ['-rw-r--r-- 1 ftp ftp              5 Nov 22  2025 FileZilla', 'FileZilla'],
    ['- [RWCEAFMS] anna                        5 Nov 22 10:43 NetWare', 'NetWare'],
    ['-rw-r--r-- 1 joe users 5 Nov 22 10:43 ..', undefined],
    ['total 12', undefined],
    ['', undefined],
  ])('%j names %j', (line, name) => {
    expect(one(line)?.name).toBe(name);
    expect(one(line)?.entry ?? UNREADABLE).toMatchObject(name === undefined ? UNREADABLE : { kind: 'file' });
  });

  test.each([
    ['drwxr-xr-x 2 0 0 4096 Nov 22 10:43 d', { kind: 'folder' }],
    ['d [RWCEAFMS] admin 512 Nov 22 10:43 d', { kind: 'folder' }],
    ['drwxrwxr-x               folder        2 Nov 22  1995 d', { kind: 'folder' }],
    ['lrwxrwxrwx 1 0 0 4 Nov 22 10:43 l -> to', { kind: 'other', what: 'symbolic-link' }],
    ['crw-rw-rw- 1 0 0 1, 3 Nov 22 10:43 null', { kind: 'other', what: 'device' }],
    ['prw-rw-rw- 1 0 0 0 Nov 22 10:43 pipe', { kind: 'other', what: 'device' }],
  ])('%j is %j', (line, entry) => {
    expect(one(line)?.entry).toEqual(entry);
  });

  test('a symbolic link goes by its own name, and by each that it may have where that is not certain', () => {
    expect(one('lrwxrwxrwx 1 0 0 4 Nov 22 10:43 l -> to')?.name).toBe('l');
    const names = read(['lrwxrwxrwx 1 0 0 4 Nov 22 10:43 a -> b -> c']).map(({ name }) => name);
    expect(names).toEqual(['a', 'a -> b']);
  });

  test.each([
    ['Nov 22 10:43', NOW, '2026-11-22T10:43:00.000Z', MINUTE],
    ['Nov 23 09:00', NOW, '2026-11-23T09:00:00.000Z', MINUTE],
    ['Nov 24 10:43', NOW, '2025-11-24T10:43:00.000Z', MINUTE],
    ['Dec 31 23:59', NOW, '2025-12-31T23:59:00.000Z', MINUTE],
    ['Jan  1 00:10', Date.UTC(2025, 11, 31, 23, 50), '2026-01-01T00:10:00.000Z', MINUTE],
    ['Feb 29 08:00', NOW, '2024-02-29T08:00:00.000Z', MINUTE],
    ['Mar  5  2019', NOW, '2019-03-05T00:00:00.000Z', DAY],
    ['2026-11-22 10:43:05', NOW, '2026-11-22T10:43:05.000Z', SECOND],
    ['2026-11-22 10:43:05.123456789 +0100', NOW, '2026-11-22T09:43:05.123Z', 1],
    ['11-22 10:43', NOW, '2026-11-22T10:43:00.000Z', MINUTE],
    ['2019-03-05 ', NOW, '2019-03-05T00:00:00.000Z', DAY],
    ['22.11.2026 10:43', NOW, '2026-11-22T10:43:00.000Z', MINUTE],
    ['Sun Nov 22 10:43:05 2026', NOW, '2026-11-22T10:43:05.000Z', SECOND],
    ['26. Juli 10:43', NOW, '2026-07-26T10:43:00.000Z', MINUTE],
    ['marras 22 10:43', NOW, '2026-11-22T10:43:00.000Z', MINUTE],
    ['22 nov.  10:43', NOW, '2026-11-22T10:43:00.000Z', MINUTE],
    ['3 févr.  2020', NOW, '2020-02-03T00:00:00.000Z', DAY],
    ['Mär 3 2020', NOW, '2020-03-03T00:00:00.000Z', DAY],
    ['ene 3 2020', NOW, '2020-01-03T00:00:00.000Z', DAY],
    ['3 paź 2020', NOW, '2020-10-03T00:00:00.000Z', DAY],
    ['3. říj 2020', NOW, '2020-10-03T00:00:00.000Z', DAY],
    ['22 ноя 10:43', NOW, '2026-11-22T10:43:00.000Z', MINUTE],
    ['Ağu 3 2020', NOW, '2020-08-03T00:00:00.000Z', DAY],
    ['11月 22 10:43', NOW, '2026-11-22T10:43:00.000Z', MINUTE],
    [' 3月  3  2020', NOW, '2020-03-03T00:00:00.000Z', DAY],
    ['11月22日 10:43', NOW, '2026-11-22T10:43:00.000Z', MINUTE],
    ['2020年3月3日', NOW, '2020-03-03T00:00:00.000Z', DAY],
    ['11월 22 10:43', NOW, '2026-11-22T10:43:00.000Z', MINUTE],
  ])('%s, seen at %d, is %s', (date, now, iso, precision) => {
    expect(timeOf(`-rw-r--r-- 1 0 0 5 ${date} x`, now)).toEqual([iso, precision]);
    expect(one(`-rw-r--r-- 1 0 0 5 ${date} x`, now)?.name).toBe('x');
  });

  test.each([
    ['windows-1252', 'M\xe4r 3 2020', '2020-03-03T00:00:00.000Z'],
    ['windows-1251', '3 \xec\xe0\xf0 2020', '2020-03-03T00:00:00.000Z'],
    ['GBK', '3\xd4\xc2  3  2020', '2020-03-03T00:00:00.000Z'],
  ])('a month in bytes of %s is read', (_encoding, date, iso) => {
    const line = parseListLine(`-rw-r--r-- 1 0 0 5 ${date} x`, NOW, true);
    const entry = settle([line], UNKNOWN_FORM).listed[0]?.entry;
    expect(entry).toMatchObject({ kind: 'file', modified: { ms: Date.parse(iso) } });
  });

  test.each([
    'Xyz 22 10:43',
    // A month in Finnish begins as one in English: it is another one.
    'maali 22 10:43',
    // October in Croatian, November in Polish and Czech
    'lis 22 10:43',
    'Feb 31 10:43',
    'Feb 31 2019',
    'Nov  0 2019',
    'Nov 32 2019',
    'Nov 22 25:00',
    'Nov 22 10:60',
    'Nov 22 0000',
    '2026-13-01 10:43',
    '2026-02-31 10:43',
    '0000-00-00 00:00',
    '13月 22 10:43',
  ])('%s leaves the time out, not the file', (date) => {
    expect(one(`-rw-r--r-- 1 0 0 5 ${date} x`)).toEqual({
      name: 'x',
      entry: { kind: 'file', size: 5, modified: undefined, permissions: 0o644 },
    });
  });

  test.each([
    ['rw-r--r--', 0o644],
    ['rwxr-x--x', 0o751],
    ['rwsr-sr-t', 0o755],
    ['rwSr-Sr-T', 0o644],
    ['---------', 0],
  ])('of the mode %s tells the permissions', (mode, permissions) => {
    expect(one(`-${mode} 1 0 0 5 Nov 22 10:43 x`)?.entry).toMatchObject({ permissions });
  });

  test.each(['-5', '9007199254740993', '99999999999999999999999', 'x', '4.0K', 'NaN', '1.5'])(
    'with the impossible size %s is one unreadable entry (S8)',
    (size) => {
      expect(
        read([`-rw-r--r-- 1 0 0 ${size} Nov 22 10:43 y`, '-rw-r--r-- 1 0 0 1 Nov 22 10:43 z']),
      ).toMatchObject([
        { name: 'y', entry: UNREADABLE },
        { name: 'z', entry: { kind: 'file', size: 1 } },
      ]);
    },
  );

  test('without a date that can be told is unreadable under every name that it may have (S8)', () => {
    const names = read(['-rw-r--r-- 1 joe 5 soon my file']);
    expect(names.map(({ name }) => name)).toContain('my file');
    expect(new Set(names.map(({ entry }) => entry))).toEqual(new Set([UNREADABLE]));
  });
});

describe('a year behind the time of day', () => {
  const line = (text: string): string => `-rw-r--r-- 1 joe users 5 May 28 19:50 ${text}`;
  const names = (lines: readonly string[], before = UNKNOWN_FORM): readonly string[] =>
    read(lines, before).map(({ name }) => name);

  test('is part of the date where the folder itself has it', () => {
    const lines = ['drwxr-xr-x 2 joe users 4096 May 28 19:50 2023 .', line('2023 f')];
    expect(names(lines)).toEqual(['f']);
    expect(timeOf(lines)).toEqual(['2023-05-28T19:50:00.000Z', MINUTE]);
  });

  test.each(['drwxr-xr-x 2 joe users 4096 May 28 19:50 .', line('g'), '-rw-r--r-- 1 0 0 5 May 28  2021 old'])(
    'is part of the name where another line does without: %j',
    (other) => {
      expect(names([line('2023 f'), other])).toContain('2023 f');
    },
  );

  test('is neither where nothing tells, and what earlier lists have told counts', () => {
    const { listed, open, form } = settle([parseListLine(line('2023 f'), NOW, true)], UNKNOWN_FORM);
    expect(listed).toEqual([]);
    expect(open).toMatchObject([{ plain: { name: '2023 f' }, withColumn: { name: 'f' } }]);
    expect(form.column).toBe('unknown');
    expect(names([line('2023 f')], { ...UNKNOWN_FORM, column: 'present' })).toEqual(['f']);
    expect(names([line('2023 f')], { ...UNKNOWN_FORM, column: 'absent' })).toEqual(['2023 f']);
  });
});

describe('a line of LIST as DOS writes it', () => {
  test.each([
    ['11-22-26  10:43AM                  123 a b.txt', '2026-11-22T10:43:00.000Z'],
    ['11-22-2026  12:01AM                  123 x', '2026-11-22T00:01:00.000Z'],
    ['11-22-98  12:01PM                  123 x', '1998-11-22T12:01:00.000Z'],
    ['05-06-26  01:01PM                  123 x', '2026-05-06T13:01:00.000Z'],
    ['11-22-26  22:43                  123 x', '2026-11-22T22:43:00.000Z'],
    ['2026-11-05  22:43                  123 x', '2026-11-05T22:43:00.000Z'],
    ['05.06.2026  22:43                  123 x', '2026-06-05T22:43:00.000Z'],
    ['22/11/2026  22:43                  123 x', '2026-11-22T22:43:00.000Z'],
  ])('%j is of %s', (line, iso) => {
    expect(timeOf(line)).toEqual([iso, MINUTE]);
  });

  test.each([
    '05/06/2026  22:43 123 x',
    '05-06-26  22:43 123 x',
    '31-02-2026  22:43 123 x',
    '11-22-26  13:43PM 1 x',
  ])('%j is of no time that is known', (line) => {
    expect(one(line)).toMatchObject({ name: 'x', entry: { kind: 'file' } });
    expect(timeOf(line)).toBeUndefined();
  });

  test('tells the order of its dates by one that has only one', () => {
    const first = '28-05-2026  10:43AM 1 a';
    expect(timeOf([first, '05-06-2026  10:43AM 1 b'])).toEqual(['2026-06-05T10:43:00.000Z', MINUTE]);
    expect(timeOf(['05/28/2026  10:43 1 a', '05/06/2026  10:43 1 b'])).toEqual([
      '2026-05-06T10:43:00.000Z',
      MINUTE,
    ]);
    expect(timeOf([first, '05-28-2026  10:43 1 c', '05-06-2026  10:43 1 b'])).toBeUndefined();
  });

  test.each([
    ['9,730', 9730],
    ['9.730', 9730],
    ['1,234,567', 1_234_567],
    ['0', 0],
  ])('has %s bytes', (size, bytes) => {
    expect(one(`11-22-26  10:43AM    ${size} x`)?.entry).toMatchObject({ kind: 'file', size: bytes });
  });

  test('tells folders from files', () => {
    expect(one('11-22-26  10:43AM       <DIR>          my folder')).toEqual({
      name: 'my folder',
      entry: { kind: 'folder' },
    });
    expect(one('01-01-98  08:00AM       <DIR>          Flash File Store')?.name).toBe('Flash File Store');
  });
});

describe('a line of LIST in another form', () => {
  test.each([
    [
      '+i8388621.29609,m1600000000,r,s5,\tf x',
      { kind: 'file', size: 5, modified: { ms: 16e11, precisionMs: SECOND } },
    ],
    ['+i8388621.44468,m839956783,/,\td', { kind: 'folder' }],
    ['+m1600000000,r,\tno size', UNREADABLE],
    ['+s5,\tno kind', UNREADABLE],
    ['QSYS            77824 28/02/23 15:09:55 *STMF      f', { kind: 'file', size: 77_824 }],
    ['QSYS            77824 02/28/23 15:09:55 *DIR       d/', { kind: 'folder' }],
    ['QSYS                                    *MEM       F.FILE/M.MBR', UNREADABLE],
    ['type=file;size=5;modify=20261122104305; f', { kind: 'file', size: 5 }],
    ['type=dir; d', { kind: 'folder' }],
  ])('%j is read', (line, entry) => {
    expect(one(line)?.entry).toMatchObject(entry);
  });
});

test.each([
  'total 12',
  'total 0',
  'total 12 ko',
  'insgesamt 12',
  '总用量 12',
  '合計 12',
  '합계 12',
  'итого 12',
  'razem 12',
  'yhteensä 12',
  'celkem 12K',
  'i alt 12',
  'összesen 12',
])('“%s” at the beginning is no entry, and no proof of a list', (line) => {
  expect(parseListLine(wire(line), NOW, true)).toEqual({ kind: 'nothing' });
});

test.each([
  'garbage',
  'ls: cannot open: denied',
  'ls: cannot open directory .: Permission denied',
  '/bin/ls: -a: No such file or directory',
  'Permission denied',
  '550 failed',
  '226 Transfer complete',
])('%j is not passed over: what it hides is unknown (S8)', (line) => {
  expect(() => parseListLine(line, NOW, true)).toThrow(UnreadableListing);
});

test('a heading is one at the beginning only', () => {
  expect(() => parseListLine('insgesamt 12', NOW, false)).toThrow(UnreadableListing);
});

const anyName = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => {
  return !/[\r\n\u2028\u2029\0]/.test(text) && text !== '.' && text !== '..' && text.isWellFormed();
});

test('every name comes back as it was written', () => {
  const folder = 'drwxr-xr-x 1 joe users 5 Nov 22 10:43 .';
  fc.assert(
    fc.property(anyName, (text) => {
      const [item] = read([folder, `-rw-r--r-- 1 joe users 5 Nov 22 10:43 ${text}`]);
      expect(item?.name).toBe(text);
    }),
  );
});

test('S8: no line passes for less than it is, and no time is out of range', () => {
  const word = fc.oneof(
    fc.constantFrom(
      '-rw-r--r--',
      'drwxr-xr-x',
      '1',
      '-5',
      'Nov',
      'Feb',
      '31',
      '22',
      '10:43',
      '99:99',
      '2023',
      '0000',
    ),
    fc.constantFrom(
      '11-22-26',
      '31.02.2026',
      '10:43AM',
      '<DIR>',
      '+m99999999999999,r,s5,\tx',
      'type=file;',
      '.',
      'f',
    ),
    fc.string({ maxLength: 8 }),
  );
  const line = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '));
  fc.assert(
    fc.property(line, (text) => {
      let listed: readonly Listed[];
      try {
        listed = read([text.replace(/[\r\n]/g, ' ')]);
      } catch (error) {
        expect(error).toBeInstanceOf(UnreadableListing);
        return;
      }
      for (const { name, entry } of listed) {
        expect(name).not.toBe('');
        if (entry.kind !== 'file') continue;
        expect(Number.isSafeInteger(entry.size) && entry.size >= 0).toBe(true);
        if (entry.modified !== undefined)
          expect(Math.abs(entry.modified.ms)).toBeLessThan(Date.UTC(10_000, 0));
      }
    }),
    { numRuns: 2000 },
  );
});

test('every line is read or refused in the end, however it is made', () => {
  const hostile = [
    `-rw-r--r-- ${'1 '.repeat(16_000)}`,
    `-rw-r--r-- ${' '.repeat(32_000)}x`,
    `-rw-r--r-- ${'Nov 22 '.repeat(4_000)}`,
    `11-22-26 10:43AM ${'1,'.repeat(16_000)} x`,
    `${'a'.repeat(32_000)} 1`,
    'a=b;'.repeat(8_000),
    `+${','.repeat(32_000)}`,
    `Q ${' '.repeat(32_000)}*X`,
    `0 files ${' '.repeat(32_000)}x`,
  ];
  for (const line of hostile) {
    try {
      parseListLine(line, NOW, true);
    } catch (error) {
      expect(error).toBeInstanceOf(UnreadableListing);
    }
  }
  expect(hostile).toHaveLength(9);
});
