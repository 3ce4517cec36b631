import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineChanges } from './line-changes.js';
import { mergeLines, type MergeChunk } from './merge-lines.js';

const lines = (text: string): readonly string[] => (text === '' ? [] : text.split(' '));

/** Chunks as `agreed lines <local|remote> agreed lines`. */
function written(chunks: readonly MergeChunk[] | undefined): string | undefined {
  return chunks
    ?.map((chunk) =>
      chunk.kind === 'agreed'
        ? chunk.lines.join(' ')
        : `<${chunk.local.join(' ')}|${chunk.remote.join(' ')}>`,
    )
    .join(' ');
}

describe('merging lines', () => {
  it.each([
    ['takes what only one changed', '1 2 3 4 5', '1 L 3 4 5', '1 2 3 R 5', '1 L 3 R 5'],
    ['takes what both changed alike', '1 2 3', '1 X 3', '1 X 3', '1 X 3'],
    ['takes what one added and the other deleted elsewhere', '1 2 3 4', '0 1 2 3 4', '1 2 3', '0 1 2 3'],
    ['asks where both changed a line', '1 2 3', '1 L 3', '1 R 3', '1 <L|R> 3'],
    ['asks where one changed a line and the other deleted it', '1 2 3', '1 L 3', '1 3', '1 <L|> 3'],
    ['asks where changes touch', '1 2 3 4', '1 L 3 4', '1 2 R 4', '1 <L 3|2 R> 4'],
    ['asks where both added at one place', '1 2', '1 L 2', '1 R 2', '1 <L|R> 2'],
    ['asks about no more than what differs', '1 2', '1 a L b 2', '1 a R b 2', '1 a <L|R> b 2'],
    ['asks where both added to an empty text', '', 'L', 'R', '<L|R>'],
    ['keeps what both left', '1 2 3', '1 2 3', '1 2 3', '1 2 3'],
    ['asks where one deleted all', '1 2', '', '1 R', '<|1 R>'],
  ])('%s', (_what, base, local, remote, merged) => {
    expect(written(mergeLines(lines(base), lines(local), lines(remote)))).toBe(merged);
  });

  it.each([
    ['1 2 3', '1 L 3', '1 <2|L> 3'],
    ['1 2', '1 2', '1 2'],
    ['', '1', '<|1>'],
    ['1 2', '2 3', '<1|> 2 <|3>'],
  ])('without a base asks about all that differs between “%s” and “%s”', (local, remote, merged) => {
    expect(written(mergeLines(undefined, lines(local), lines(remote)))).toBe(merged);
  });

  it('takes however much was added in one place', () => {
    const many = Array.from({ length: 5000 }, (_, index) => String(index));
    expect(written(mergeLines(['a', 'b', 'c'], ['a', 'b', ...many, 'c'], ['A', 'b', 'c']))).toBe(
      ['A', 'b', ...many, 'c'].join(' '),
    );
  });

  it('gives up where nearly everything differs', () => {
    const many = (word: string): string[] => Array.from({ length: 1500 }, (_, index) => `${word}${index}`);
    expect(mergeLines(many('o'), many('l'), many('o'))).toBeUndefined();
    expect(mergeLines(undefined, many('l'), many('r'))).toBeUndefined();
  });

  it.each([
    ['changed', (many: readonly string[], at: number) => many.toSpliced(at, 1, `not ${at}`)],
    ['swapped', (many: readonly string[], at: number) => many.toSpliced(at, 2, `${at + 1}`, `${at}`)],
  ])('gives up with more than 500 lines that were %s', (_what, change) => {
    const many = Array.from({ length: 4800 }, (_, index) => String(index));
    const after = (count: number): readonly string[] =>
      Array.from({ length: count }, (_, index) => index * 8).reduce(change, many);
    expect(lineChanges(many, after(500))).toBeDefined();
    expect(lineChanges(many, after(501))).toBeUndefined();
  });
});

const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 14 });
const agreed = (merged: readonly string[]): readonly MergeChunk[] =>
  merged.length === 0 ? [] : [{ kind: 'agreed', lines: merged }];

describe('any texts', () => {
  it('merge to the one that changed', () => {
    fc.assert(
      fc.property(text, text, (base, changed) => {
        expect(mergeLines(base, changed, base)).toEqual(agreed(changed));
        expect(mergeLines(base, base, changed)).toEqual(agreed(changed));
        expect(mergeLines(base, changed, changed)).toEqual(agreed(changed));
        expect(mergeLines(undefined, changed, changed)).toEqual(agreed(changed));
      }),
    );
  });

  it('are whole again on each side where every conflict goes to it, as far as the other changed nothing', () => {
    fc.assert(
      fc.property(text, text, (local, remote) => {
        const chunks = mergeLines(undefined, local, remote) ?? [];
        const taking = (side: 'local' | 'remote'): readonly string[] =>
          chunks.flatMap((chunk) => (chunk.kind === 'agreed' ? chunk.lines : chunk[side]));
        expect(taking('local')).toEqual(local);
        expect(taking('remote')).toEqual(remote);
      }),
    );
  });

  it('merge alike whichever is called local', () => {
    fc.assert(
      fc.property(text, text, text, (base, local, remote) => {
        const isClean = (chunks: readonly MergeChunk[] | undefined): boolean =>
          chunks?.every(({ kind }) => kind === 'agreed') === true;
        const [one, other] = [mergeLines(base, local, remote), mergeLines(base, remote, local)];
        expect(isClean(one)).toBe(isClean(other));
        if (isClean(one)) expect(one).toEqual(other);
      }),
    );
  });

  it('lose no line that one of them added, and invent none', () => {
    fc.assert(
      fc.property(text, fc.nat(14), fc.nat(14), (base: readonly string[], one, other) => {
        const [here, there] = [Math.min(one, base.length), Math.min(other, base.length)];
        const local = base.toSpliced(here, 0, 'LOCAL');
        const remote = base.toSpliced(there, 0, 'REMOTE');
        const all = (mergeLines(base, local, remote) ?? []).flatMap((chunk) =>
          chunk.kind === 'agreed' ? chunk.lines : [...chunk.local, ...chunk.remote],
        );
        expect(all.filter((line) => line === 'LOCAL')).toHaveLength(1);
        expect(all.filter((line) => line === 'REMOTE')).toHaveLength(1);
        expect(all.filter((line) => line !== 'LOCAL' && line !== 'REMOTE').length).toBeGreaterThanOrEqual(
          base.length,
        );
      }),
    );
  });
});

describe('the changes of a text', () => {
  it('say what stands in place of what', () => {
    expect(lineChanges(lines('1 2 3 4'), lines('1 x y 3 4 5'))).toEqual([
      { oldFrom: 1, oldTo: 2, from: 1, to: 3 },
      { oldFrom: 4, oldTo: 4, from: 5, to: 6 },
    ]);
  });

  it('make the new text of the old one', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        let made: readonly string[] = before;
        for (const { oldFrom, oldTo, from, to } of (lineChanges(before, after) ?? []).toReversed())
          made = made.toSpliced(oldFrom, oldTo - oldFrom, ...after.slice(from, to));
        expect(made).toEqual(after);
      }),
    );
  });
});
