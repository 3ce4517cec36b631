import type { EngineEvent, RunReport } from '../../../shared/run/run.js';
import type { RunHow } from '../../session/session.js';
import { exitCodeOf, isUnresolved } from '../sync/exit-code-of.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import type { Options } from '../options/read-options.js';
import { hintFor } from '../output/hints.js';
import type { Reporter } from '../output/reporter.js';
import type { CliContext } from '../cli-context.js';
import { askerFor } from '../sign-in/sources.js';
import { cliRunText } from '../text/run.js';

/** Undoes a run or restores a version. */
export type RestoreAction = (how: RunHow) => Promise<RunReport>;

/**
 * S1: shows what would be restored, asks for confirmation unless `--yes` is given, restores it, and returns the exit code. Without a
 * terminal to ask at, nothing is done. `then` is reported once something was restored.
 */
export async function restoreAfterConfirmation(
  restore: RestoreAction,
  options: Options,
  context: CliContext,
  reporter: Reporter,
  then?: string,
): Promise<ExitCode> {
  let unresolved = 0;
  const emit = (event: EngineEvent): void => {
    if (event.kind === 'item-finished' && isUnresolved(event.item)) unresolved += 1;
    reporter.event(event);
  };
  const attempt = async (dryRun: boolean): Promise<RunReport> => {
    unresolved = 0;
    const report = await restore({ dryRun, emit });
    if (report.end.kind === 'broken-off') {
      reporter.failure({ ...report.end.problem, advice: hintFor(report.end.problem) });
    }
    return report;
  };
  const ended = (report: RunReport): ExitCode =>
    exitCodeOf(report, options.reportProblems === true ? unresolved : 0);

  const dryRun = options.dryRun === true;
  if (dryRun || options.yes !== true) {
    const preview = await attempt(true);
    if (preview.end.kind !== 'finished') return ended(preview);
    reporter.remark('note', cliRunText.wouldRestore(preview));
    if (dryRun || preview.counts.wouldDo === 0) return ended(preview);
    const asker = askerFor(options, context);
    if (asker === undefined) {
      reporter.failure({ kind: 'invalid', ...cliRunText.restoreUnconfirmed });
      return EXIT.failed;
    }
    reporter.pause();
    if ((await asker.line(cliRunText.restore))?.trim().toLowerCase() !== 'y') {
      reporter.remark('note', cliRunText.nothingChanged);
      return EXIT.fine;
    }
  }
  const report = await attempt(false);
  if (then !== undefined && report.counts.done > 0) reporter.remark('note', then);
  return ended(report);
}
