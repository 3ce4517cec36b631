import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UNREADABLE } from './list-line.js';
import { parseListLine } from './parse-list.js';

const NOW = Date.UTC(2026, 10, 29, 20, 0);

/** As the bytes arrive: UTF-8, one character a byte. */
function parse(line: string): ReturnType<typeof parseListLine> {
  return parseListLine(Buffer.from(line, 'utf8').toString('latin1'), NOW, false);
}

const FOLDER_ITSELF = { kind: 'folder-itself', withColumn: false };

describe('owners, groups and sizes that look like the parts of a date', () => {
  // proftpd tells the number of a group that has no name.
  const owner = fc.constantFrom('tester', 'root', '0', '1000');
  const group = fc.oneof(
    fc.integer({ min: 0, max: 99 }).map(String),
    fc.constantFrom('users', '1001', 'staff'),
  );
  const date = fc.constantFrom(
    'Nov 29 19:57',
    'May 10  2020',
    'Nov  1 08:00',
    '2026-11-22 10:43',
    '22 Nov 10:43',
  );
  const size = fc.integer({ min: 0, max: 99_999 });

  test('are never taken for one', () => {
    fc.assert(
      fc.property(owner, group, size, date, (user, members, bytes, told) => {
        const columns = `   3 ${user.padEnd(8)} ${members.padEnd(8)} ${String(bytes).padStart(8)} ${told} `;
        expect(parse(`drwxr-xr-x${columns}.`)).toEqual(FOLDER_ITSELF);
        expect(parse(`drwxr-xr-x${columns}..`)).toEqual(FOLDER_ITSELF);
        expect(parse(`-rw-r--r--${columns}my file`)).toMatchObject({
          items: [{ name: 'my file', entry: { kind: 'file', size: bytes } }],
        });
      }),
    );
  });

  test.each(['11月 22 10:43', '11月 22  2020'])('nor where the months are numbered: %s', (told) => {
    expect(parse(`-rw-r--r-- 3 0 0 4096 ${told} x`)).toMatchObject({
      items: [{ name: 'x', entry: { kind: 'file', size: 4096 } }],
    });
    expect(parse(`drwxr-xr-x 3 0 0 4096 ${told} .`)).toEqual(FOLDER_ITSELF);
  });

  test('S8: where both are a date, the entry is unreadable under both names', () => {
    expect(parse('-rw-r--r-- 3 jan 1 4096 Nov 29 19:57 my file')).toEqual({
      kind: 'entry',
      items: [
        { name: 'Nov 29 19:57 my file', entry: UNREADABLE },
        { name: 'my file', entry: UNREADABLE },
      ],
    });
  });

  test('a name that looks like a size and a date stays a name', () => {
    expect(parse('-rw-r--r-- 1 joe users 5 Nov 22 10:43 12 Nov 22 2026 final.pdf')).toMatchObject({
      items: [{ name: '12 Nov 22 2026 final.pdf', entry: { size: 5 } }],
    });
  });
});

describe('the folder itself and the one above', () => {
  test.each([
    'drwxr-xr-x 3 tester 1 4096 Nov 29 19:57 .',
    'drwxr-xr-x 3 tester 1 4096 May 10  2020 ..',
    'drwxr-xr-x 3 jan 1 4096 Nov 29 19:57 .',
    'drwxr-xr-x 3 jan 1 4096 Nov 29 19:57 ..',
    'drwxr-xr-x 3 joe users 4096 soon .',
    'drwxr-xr-x 3 joe users 4096 soon ..',
    'drwxr-xr-x 3 joe users 4096 Xyz 29 19:57 .',
  ])('are no entries, however little of the line is understood: %s', (line) => {
    expect(parse(line).kind).not.toBe('entry');
  });

  test('S8: a file of which no name is certain is no “.” either', () => {
    const line = parse('-rw-r--r-- 3 joe users soon a .');
    const names = line.kind === 'entry' ? line.items.map(({ name }) => name) : [];
    expect(names).toContain('a .');
    expect(names).not.toContain('.');
  });
});
