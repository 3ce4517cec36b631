import type { Problem } from './problem.js';

/** A failure that can be shown to the user as it is. `cause` is for the log only. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, options?: { readonly cause?: unknown }) {
    super(problem.what, options);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** The error of work that the user stopped. */
export function stoppedError(): ProblemError {
  return new ProblemError({
    kind: 'stopped',
    what: 'It was stopped.',
    advice: 'You can start again at any time.',
  });
}

/** Rejects work that has been stopped already. */
export function throwIfStopped(signal: AbortSignal): void {
  if (signal.aborted) throw stoppedError();
}

/** What to tell of any failure: its own words where it has them, else a plain sentence; never a stack trace. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return {
    kind: 'other',
    what: `Something unexpected went wrong: ${error instanceof Error ? error.message : String(error)}`,
    advice: 'Try again. If it happens again, please report it.',
  };
}
