import type { PastRun } from '../../../shared/run/history.js';
import type { HistoryStore } from '../../state/history/history-store.js';
import { UsageError } from '../usage-error.js';
import { usageText } from '../text/usage.js';

const RUNS_AT_ONCE = 100;

/** The runs on record, newest first, read as they are wanted. */
export async function* pastRuns(state: HistoryStore): AsyncGenerator<PastRun> {
  let before: number | undefined;
  for (;;) {
    const page = await state.history({ before, limit: RUNS_AT_ONCE });
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < RUNS_AT_ONCE) return;
    before = last.seq;
  }
}

/** The run whose name begins so. Throws a `UsageError` where there is none, or more than one. */
export async function findRun(state: HistoryStore, wanted: string): Promise<PastRun> {
  const folded = wanted.toLowerCase();
  const found: PastRun[] = [];
  for await (const run of pastRuns(state)) {
    if (run.runId === folded) return run;
    if (folded !== '' && run.runId.startsWith(folded)) found.push(run);
  }
  const [first, second] = found;
  if (first === undefined) {
    throw new UsageError(usageText.noRun(wanted));
  }
  if (second === undefined) return first;
  throw new UsageError(usageText.severalRuns(wanted));
}

/** The newest run that changed something, which is what an undo is about where nothing else is said. */
export async function newestUndoable(state: HistoryStore): Promise<PastRun | undefined> {
  for await (const run of pastRuns(state)) if (run.undoable) return run;
  return undefined;
}
