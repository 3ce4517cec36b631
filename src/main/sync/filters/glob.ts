import { classHas, readClass, type LetterClass } from './letter-class.js';

// Why not a library: those at hand turn a pattern into a regular expression, and a handful of stars then takes minutes
// to fail on one long name. A profile or an `.evenkeelignore` may come from anybody, so what is here takes
// time in proportion to pattern times name, whatever they are. It also tells which line decided, as git does.

/** One step of a wildcard: any run of letters (`*`), one letter (`?`), one of a class, or a letter as it stands. */
export type Step =
  | { readonly kind: 'run' }
  | { readonly kind: 'any' }
  | { readonly kind: 'class'; readonly letterClass: LetterClass }
  | { readonly kind: 'letter'; readonly code: number };

/** How a wildcard is to be read. */
export interface GlobOptions {
  readonly ignoreCase: boolean;
  /**
   * What to do with a `[` that nothing closes and a `\` that nothing follows: `strict` refuses the pattern, as git does;
   * `lenient` takes them as letters, as shells do.
   */
  readonly reading: 'strict' | 'lenient';
}

/** Wildcards name by name (what stands between slashes), or why there are none. */
export type ReadGlob =
  | { readonly kind: 'read'; readonly names: readonly (readonly Step[])[] }
  /** `why` is a whole sentence. */
  | { readonly kind: 'invalid'; readonly why: string };

/** Says whether a name (or one below `folders`, root first) fits. Takes what `foldText` made. */
export type NameTest = (name: string) => boolean;
export type PathTest = (folders: readonly string[], name: string) => boolean;

const RUN: Step = { kind: 'run' };
const ANY: Step = { kind: 'any' };
const SLASH = '/';
const PLAIN = /^[ -~]*$/;

/**
 * Makes names comparable: systems spell accented letters in one code or in two (NFC, NFD), and `ignoreCase` takes
 * capital and small letters for the same.
 */
export function foldText(text: string, ignoreCase: boolean): string {
  const composed = PLAIN.test(text) ? text : text.normalize('NFC');
  return ignoreCase ? composed.toLowerCase() : composed;
}

/** Reads `glob` into steps, name by name. A backslash takes the letter after it as it stands. */
export function readGlob(glob: string, { ignoreCase, reading }: GlobOptions): ReadGlob {
  const letters = Array.from(glob.normalize('NFC'));
  const names: Step[][] = [];
  let steps: Step[] = [];
  for (let at = 0; at < letters.length;) {
    let letter = letters[at] ?? '';
    at += 1;
    if (letter === '*') {
      steps.push(RUN);
      continue;
    }
    if (letter === '?') {
      steps.push(ANY);
      continue;
    }
    if (letter === '[') {
      const read = readClass(letters, at - 1);
      if (read !== undefined) {
        steps.push({ kind: 'class', letterClass: read.letterClass });
        at = read.next;
        continue;
      }
      if (reading === 'strict') return { kind: 'invalid', why: 'A “[” in it is not closed properly.' };
    }
    if (letter === '\\') {
      const escaped = letters[at];
      if (escaped !== undefined) {
        letter = escaped;
        at += 1;
      } else if (reading === 'strict') {
        return { kind: 'invalid', why: 'It ends with a backslash.' };
      }
    }
    if (letter === SLASH) {
      names.push(steps);
      steps = [];
    } else {
      for (const folded of foldText(letter, ignoreCase)) {
        steps.push({ kind: 'letter', code: folded.codePointAt(0) ?? 0 });
      }
    }
  }
  names.push(steps);
  return { kind: 'read', names };
}

/** The test for one name. What is common (`name`, `*.end`, `begin*`) is not searched letter by letter. */
export function nameTest(steps: readonly Step[], ignoreCase: boolean): NameTest {
  const [first] = steps;
  if (first?.kind === 'run') {
    const end = lettersOf(steps.slice(1));
    if (end !== undefined) return (name) => name.endsWith(end);
  }
  if (steps.at(-1)?.kind === 'run') {
    const begin = lettersOf(steps.slice(0, -1));
    if (begin !== undefined) return (name) => name.startsWith(begin);
  }
  const whole = lettersOf(steps);
  if (whole !== undefined) return (name) => name === whole;
  return (name) => fits(steps, name, ignoreCase);
}

