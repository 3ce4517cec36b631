import type { Problem } from '../../../shared/problem.js';
import type { Side } from '../../../shared/entry/entry.js';

/** What is said where a file cannot be shown. */
export const contentProblems = {
  gone: (name: string, side: Side): Pick<Problem, 'kind' | 'what' | 'advice'> => ({
    kind: 'not-found',
    what: `“${name}” is no longer on the ${side} side.`,
    advice: 'Compare again to see what is there now.',
  }),
  noFile: (name: string, side: Side): Pick<Problem, 'kind' | 'what' | 'advice'> => ({
    kind: 'unsupported',
    what: `“${name}” is no longer a file on the ${side} side.`,
    advice: 'Compare again to see what is there now.',
  }),
} as const;
