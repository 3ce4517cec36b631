import type { Problem } from '../../shared/problem.js';

/** A failure that can be shown to the user as it is. `cause` is for the log only. */
export class TargetError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, options?: { readonly cause?: unknown }) {
    super(problem.what, options);
    this.name = 'TargetError';
    this.problem = problem;
  }
}

/** The error of work that the user stopped. */
export function stoppedError(): TargetError {
  return new TargetError({
    kind: 'stopped',
    what: 'It was stopped.',
    advice: 'Start it again when you like.',
  });
}

/** Rejects work that has been stopped already. */
export function throwIfStopped(signal: AbortSignal): void {
  if (signal.aborted) throw stoppedError();
}
