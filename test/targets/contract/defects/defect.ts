import { ProblemError } from '../../../../src/shared/problem-error.js';
import type { ProblemKind } from '../../../../src/shared/problem.js';
import type { Alteration } from './altered-target.js';

/** What a target does wrong, in words; how it comes to do so; and the cases of the contract that have to notice. */
export type Defect = readonly [what: string, spoil: Alteration, noticed: readonly string[]];

/** What a spoilt target says. */
export function problem(kind: ProblemKind): ProblemError {
  return new ProblemError({ kind, what: `It is ${kind}.`, advice: 'Look again.' });
}

/** What is refused comes to `otherwise` instead. */
export function unrefused<T>(work: Promise<T>, otherwise: T): Promise<T> {
  return work.catch((error: unknown) => {
    if (error instanceof ProblemError) return otherwise;
    throw error;
  });
}
