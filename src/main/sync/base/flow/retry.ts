import { setTimeout as sleep } from 'node:timers/promises';
import { mayPass } from '../../../../shared/problem-traits.js';
import type { RunControl } from './run-control.js';
import { ProblemError } from '../../../../shared/problem-error.js';

/** Whether a line broke. One that is silent has kept everybody waiting already. */
export function isCut(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.kind === 'connection-lost';
}

/** How long to wait before the second and the third try, in milliseconds. */
const WAITS_MS: readonly number[] = [500, 2_000];

/**
 * Does `work`, again after a while where it fails for a reason that may pass. A server that grew tired of a run that was paused is no
 * reason to count: the work is begun again when the run goes on. Rejects with the last failure. `may` tells which failures may pass.
 */
export async function withRetries<T>(
  work: () => Promise<T>,
  signal: AbortSignal,
  control: RunControl,
  waitsMs: readonly number[] = WAITS_MS,
  may: (error: unknown) => boolean = mayPass,
): Promise<T> {
  const waits = [...waitsMs];
  for (;;) {
    const { pauses } = control;
    try {
      return await work();
    } catch (error) {
      if (signal.aborted || !may(error)) throw error;
      const excused = control.pauses > pauses || control.pace.paused;
      const waitMs = excused ? 0 : waits.shift();
      if (waitMs === undefined) throw error;
      const waited = await sleep(waitMs, true, { signal }).catch(() => false);
      if (!waited || !(await control.mayBegin(0, signal))) throw error;
    }
  }
}
