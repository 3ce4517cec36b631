import { edgesOf, nameTest, pathTest, readGlob, type Step } from './glob.js';
import type { SubjectTest } from './subject.js';

const DOT = 0x2e;
const FITS_NOTHING: SubjectTest = { foldersOnly: false, edges: edgesOf([]), fits: () => false };

/** The name of the file with patterns that may lie in the local root. */
export const IGNORE_FILE = '.evenkeelignore';

/** Where a pattern was written down. */
export type PatternSource =
  | { readonly kind: 'profile' }
  /** Of one of several pairs of folders alone. */
  | { readonly kind: 'pair' }
  /** `line` counts from 1. */
  | { readonly kind: 'ignore-file'; readonly line: number };

/** One line in the manner of `.gitignore`, and where it came from. */
export interface Pattern {
  readonly text: string;
  readonly source: PatternSource;
}

/** A pattern that can never fit anything. */
export interface PatternProblem {
  readonly pattern: Pattern;
  /** A whole sentence. */
  readonly why: string;
}

/** A pattern ready for use. */
export interface Rule {
  readonly pattern: Pattern;
  /** It began with `!`: what fits is kept after all. */
  readonly keeps: boolean;
  readonly test: SubjectTest;
}

/** What a line came to. */
export type ReadPattern =
  | { readonly kind: 'rule'; readonly rule: Rule }
  /** An empty line or a comment. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'invalid'; readonly problem: PatternProblem };

/**
 * Reads one line as git reads a line of `.gitignore`: a comment after `#`, `!` to keep, `/` at the end for folders only, `/`
 * elsewhere to fit the path from the root instead of the name at any depth, `*`, `?`, `[...]`, `**` for any number of
 * folders, `\` before a letter to take it as it stands, blanks at the end dropped.
 */
export function readPattern(pattern: Pattern, ignoreCase: boolean): ReadPattern {
  if (pattern.text.startsWith('#')) return { kind: 'nothing' };
  const line = withoutBlanksAtEnd(pattern.text);
  if (line === '') return { kind: 'nothing' };
  const keeps = line.startsWith('!');
  const made = subjectTest(keeps ? line.slice(1) : line, ignoreCase, 'strict');
  if (made.kind === 'invalid') return { kind: 'invalid', problem: { pattern, why: made.why } };
  return { kind: 'rule', rule: { pattern, keeps, test: made.test } };
}

type Made =
  { readonly kind: 'made'; readonly test: SubjectTest } | { readonly kind: 'invalid'; readonly why: string };

function subjectTest(line: string, ignoreCase: boolean, reading: 'strict' | 'lenient'): Made {
  const foldersOnly = line.endsWith('/');
  const body = foldersOnly ? line.slice(0, -1) : line;
  if (body === '') return { kind: 'invalid', why: 'It matches nothing.' };
  const read = readGlob(body.startsWith('/') ? body.slice(1) : body, { ignoreCase, reading });
  if (read.kind === 'invalid') return read;
  const edges = edgesOf(read.names.at(-1) ?? []);
  if (!body.includes('/')) {
    const fits = nameTest(read.names[0] ?? [], ignoreCase);
    return { kind: 'made', test: { foldersOnly, edges, fits: ({ name }) => fits(name) } };
  }
  const why = unreachable(read.names);
  if (reading === 'strict' && why !== undefined) return { kind: 'invalid', why };
  const fits = pathTest(read.names, ignoreCase);
  return {
    kind: 'made',
    test: { foldersOnly, edges, fits: ({ folders, name }) => fits(folders, name) },
  };
}

/**
 * The test for a wildcard on names; with a `/` in it, on the path from the root. Every text is one: what cannot be a
 * wildcard is taken letter by letter.
 */
export function wildcardTest(wildcard: string, ignoreCase: boolean): SubjectTest {
  const made = subjectTest(wildcard, ignoreCase, 'lenient');
  return made.kind === 'made' ? made.test : FITS_NOTHING;
}

/** Names that no path from the root can hold (S9). */
function unreachable(names: readonly (readonly Step[])[]): string | undefined {
  if (names.some((steps) => steps.length === 0)) return 'It has an empty name between two slashes.';
  if (names.some((steps) => steps.length <= 2 && steps.every(isDot))) {
    return 'It contains “.” or “..”; write the path from the root of the folder instead.';
  }
  return undefined;
}

function isDot(step: Step): boolean {
  return step.kind === 'letter' && step.code === DOT;
}

/** A blank after a backslash stays. */
function withoutBlanksAtEnd(line: string): string {
  let end = 0;
  for (let at = 0; at < line.length; at += 1) {
    if (line[at] === '\\' && at + 1 < line.length) {
      at += 1;
      end = at + 1;
    } else if (line[at] !== ' ') {
      end = at + 1;
    }
  }
  return line.slice(0, end);
}
