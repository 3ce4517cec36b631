import { describe, expect, it } from 'vitest';
import { decode } from './decode.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const utf16 = (text: string, order: 'le' | 'be', mark = false): Uint8Array =>
  Uint8Array.from(
    Array.from(mark ? `\uFEFF${text}` : text).flatMap((letter) => {
      const code = letter.charCodeAt(0);
      const pair = [code & 0xff, code >> 8];
      return order === 'le' ? pair : pair.reverse();
    }),
  );

describe('the encoding of a text', () => {
  it.each([
    ['plain letters', utf8('Pots and pans\n'), 'utf-8', 'Pots and pans\n'],
    ['nothing', utf8(''), 'utf-8', ''],
    ['UTF-8', utf8('Töpfe – 陶器 🏺'), 'utf-8', 'Töpfe – 陶器 🏺'],
    ['UTF-8 with a mark', utf8('\uFEFFTöpfe'), 'utf-8-bom', 'Töpfe'],
    ['UTF-16 with a mark', utf16('Töpfe', 'le', true), 'utf-16le', 'Töpfe'],
    ['UTF-16 the other way round', utf16('Töpfe', 'be', true), 'utf-16be', 'Töpfe'],
    ['UTF-16 without a mark', utf16('Pots and pans', 'le'), 'utf-16le', 'Pots and pans'],
    ['UTF-16 the other way round without a mark', utf16('Pots', 'be'), 'utf-16be', 'Pots'],
    ['Latin-1', latin1('Die Töpfe sind schön'), 'latin-1', 'Die Töpfe sind schön'],
    ['colours of a terminal', utf8('\u001b[31mred\u001b[0m'), 'utf-8', '\u001b[31mred\u001b[0m'],
  ])('of %s', (_what, bytes, encoding, text) => {
    expect(decode(bytes)).toMatchObject({ encoding, text });
  });

  it.each([
    ['a PNG', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13)],
    ['zeros', new Uint8Array(16)],
    ['controls', Uint8Array.of(1, 2, 3, 4, 5, 6)],
    ['any bytes', Uint8Array.from({ length: 256 }, (_, index) => 250 - (index % 190))],
  ])('is none for %s', (_what, bytes) => {
    expect(decode(bytes)).toBeUndefined();
  });

  it('is told although the bytes end in the middle of a letter', () => {
    const bytes = utf8('Töpfe 陶').subarray(0, -1);
    expect(decode(bytes)?.encoding).not.toBe('utf-8');
    expect(decode(bytes, true)).toMatchObject({ encoding: 'utf-8', text: 'Töpfe ' });
  });
});

describe('the line ends of a text', () => {
  it.each([
    ['one line', 'none'],
    ['a\nb\n', 'lf'],
    ['a\r\nb\r\n', 'crlf'],
    ['a\rb', 'cr'],
    ['a\r\nb\n', 'mixed'],
    ['a\n\rb', 'mixed'],
  ])('of %j are %s', (text, lineEnds) => {
    expect(decode(utf8(text))).toMatchObject({ lineEnds });
  });
});
