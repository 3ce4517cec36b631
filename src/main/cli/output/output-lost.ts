import { cliRunText } from '../text/run.js';

/** Stops the program if its output can no longer be written; `main.ts` says why. */
export class OutputLost extends Error {
  override readonly name = 'OutputLost';

  constructor() {
    super('The output can no longer be written.');
  }
}

/**
 * What to say if output could not be written because of `error`; `undefined` if the reader wants no more, as `head` does: a program ends
 * quietly then.
 */
export function outputError(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED') return undefined;
  return cliRunText.outputLost(cliRunText.outputFailures[code] ?? cliRunText.systemSays(code));
}
