/** A set of letters as `[a-z]` names it: ranges of code points, both ends included. */
export interface LetterClass {
  readonly negated: boolean;
  readonly ranges: readonly (readonly [from: number, to: number])[];
}

/** A class that was read, and where the pattern goes on after its `]`. */
export interface ReadClass {
  readonly letterClass: LetterClass;
  readonly next: number;
}

type Range = readonly [from: number, to: number];

const range = (from: string, to: string): Range => [codeOf(from), codeOf(to)];
const LOWER = range('a', 'z');
const UPPER = range('A', 'Z');
const DIGIT = range('0', '9');
const PUNCTUATION: readonly Range[] = [range('!', '/'), range(':', '@'), range('[', '`'), range('{', '~')];

/** The named classes of POSIX (`[[:digit:]]`), for ASCII, which is what git means by them. */
const NAMED: Readonly<Record<string, readonly Range[]>> = {
  alnum: [LOWER, UPPER, DIGIT],
  alpha: [LOWER, UPPER],
  blank: [range(' ', ' '), [9, 9]],
  cntrl: [
    [0, 31],
    [127, 127],
  ],
  digit: [DIGIT],
  graph: [range('!', '~')],
  lower: [LOWER],
  print: [range(' ', '~')],
  punct: PUNCTUATION,
  space: [range(' ', ' '), [9, 13]],
  upper: [UPPER],
  xdigit: [DIGIT, range('a', 'f'), range('A', 'F')],
};

/**
 * Reads the class whose `[` stands at `start`. `undefined` where it never ends or names a class that does not exist.
 * As in git, `]` is an ordinary letter right after the `[`, and `^` negates as `!` does.
 */
export function readClass(letters: readonly string[], start: number): ReadClass | undefined {
  const ranges: Range[] = [];
  let at = start + 1;
  const negated = letters[at] === '!' || letters[at] === '^';
  if (negated) at += 1;
  const first = at;
  let previous: string | undefined;
  for (;;) {
    const letter = letters[at];
    if (letter === undefined) return undefined;
    if (letter === ']' && at > first) return { letterClass: { negated, ranges }, next: at + 1 };

    if (letter === '[' && letters[at + 1] === ':') {
      const end = letters.indexOf(']', at + 2);
      if (end === -1) return undefined;
      if (end > at + 2 && letters[end - 1] === ':') {
        const named = NAMED[letters.slice(at + 2, end - 1).join('')];
        if (named === undefined) return undefined;
        ranges.push(...named);
        previous = undefined;
        at = end + 1;
        continue;
      }
    }

    const endsRange = letter === '-' && previous !== undefined && isRangeEnd(letters[at + 1]);
    if (endsRange) at += 1;
    if (letters[at] === '\\') at += 1;
    const named = letters[at];
    if (named === undefined) return undefined;
    ranges.push(endsRange && previous !== undefined ? range(previous, named) : range(named, named));
    previous = endsRange ? undefined : named;
    at += 1;
  }
}

/** Whether `letterClass` has the letter with this code point. */
export function classHas(letterClass: LetterClass, code: number): boolean {
  return letterClass.ranges.some(([from, to]) => code >= from && code <= to) !== letterClass.negated;
}

function isRangeEnd(letter: string | undefined): boolean {
  return letter !== undefined && letter !== ']';
}

function codeOf(letter: string): number {
  return letter.codePointAt(0) ?? 0;
}
