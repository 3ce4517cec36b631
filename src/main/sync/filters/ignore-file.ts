import { readPattern, type Pattern, type PatternProblem } from './pattern.js';

/** What an `.evenkeelignore` says. */
export interface IgnoreFile {
  /** In the order of the file. */
  readonly patterns: readonly Pattern[];
  /** Lines that can never fit anything; they are left out of `patterns`, and the file counts without them. */
  readonly problems: readonly PatternProblem[];
}

/** Reads the text of an `.evenkeelignore`. Never throws: a line that is wrong is told of, and the others count. */
export function parseIgnoreFile(text: string): IgnoreFile {
  const patterns: Pattern[] = [];
  const problems: PatternProblem[] = [];
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  for (const [index, raw] of lines.entries()) {
    const pattern: Pattern = {
      text: raw.endsWith('\r') ? raw.slice(0, -1) : raw,
      source: { kind: 'ignore-file', line: index + 1 },
    };
    const read = readPattern(pattern, false);
    if (read.kind === 'rule') patterns.push(pattern);
    if (read.kind === 'invalid') problems.push(read.problem);
  }
  return { patterns, problems };
}
