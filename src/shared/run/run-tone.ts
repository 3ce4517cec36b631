import type { RunSummary } from './run.js';

/**
 * How a run turned out, which is one colour wherever it is told of: `good` where all was done, `mixed` where something was left,
 * skipped or not reached, `bad` where something failed or the run could not go on.
 */
export type RunTone = 'good' | 'mixed' | 'bad';

/** How a run turned out. */
export function runTone({ end, counts }: Pick<RunSummary, 'end' | 'counts'>): RunTone {
  if (end.kind === 'broken-off' || counts.failed > 0) return 'bad';
  return end.kind === 'stopped' || counts.skipped + counts.conflicts > 0 ? 'mixed' : 'good';
}
