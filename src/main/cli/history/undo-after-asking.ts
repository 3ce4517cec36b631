import type { EngineEvent, RunReport } from '../../../shared/run/run.js';
import type { RunHow } from '../../session/session.js';
import { exitCodeOf, isUnresolved } from '../sync/exit-code-of.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import type { Options } from '../options/read-options.js';
import { hintFor } from '../output/hints.js';
import type { Reporter } from '../output/reporter.js';
import type { CliContext } from '../cli-context.js';
import { askerFor } from '../sign-in/sources.js';
import { formatItems } from '../../../shared/format/size.js';

/** What puts something back. */
export type PutBack = (how: RunHow) => Promise<RunReport>;

/**
 * S1: shows what would be put back, asks whether that is wanted (or lets `--yes` say so), does it, and says how the program ends.
 * Where nobody can be asked, nothing is done. `then` is told once something was put back.
 */
export async function putBackAfterAsking(
  putBack: PutBack,
  options: Options,
  shell: CliContext,
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
    const report = await putBack({ dryRun, emit });
    if (report.end.kind === 'broken-off') {
      reporter.failure({ ...report.end.problem, advice: hintFor(report.end.problem) });
    }
    return report;
  };
  const ended = (report: RunReport): ExitCode =>
    exitCodeOf(report, options.reportProblems === true ? unresolved : 0);

  const dryRun = options.dryRun === true;
  if (dryRun || options.yes !== true) {
    const rehearsal = await attempt(true);
    if (rehearsal.end.kind !== 'finished') return ended(rehearsal);
    reporter.remark('note', rehearsalWords(rehearsal));
    if (dryRun || rehearsal.counts.wouldDo === 0) return ended(rehearsal);
    const asker = askerFor(options, shell);
    if (asker === undefined) {
      reporter.failure({
        kind: 'invalid',
        what: 'Nothing was restored: there is no terminal to confirm at.',
        advice: 'To restore without asking, add --yes.',
      });
      return EXIT.failed;
    }
    reporter.pause();
    if ((await asker.line('Restore? (y/N) '))?.trim().toLowerCase() !== 'y') {
      reporter.remark('note', 'Nothing was changed.');
      return EXIT.fine;
    }
  }
  const report = await attempt(false);
  if (then !== undefined && report.counts.done > 0) reporter.remark('note', then);
  return ended(report);
}

function rehearsalWords({ counts }: RunReport): string {
  const left = counts.skipped + counts.failed;
  const rest = left === 0 ? '' : ` ${formatItems(left)} would be skipped.`;
  return counts.wouldDo === 0
    ? `There is nothing to restore.${rest}`
    : `${formatItems(counts.wouldDo)} would be restored.${rest}`;
}
