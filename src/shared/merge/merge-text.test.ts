import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encode, readExactly } from './encode.js';
import { agreedText, mergedByItself, mergeText, MOST_MERGED_BYTES, writeMerged } from './merge-text.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const utf16 = (text: string): Uint8Array =>
  encode(text, { encoding: 'utf-16le', marked: true }) ?? new Uint8Array();
const words = (bytes: Uint8Array | undefined): string | undefined =>
  bytes && Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

describe('merging two texts by itself', () => {
  const base = utf8('one\ntwo\nthree\nfour\n');
  const local = utf8('ONE\ntwo\nthree\nfour\n');
  const remote = utf8('one\ntwo\nthree\nFOUR\n');
  const both = 'ONE\ntwo\nthree\nFOUR\n';

  it('takes the changes of both', () => {
    expect(words(mergedByItself({ base, local, remote }))).toBe(both);
  });

  it('does nothing where it is not known what both were made from', () => {
    expect(mergedByItself({ local, remote })).toBeUndefined();
    expect(mergedByItself({ base: Uint8Array.of(0, 1, 2, 3), local, remote })).toBeUndefined();
  });

  it('does nothing where both changed the same line', () => {
    expect(mergedByItself({ base, local, remote: utf8('1\ntwo\nthree\nfour\n') })).toBeUndefined();
  });

  it.each([
    ['only the remote one was given other line ends', '\n', '\r\n', '\r\n'],
    ['only the local one was given other line ends', '\r\n', '\n', '\r\n'],
  ])('keeps line ends that were changed where %s', (_what, localEnd, remoteEnd, expected) => {
    const ended = (text: Uint8Array, end: string): Uint8Array =>
      utf8(new TextDecoder().decode(text).replaceAll('\n', end));
    const merged = mergedByItself({ base, local: ended(local, localEnd), remote: ended(remote, remoteEnd) });
    expect(words(merged)).toBe(both.replaceAll('\n', expected));
  });

  it('leaves mixed line ends in the lines that have them', () => {
    const merged = mergedByItself({
      base: utf8('a\r\nb\nc\nd\n'),
      local: utf8('a\r\nb\nc\nD\n'),
      remote: utf8('A\r\nb\nc\nd\n'),
    });
    expect(words(merged)).toBe('A\r\nb\nc\nD\n');
  });

  it('keeps a missing line end at the end of the text missing', () => {
    const merged = mergedByItself({
      base: utf8('a\nb\nc'),
      local: utf8('A\nb\nc'),
      remote: utf8('a\nb\nc'),
    });
    expect(words(merged)).toBe('A\nb\nc');
  });

  it.each([
    ['Latin-1', (text: string) => latin1(text)],
    ['UTF-8 with a mark', (text: string) => utf8(`\uFEFF${text}`)],
    ['UTF-16', utf16],
  ])('writes %s as it was', (_what, write) => {
    const merged = mergedByItself({
      base: write('Töpfe\nund\nPfannen\n'),
      local: write('Schöne Töpfe\nund\nPfannen\n'),
      remote: write('Töpfe\nund\nPfännchen\n'),
    });
    expect(words(merged)).toBe(words(write('Schöne Töpfe\nund\nPfännchen\n')));
  });

  const plain = 'cups\nand\npots\n';
  it.each([
    [
      'the remote one lost its last accent',
      latin1('cafés\nand\npots\n'),
      latin1('cafés\nand\nthé\n'),
      utf8(plain),
    ],
    [
      'the local one lost its last accent',
      latin1('cafés\nand\npots\n'),
      utf8(plain),
      latin1('cafés\nand\nthé\n'),
    ],
    ['only the remote one has accents', utf8(plain), utf8(plain), latin1('cups\nand\nthé\n')],
    ['only the local one has accents', utf8(plain), latin1('cups\nand\nthé\n'), utf8(plain)],
  ])('keeps the encoding of accents where %s', (_what, base, local, remote) => {
    expect(words(mergedByItself({ base, local, remote }))).toMatch(/^cups\nand\nthé\n$/);
  });

  it('writes as the local version is where each was given accents in an encoding of its own', () => {
    const base = utf8(plain);
    const local = utf8('thé\nand\npots\n');
    const remote = latin1('cups\nand\nthé\n');
    expect(words(mergedByItself({ base, local, remote }))).toBe(words(utf8('thé\nand\nthé\n')));
  });

  it('takes the encoding that has all letters', () => {
    const merging = mergeText({ local: latin1('Töpfe sind da\n'), remote: utf8('Töpfe sind 陶\n') });
    expect(merging).toMatchObject({ kind: 'merged', how: { encoding: 'utf-8' }, threeWay: false });
  });

  it('does not take a large, a binary or a wholly different file for one to be merged', () => {
    expect(mergeText({ local, remote: new Uint8Array(MOST_MERGED_BYTES + 1) }).kind).toBe('too-large');
    expect(mergeText({ local, remote: Uint8Array.of(1, 0, 2, 0, 0, 3) }).kind).toBe('no-text');
    const many = (word: string): Uint8Array =>
      utf8(Array.from({ length: 3000 }, (_, index) => word + String(index)).join('\n'));
    expect(mergeText({ local: many('a'), remote: many('b') }).kind).toBe('too-different');
  });

  it('writes nothing that the encoding lacks, or that is too large', () => {
    const how = { encoding: 'latin-1', marked: false, lineEnd: '\n' } as const;
    expect(writeMerged('陶', how)).toBeUndefined();
    expect(writeMerged('x'.repeat(MOST_MERGED_BYTES + 1), how)).toBeUndefined();
  });
});

const line = fc.constantFrom('a', 'b', 'ö', '', '陶');
const textOf = (end: string): fc.Arbitrary<string> =>
  fc.array(line, { maxLength: 9 }).map((lines) => lines.join(end));
const encodings = fc.constantFrom<Parameters<typeof encode>[1]>(
  { encoding: 'utf-8', marked: false },
  { encoding: 'utf-8-bom', marked: true },
  { encoding: 'latin-1', marked: false },
  { encoding: 'utf-16le', marked: true },
  { encoding: 'utf-16be', marked: false },
);
const any = fc
  .tuple(fc.oneof(textOf('\n'), textOf('\r\n'), textOf('\r'), fc.string({ unit: 'binary' })), encodings)
  .map(([text, how]) => encode(text, how) ?? utf8(text));

describe('any contents', () => {
  it('merge to the one that changed, byte by byte', () => {
    fc.assert(
      fc.property(any, any, (base, changed) => {
        if (readExactly(base) === undefined || readExactly(changed) === undefined) return;
        for (const [local, remote] of [
          [changed, base],
          [base, changed],
          [changed, changed],
        ] as const)
          expect(words(mergedByItself({ base, local, remote }))).toBe(words(changed));
      }),
    );
  });

  it('are written again as they were read', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const text = readExactly(bytes);
        if (text !== undefined) expect(words(encode(text.text, text))).toBe(words(bytes));
      }),
    );
  });

  it('come to a text without conflicts exactly where no chunk is one', () => {
    fc.assert(
      fc.property(any, any, any, (base, local, remote) => {
        const merging = mergeText({ base, local, remote });
        if (merging.kind !== 'merged') return;
        const isClean = merging.chunks.every(({ kind }) => kind === 'agreed');
        expect(agreedText(merging.chunks) !== undefined).toBe(isClean);
      }),
    );
  });
});