/** The test for a path from the root. A name of two or more stars only stands for any number of folders. */
export function pathTest(names: readonly (readonly Step[])[], ignoreCase: boolean): PathTest {
  const parts: (NameTest | 'folders')[] = names.map((steps) =>
    steps.length > 1 && steps.every(({ kind }) => kind === 'run') ? 'folders' : nameTest(steps, ignoreCase),
  );
  // `a/**` is what lies in `a`, not `a` itself.
  if (parts.at(-1) === 'folders') parts.splice(-1, 0, () => true);
  return (folders, name) => pathFits(parts, folders, name);
}

/** UTF-16 units that a name has to begin and end with, where that is known: a cheap way to tell most names off. */
export interface Edges {
  readonly first: number | undefined;
  readonly last: number | undefined;
}

/** The edges of every name that `steps` fit. */
export function edgesOf(steps: readonly Step[]): Edges {
  const first = steps[0];
  const last = steps.at(-1);
  return {
    first: first?.kind === 'letter' ? String.fromCodePoint(first.code).charCodeAt(0) : undefined,
    last: last?.kind === 'letter' ? lastUnit(String.fromCodePoint(last.code)) : undefined,
  };
}

/** The last UTF-16 unit of `text`. */
export function lastUnit(text: string): number {
  return text.charCodeAt(text.length - 1);
}

function lettersOf(steps: readonly Step[]): string | undefined {
  let letters = '';
  for (const step of steps) {
    if (step.kind !== 'letter') return undefined;
    letters += String.fromCodePoint(step.code);
  }
  return letters;
}

/**
 * Where a name does not fit, only the last `*` passed is given one letter more: an earlier one could take nothing that the
 * last cannot. So it ends after at most steps times letters.
 */
function fits(steps: readonly Step[], name: string, ignoreCase: boolean): boolean {
  let step = 0;
  let at = 0;
  let afterRun = -1;
  let runEnd = 0;
  while (at < name.length) {
    const wanted = steps[step];
    if (wanted?.kind === 'run') {
      step += 1;
      afterRun = step;
      runEnd = at;
      continue;
    }
    const code = name.codePointAt(at) ?? 0;
    if (wanted !== undefined && admits(wanted, code, ignoreCase)) {
      step += 1;
      at += widthOf(code);
      continue;
    }
    if (afterRun === -1) return false;
    runEnd += widthOf(name.codePointAt(runEnd) ?? 0);
    at = runEnd;
    step = afterRun;
  }
  while (steps[step]?.kind === 'run') step += 1;
  return step === steps.length;
}

/** As `fits`, with names for letters and `**` for `*`. */
function pathFits(
  parts: readonly (NameTest | 'folders')[],
  folders: readonly string[],
  name: string,
): boolean {
  let part = 0;
  let at = 0;
  let afterFolders = -1;
  let foldersEnd = 0;
  while (at <= folders.length) {
    const wanted = parts[part];
    if (wanted === 'folders') {
      part += 1;
      afterFolders = part;
      foldersEnd = at;
      continue;
    }
    if (wanted?.(folders[at] ?? name) === true) {
      part += 1;
      at += 1;
      continue;
    }
    if (afterFolders === -1) return false;
    foldersEnd += 1;
    at = foldersEnd;
    part = afterFolders;
  }
  while (parts[part] === 'folders') part += 1;
  return part === parts.length;
}

function admits(step: Step, code: number, ignoreCase: boolean): boolean {
  switch (step.kind) {
    case 'run':
      return false;
    case 'any':
      return true;
    case 'letter':
      return step.code === code;
    case 'class':
      return classAdmits(step.letterClass, code, ignoreCase);
  }
}

function classAdmits(letterClass: LetterClass, code: number, ignoreCase: boolean): boolean {
  if (!ignoreCase) return classHas(letterClass, code);
  const capital = String.fromCodePoint(code).toUpperCase().codePointAt(0) ?? code;
  const plain = { ...letterClass, negated: false };
  return (classHas(plain, code) || classHas(plain, capital)) !== letterClass.negated;
}

function widthOf(code: number): number {
  return code > 0xffff ? 2 : 1;
}
