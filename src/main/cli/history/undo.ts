import type { CommandInput } from '../command.js';
import { checkPlaces } from '../sync/sync.js';
import { openSession } from '../sync/open-session.js';
import type { ExitCode } from '../exit-code.js';
import { readOptions } from '../options/read-options.js';
import { withReporter } from '../output/with-reporter.js';
import { readPairArgument, requestFor, requestsFor } from '../target-arguments/pair-argument.js';
import type { CliContext } from '../cli-context.js';
import { UsageError } from '../usage-error.js';
import { findRun, newestUndoable } from './find-run.js';
import { pairWithRun } from './pair-with-run.js';
import { restoreAfterConfirmation } from './restore-after-confirmation.js';
import { recordsText } from '../text/records.js';
import { cliRunText } from '../text/run.js';
import { undoAllPairs } from './undo-all-pairs.js';
import { usageText } from '../text/usage.js';

/** Runs `undo`. */
export async function undoCommand(
  { operands, options: given }: CommandInput,
  context: CliContext,
): Promise<ExitCode> {
  const { profile, pair, allPairs, ...rest } = given;
  const options = readOptions(rest);
  const where = readPairArgument(operands, { profile, pair }, 'RUN');
  if (allPairs === true && (where.pair.kind === 'folders' || pair !== undefined))
    throw new UsageError(usageText.allPairsOfNoProfile);
  return withReporter(options, context, async (reporter) => {
    if (allPairs === true) {
      const all = await requestsFor(where, options, context);
      return undoAllPairs(all, where.word, options, context, reporter);
    }
    // The name of a run says which pair of folders it was of.
    const request =
      where.word === undefined
        ? await requestFor(where, options, context)
        : await pairWithRun(await requestsFor(where, options, context), where.word, context, reporter);
    await checkPlaces(request, context, reporter);
    return openSession(request, context, reporter, 'run', async (session) => {
      const run =
        where.word === undefined
          ? await newestUndoable(session.state)
          : await findRun(session.state, where.word);
      if (run?.undoable !== true) {
        throw new UsageError(
          run === undefined ? usageText.nothingToUndo : usageText.notUndoable(recordsText.runId(run.runId)),
        );
      }
      reporter.remark('note', recordsText.runInFull(run));
      // An undo restores the files, but what made the run change them is still there.
      const then = run.summary?.undoes === undefined ? cliRunText.syncWillRepeat : undefined;
      return restoreAfterConfirmation(
        (how) => session.undo(run.runId, how),
        options,
        context,
        reporter,
        then,
      );
    });
  });
}
