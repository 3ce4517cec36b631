import type { PastRun } from '../../../shared/run/history.js';
import type { CliContext } from '../cli-context.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import type { Options } from '../options/read-options.js';
import type { Reporter } from '../output/reporter.js';
import { askerFor } from '../sign-in/sources.js';
import { openSession } from '../sync/open-session.js';
import type { SyncRequest } from '../sync/request.js';
import { checkPlaces } from '../sync/sync.js';
import type { SeveralRequests } from '../target-arguments/pair-argument.js';
import { forEachPair } from '../target-arguments/profile-pairs.js';
import { recordsText } from '../text/records.js';
import { cliRunText } from '../text/run.js';
import { usageText } from '../text/usage.js';
import { UsageError } from '../usage-error.js';
import { findRun, newestUndoable, pastRuns } from './find-run.js';
import { pairWithRun } from './pair-with-run.js';
import { readRecords } from './read-records.js';
import { restoreAfterConfirmation } from './restore-after-confirmation.js';

/** A pair of folders, and its part of the run that is undone. */
interface Part {
  readonly request: SyncRequest;
  readonly run: PastRun;
}

/**
 * Undoes a run of a whole profile: the one that the run with this name was a part of, or the newest. Shows what it will restore in every pair of folders, asks
 * once, and restores each, whatever comes of the others. Rejects with a `UsageError` where there is nothing to undo.
 */
export async function undoAllPairs(
  requests: SeveralRequests,
  word: string | undefined,
  options: Options,
  context: CliContext,
  reporter: Reporter,
): Promise<ExitCode> {
  const parts = await partsOf(requests, word, context, reporter);
  const undoAll = (how: Options): Promise<ExitCode> =>
    forEachPair(
      parts.map(({ request }) => ({ ...request, options: { ...request.options, ...how } })),
      context,
      reporter,
      async (request, asking) => {
        const run = parts.find((part) => part.request.records === request.records)?.run;
        if (run === undefined) return EXIT.fine;
        await checkPlaces(request, asking, reporter);
        return openSession(request, asking, reporter, 'run', async (session) => {
          reporter.remark('note', recordsText.runInFull(run));
          const undo = (sessionHow: Parameters<typeof session.undo>[1]) =>
            session.undo(run.runId, sessionHow);
          return restoreAfterConfirmation(undo, { ...options, ...how }, asking, reporter);
        });
      },
    );
  if (options.dryRun === true) return undoAll({});
  if (options.yes !== true) {
    const seen = await undoAll({ dryRun: true });
    if (seen === EXIT.stopped) return seen;
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
  const end = await undoAll({ yes: true });
  // An undo restores the files, but what made the run change them is still there.
  if (parts.some(({ run }) => run.summary?.undoes === undefined))
    reporter.remark('note', cliRunText.syncWillRepeat);
  return end;
}

async function partsOf(
  requests: SeveralRequests,
  word: string | undefined,
  context: CliContext,
  reporter: Reporter,
): Promise<readonly Part[]> {
  const joint = jointOf(await startOf(requests, word, context, reporter));
  if (joint === undefined) throw new UsageError(usageText.runOfOnePair);
  const parts: Part[] = [];
  for (const request of requests) {
    const run = await readRecords(
      request,
      context,
      reporter,
      async (state) => {
        for await (const one of pastRuns(state)) if (jointOf(one) === joint) return one;
        return undefined;
      },
      undefined,
    );
    if (run?.undoable === true) parts.push({ request, run });
  }
  if (parts.length === 0) throw new UsageError(usageText.nothingToUndo);
  return parts;
}

/** The run that somebody has named, or the newest of all pairs that can be undone. */
async function startOf(
  requests: SeveralRequests,
  word: string | undefined,
  context: CliContext,
  reporter: Reporter,
): Promise<PastRun> {
  if (word !== undefined) {
    const having = await pairWithRun(requests, word, context, reporter);
    const run = await readRecords(having, context, reporter, (state) => findRun(state, word), undefined);
    if (run === undefined) throw new UsageError(usageText.noRun(word));
    return run;
  }
  let newest: PastRun | undefined;
  for (const request of requests) {
    const run = await readRecords(request, context, reporter, newestUndoable, undefined);
    if (run !== undefined && run.startedMs > (newest?.startedMs ?? 0)) newest = run;
  }
  if (newest === undefined) throw new UsageError(usageText.nothingToUndo);
  return newest;
}

function jointOf({ summary, unended }: PastRun): string | undefined {
  return (summary ?? unended)?.joint;
}
