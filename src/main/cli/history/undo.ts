import type { RunReport } from '../../../shared/run/run.js';
import type { UndoRunInput } from '../../sync/undo/undo-items.js';
import { undo } from '../../sync/undo/undo.js';
import type { Given } from '../command.js';
import { checkPlaces } from '../sync/sync.js';
import { withSides } from '../sync/sides.js';
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
const AGAIN =
  'The next sync would do the same again: before it, change what led to that run, on the side that it copied from.';

/** Does `undo` as the command line asks for it. */
export async function undoAsGiven({ operands, options: given }: Given, shell: CliContext): Promise<ExitCode> {
  const { profile, ...rest } = given;
  const options = readOptions(rest);
  const where = readWhere(operands, profile, 'RUN');
  return withReporter(options, shell, async (reporter) => {
    const request = await requestFor(where, options, shell);
    await checkPlaces(request, shell, reporter);
    return withSides(request, shell, reporter, 'run', async (sides) => {
      const run =
        where.word === undefined ? await newestUndoable(sides.state) : await findRun(sides.state, where.word);
      if (run?.undoable !== true) {
        throw new UsageError(
          run === undefined
            ? 'No run of these folders that changed anything is on record.'
            : `The run ${shortId(run.runId)} changed nothing that can be undone.`,
          'See evenkeel history for a list.',
        );
      }
      reporter.remark('note', `The run ${shortId(run.runId)} of ${moment(run.startedMs)}: ${runWords(run)}.`);
      const undoes = run.runId;
      const putBack = (input: UndoRunInput): Promise<RunReport> => undo({ ...input, undoes });
      const then = run.summary?.undoes === undefined ? AGAIN : undefined;
      return putBackAfterAsking(putBack, sides, options, shell, reporter, then);
    });
  });
}
