import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseListLine } from './parse-list.js';
import { UnreadableListing } from './parse-mlsd.js';

const NOW = Date.UTC(2026, 10, 22, 12, 0);
const MINUTE = 60_000;
const DAY = 86_400_000;

function timeOf(line: string, now = NOW): readonly [string, number] | undefined {
  const entry = parseListLine(line, now)?.entry;
  if (entry?.kind !== 'file' || entry.modified === undefined) return undefined;
  return [new Date(entry.modified.ms).toISOString(), entry.modified.precisionMs];
}

describe('a line of LIST as Unix writes it', () => {
  test.each([
    ['-rw-r--r--    1 65534    65534           5 Nov 22 10:43 a b', 'a b'],
    ['-rw-r--r-- 1 1 1            5 Nov 22 10:43  leading', ' leading'],
    ['-rw-r--r-- 1 joe users 5 Nov 22 10:43 trailing ', 'trailing '],
    ['-rw-r--r--+ 1 joe 5 Nov 22 10:43 no group', 'no group'],
    ['-rw-r--r-- 1 domain users people of ftp 5 Nov 22 10:43 x', 'x'],
    ['-rw-r--r-- 1 joe users 5 22 Nov 10:43 day first', 'day first'],
    ['-rw-r--r-- 1 joe users 5 2026-11-22 10:43 iso', 'iso'],
    ['-rw-r--r-- 1 joe users 5 Nov 22 10:43 5 Nov 22 10:43 date', '5 Nov 22 10:43 date'],
    ['-rw-r--r-- 1 joe users 5 Nov 22 10:43 a -> b', 'a -> b'],
    ['-rw-r--r-- 1 joe users 5 Nov 22 10:43 ..', undefined],
    ['total 12', undefined],
    ['', undefined],
  ])('%j names %j', (line, name) => {
    expect(parseListLine(line, NOW)?.name).toBe(name);
  });

  test.each([
    ['drwxr-xr-x 2 0 0 4096 Nov 22 10:43 d', { kind: 'folder' }],
    ['lrwxrwxrwx 1 0 0 4 Nov 22 10:43 l -> to', { kind: 'other', what: 'symbolic-link' }],
    ['crw-rw-rw- 1 0 0 1, 3 Nov 22 10:43 null', { kind: 'other', what: 'device' }],
    ['prw-rw-rw- 1 0 0 0 Nov 22 10:43 pipe', { kind: 'other', what: 'device' }],
  ])('%j is %j', (line, entry) => {
    expect(parseListLine(line, NOW)?.entry).toEqual(entry);
  });

  test('a symbolic link goes by its own name', () => {
    expect(parseListLine('lrwxrwxrwx 1 0 0 4 Nov 22 10:43 l -> to', NOW)?.name).toBe('l');
  });

  test.each([
    ['Nov 22 10:43', NOW, '2026-11-22T10:43:00.000Z', MINUTE],
    ['Nov 23 09:00', NOW, '2026-11-23T09:00:00.000Z', MINUTE],
    ['Nov 24 10:43', NOW, '2025-11-24T10:43:00.000Z', MINUTE],
    ['Dec 31 23:59', NOW, '2025-12-31T23:59:00.000Z', MINUTE],
    ['Jan  1 00:10', Date.UTC(2025, 11, 31, 23, 50), '2026-01-01T00:10:00.000Z', MINUTE],
    ['Feb 29 08:00', NOW, '2024-02-29T08:00:00.000Z', MINUTE],
    ['Mar  5  2019', NOW, '2019-03-05T00:00:00.000Z', DAY],
  ])('%s, seen at %d, is %s', (date, now, iso, precision) => {
    expect(timeOf(`-rw-r--r-- 1 0 0 5 ${date} x`, now)).toEqual([iso, precision]);
  });

  test('a month in a language that nobody knows leaves the time out, not the file', () => {
    expect(parseListLine('-rw-r--r-- 1 0 0 5 Xyz 22 10:43 x', NOW)).toEqual({
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
    expect(parseListLine(`-${mode} 1 0 0 5 Nov 22 10:43 x`, NOW)?.entry).toMatchObject({ permissions });
  });
});

describe('a line of LIST as DOS writes it', () => {
  test.each([
    ['11-22-26  10:43AM                  123 a b.txt', '2026-11-22T10:43:00.000Z'],
    ['11-22-2026  12:01AM                  123 x', '2026-11-22T00:01:00.000Z'],
    ['11-22-98  12:01PM                  123 x', '1998-11-22T12:01:00.000Z'],
    ['11-22-26  22:43                  123 x', '2026-11-22T22:43:00.000Z'],
  ])('%j is of %s', (line, iso) => {
    expect(timeOf(line)).toEqual([iso, MINUTE]);
  });

  test('tells folders from files', () => {
    expect(parseListLine('11-22-26  10:43AM       <DIR>          my folder', NOW)).toEqual({
      name: 'my folder',
      entry: { kind: 'folder' },
    });
  });
});

test.each(['garbage', 'ls: cannot open: denied', '-rw-r--r-- 1 0 0 x Nov 22 10:43 y', '550 failed'])(
  '%j is not passed over: what it hides is unknown (S8)',
  (line) => {
    expect(() => parseListLine(line, NOW)).toThrow(UnreadableListing);
  },
);

test('every name comes back as it was written', () => {
  const name = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => {
    return !/[\r\n\u2028\u2029\0]/.test(text) && text !== '.' && text !== '..';
  });
  fc.assert(
    fc.property(name, (text) => {
      expect(parseListLine(`-rw-r--r-- 1 joe users 5 Nov 22 10:43 ${text}`, NOW)?.name).toBe(text);
    }),
  );
});
