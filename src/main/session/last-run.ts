import { stat } from 'node:fs/promises';
import type { Problem } from '../../shared/problem.js';
import type { Profile } from '../../shared/profile/profile.js';
import type { OutcomePage, PastRun } from '../../shared/run/history.js';
import type { ItemOutcome, RunReport } from '../../shared/run/run.js';
import { openState } from '../state/open-state.js';
import type { StateStore } from '../state/state-store.js';
import { pairOf } from './profile/pair.js';

/** How many items of a past run that went well are shown; of the others, all. */
const DONE_ITEMS = 1_000;
/** How many are read at once. */
const PAGE = 1_000;

export interface LastRun {
  readonly report?: RunReport | undefined;
  /** Present where the newest run was cut off: its program was killed, or the computer lost power. */
  readonly cut?: PastRun | undefined;
  /** Present where the file was damaged; it has been set aside. */
  readonly damaged?: Problem | undefined;
}

/**
 * The last run of a profile on record. A profile that never ran has no state file, and gets none by being looked at. Rejects
 * where the file cannot be used.
 */
export async function readLastRun(stateFile: string, profile: Profile): Promise<LastRun> {
  try {
    await stat(stateFile);
  } catch {
    return {};
  }
  const { store, damaged } = await openState({ file: stateFile, pair: pairOf(profile) });
  try {
    return {
      report: await lastReport(store),
      cut: await cutRun(store),
      damaged: damaged === undefined ? undefined : withRetryAdvice(damaged),
    };
  } finally {
    await store.close();
  }
}

/** The newest run, where it was cut off: its program was killed, or the computer lost power. */
export async function cutRun(store: StateStore): Promise<PastRun | undefined> {
  const [newest] = await store.history({ limit: 1 });
  return newest?.unended?.state === 'cut' ? newest : undefined;
}

/** What failed or was skipped is never left out, however long the run was. */
async function lastReport(store: StateStore): Promise<RunReport | undefined> {
  const summary = await store.lastRun(0);
  if (summary === undefined) return undefined;
  const items: ItemOutcome[] = [];
  let after: number | undefined = 0;
  while (after !== undefined) {
    const page: OutcomePage = await store.outcomesOf(summary.runId, {
      after,
      limit: PAGE,
      only: ['failed', 'skipped'],
    });
    items.push(...page.items);
    after = page.next;
  }
  const done = await store.outcomesOf(summary.runId, { limit: DONE_ITEMS, only: ['done'] });
  return { ...summary, items: [...items, ...done.items] };
}

/** The damage as it is told when nothing is under way yet, or when what was under way stops to tell it. */
export function withRetryAdvice(damaged: Problem): Problem {
  return {
    ...damaged,
    advice:
      'Nothing was changed on either side. Compare again: files that differ will be shown as conflicts, as in a first sync.',
  };
}
