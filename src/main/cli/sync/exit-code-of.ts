import type { ItemOutcome, RunReport } from '../../../shared/run/run.js';
import { exitCodeOfProblem } from '../../../shared/problem-traits.js';
import { EXIT, type ExitCode } from '../exit-code.js';

/** How the program ends after a run. `unresolved` is how many items `isUnresolved` was true of, where somebody asks to be told. */
export function exitCodeOf({ end, counts }: Pick<RunReport, 'end' | 'counts'>, unresolved: number): ExitCode {
  if (end.kind === 'stopped') return EXIT.stopped;
  if (end.kind === 'broken-off') return exitCodeOfProblem(end.problem);
  if (counts.failed > 0) return EXIT.failed;
  return unresolved > 0 ? EXIT.unresolved : EXIT.fine;
}

/** Whether a folder stands against a file and nobody has settled it: what was asked for is not done, whoever asks to be told. */
export function isOpenTypeChange({ action }: ItemOutcome): boolean {
  return action.kind === 'conflict' && action.conflict === 'folder-against-file';
}

/** Whether the two sides differ about an item that takes part, and will still do so next time. */
export function isUnresolved({ action, outcome }: ItemOutcome): boolean {
  if (action.kind === 'conflict') return true;
  if (action.kind !== 'leave') return outcome.kind === 'skipped';
  return action.reason !== 'not-a-file' && action.reason !== 'content-stays';
}
