import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAnswer } from './answer.js';
import { textDifference } from './text-difference.js';

describe('an answer about a conflict', () => {
  it.each([
    ['l', 'local', false],
    [' R ', 'remote', true],
    ['o', 'older', false],
    ['N', 'newer', true],
    ['S', 'skip', true],
    ['b', 'compare', false],
    ['B', 'compare', false],
    ['d', 'difference', false],
    ['h', 'help', false],
  ])('%s means %s', (text, choice, all) => {
    expect(readAnswer(text)).toEqual({ choice, all });
  });

  it.each(['', 'x', 'local', 'constructor'])('is not “%s”', (text) => {
    expect(readAnswer(text)).toBeUndefined();
  });
});

describe('the difference of two texts', () => {
  it('shows what differs, and a little around it', () => {
    const before = '1\n2\n3\n4\n5\n6\nold\n8\n9\n10\n11\n12\n13\n14\n15\nlast\n';
    const after = '1\n2\n3\n4\n5\n6\nnew\n8\n9\n10\n11\n12\n13\n14\n15\nlast\nmore\n';
    expect(textDifference(before, after)).toEqual([
      ...['  4', '  5', '  6', '- old', '+ new', '  8', '  9', '  10', '...'],
      ...['  14', '  15', '  last', '+ more'],
    ]);
  });

  const lines = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 });
  it('holds every line that one of them has alone, and no more of them than need be', () => {
    fc.assert(
      fc.property(lines, lines, (a, b) => {
        const shown = textDifference(a.join('\n'), b.join('\n')) ?? [];
        const count = (sign: string): number => shown.filter((line) => line.startsWith(sign)).length;
        if (a.join('\n') === b.join('\n')) expect(shown).toEqual([]);
        expect(count('+ ') - count('- ')).toBe(textLines(b) - textLines(a));
      }),
    );
  });

  it('is not looked for where there is too much', () => {
    const many = (word: string): string =>
      Array.from({ length: 5000 }, (_, index) => `${word}${index}`).join('\n');
    expect(textDifference(many('a'), many('b'))).toBeUndefined();
  });
});

function textLines(lines: readonly string[]): number {
  const text = lines.join('\n');
  return text === '' ? 0 : text.split('\n').length;
}
