import type { CliContext } from '../cli-context.js';
import type { Reporter } from '../output/reporter.js';
import type { SyncRequest } from '../sync/request.js';
import type { SeveralRequests } from '../target-arguments/pair-argument.js';
import { announcePair } from '../target-arguments/profile-pairs.js';
import { usageText } from '../text/usage.js';
import { UsageError } from '../usage-error.js';
import { pastRuns } from './find-run.js';
import { readRecords } from './read-records.js';

/**
 * Which of several pairs of folders has a run whose name begins so; where there is only one pair, that. Rejects with a `UsageError` where none has,
 * or more than one.
 */
export async function pairWithRun(
  requests: SeveralRequests,
  word: string,
  context: CliContext,
  reporter: Reporter,
): Promise<SyncRequest> {
  const [only, ...others] = requests;
  if (others.length === 0) return only;
  const folded = word.toLowerCase();
  const having: SyncRequest[] = [];
  for (const request of requests) {
    const has = await readRecords(
      request,
      context,
      reporter,
      async (state) => {
        for await (const run of pastRuns(state))
          if (folded !== '' && run.runId.startsWith(folded)) return true;
        return false;
      },
      false,
    );
    if (has) having.push(request);
  }
  const [first, ...more] = having;
  if (first === undefined) throw new UsageError(usageText.noRun(word));
  if (more.length > 0) throw new UsageError(usageText.severalRuns(word));
  announcePair(first, reporter);
  return first;
}
