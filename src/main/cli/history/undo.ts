import type { Given } from '../command.js';
import { checkPlaces } from '../sync/sync.js';
import { openSession } from '../sync/open-session.js';
import type { ExitCode } from '../exit-code.js';
import { readOptions } from '../options/read-options.js';
import { withReporter } from '../output/with-reporter.js';
import { readWhere, requestFor } from '../target-arguments/where.js';
import type { CliContext } from '../cli-context.js';
import { UsageError } from '../usage-error.js';
import { findRun, newestUndoable, shortId } from './find-run.js';
import { moment, runWords } from './run-line.js';
import { putBackAfterAsking } from './undo-after-asking.js';

/** An undo puts back what a run did, not why it did it. */
const AGAIN = 'Unless the files change first, the next sync will do the same again.';

/** Does `undo` as the command line asks for it. */
export async function undoAsGiven({ operands, options: given }: Given, shell: CliContext): Promise<ExitCode> {
  const { profile, ...rest } = given;
  const options = readOptions(rest);
  const where = readWhere(operands, profile, 'RUN');
  return withReporter(options, shell, async (reporter) => {
    const request = await requestFor(where, options, shell);
    await checkPlaces(request, shell, reporter);
    return openSession(request, shell, reporter, 'run', async (session) => {
      const run =
        where.word === undefined
          ? await newestUndoable(session.state)
          : await findRun(session.state, where.word);
      if (run?.undoable !== true) {
        throw new UsageError(
          run === undefined
            ? 'No run has changed anything in these folders.'
            : `The run ${shortId(run.runId)} changed nothing that can be undone.`,
          'See evenkeel history for a list.',
        );
      }
      reporter.remark('note', `The run ${shortId(run.runId)} of ${moment(run.startedMs)}: ${runWords(run)}.`);
      const then = run.summary?.undoes === undefined ? AGAIN : undefined;
      return putBackAfterAsking((how) => session.undo(run.runId, how), options, shell, reporter, then);
    });
  });
}
