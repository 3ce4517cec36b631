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
  k: 'keep-both',
  m: 'merge',
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
