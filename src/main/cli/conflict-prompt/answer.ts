import type { Settlement } from '../../../shared/plan/plan.js';

/** What somebody can say about a conflict. */
export type Choice = Settlement | 'older' | 'newer' | 'compare' | 'difference' | 'help';

export interface Answer {
  readonly choice: Choice;
  /** About all the conflicts that remain, too. */
  readonly all: boolean;
}

const CHOICES: Readonly<Record<string, Choice>> = {
  l: 'local',
  r: 'remote',
  o: 'older',
  n: 'newer',
  s: 'skip',
  b: 'compare',
  d: 'difference',
  h: 'help',
  '?': 'help',
};

/** Reads what was typed: the letters that pyftpsync takes, a capital for all that remain; `undefined` for anything else. */
export function readAnswer(text: string): Answer | undefined {
  const typed = text.trim();
  const choice = Object.hasOwn(CHOICES, typed.toLowerCase()) ? CHOICES[typed.toLowerCase()] : undefined;
  if (choice === undefined) return undefined;
  const settles = !['compare', 'difference', 'help'].includes(choice);
  return { choice, all: settles && typed !== typed.toLowerCase() };
}

export const QUESTION = 'Use l)ocal, r)emote, o)lder, n)ewer, s)kip, b)inary compare, d)ifference, h)elp? ';

export const HELP: readonly string[] = [
  'l  the local side wins',
  'r  the remote side wins',
  'o  the older file wins',
  'n  the newer file wins',
  's  skip: keep both as they are in this run',
  'b  compare the files byte by byte',
  'd  show the difference, where both are small and text',
  'h  this help',
  'The capital letter (L, R, O, N, S) applies to all remaining conflicts.',
  'Ctrl-C cancels everything; nothing has been changed yet.',
];
