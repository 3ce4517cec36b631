/** Why the program stops where what it tells can no longer be written. It says so itself, so that nothing else need be said of it. */
export class OutputLost extends Error {
  override readonly name = 'OutputLost';

  constructor() {
    super('The output can no longer be written.');
  }
}

/**
 * What to say where output could not be written because of `error`; `undefined` where it was read no further, as by `head`: that is
 * what whoever reads it wants, and every program ends quietly there.
 */
export function lossOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED') return undefined;
  const why = WHY[code] ?? (code === '' ? 'the system gives no reason' : `the system says ${code}`);
  return `Can’t write the output: ${why}. The command was stopped.`;
}

const WHY: Readonly<Partial<Record<string, string>>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file is too large',
  EIO: 'the disk reports an error',
};
