import { describe, expect, test } from 'vitest';
import { ListingReader } from './listing-reader.js';
import { EndlessListing, FOLDER_ITSELF, parseMlsdLine, UnreadableListing } from './parse-mlsd.js';

const BOUNDS = { entries: 3, bytes: 1000, line: 100 };
const line = (name: string): string => `type=file;size=1;modify=20240101000000; ${name}\r\n`;

function read(text: string, pieceBytes: number): ListingReader<ReturnType<typeof parseMlsdLine>> {
  const reader = new ListingReader(parseMlsdLine, BOUNDS);
  const bytes = Buffer.from(text, 'latin1');
  for (let at = 0; at < bytes.length; at += pieceBytes) reader.take(bytes.subarray(at, at + pieceBytes));
  return reader;
}

describe('a listing', () => {
  test.each([1, 2, 7, 1000])('is read alike in chunks of %d bytes', (pieceBytes) => {
    const text = `${line('one')}${line('two words ')}\r\n${line('three').trimEnd()}`;
    const listed = read(text, pieceBytes).end();
    expect(listed.map((one) => (one === FOLDER_ITSELF ? '.' : one.name))).toEqual([
      'one',
      'two words ',
      'three',
    ]);
  });

  test('counts what has come so far, empty lines aside', () => {
    expect(read('\r\n\r\n', 1000).count).toBe(0);
    expect(read(line('one'), 1000).count).toBe(1);
  });

  test.each([
    ['entries', ['a', 'b', 'c', 'd'].map(line).join('')],
    ['bytes in a line', line('x'.repeat(100))],
    ['bytes in a line that has no end yet', 'x'.repeat(101)],
    ['bytes', '\r\n'.repeat(501)],
  ])('with too many %s is given up', (_what, text) => {
    expect(() => read(text, 50)).toThrow(EndlessListing);
  });

  test('with a line that cannot be read is given up at once', () => {
    expect(() => read(`garbage\r\n`, 50)).toThrow(UnreadableListing);
  });
});
