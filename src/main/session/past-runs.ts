import { stat } from 'node:fs/promises';
import type { HistoryPage, OutcomePage, OutcomeWish, PastRun } from '../../shared/run/history.js';
import type { Answer } from '../../shared/ipc.js';
import { ProblemError, problemOf } from '../../shared/problem-error.js';
import type { Profile } from '../../shared/profile/profile.js';
import type { RunId } from '../../shared/run/run.js';
import { openState } from '../state/open-state.js';
import type { StateStore } from '../state/state-store.js';
import type { MemoryPlace } from './folder-pair.js';
import { onceMore } from './last-run.js';
import { pairOf } from './profile/pair.js';

/** Part of the history of a profile; empty where it never ran. Never rejects. */
export function readHistory(
  stateFile: string,
  profile: Profile,
  page: HistoryPage,
): Promise<Answer<readonly PastRun[]>> {
  return remembering(placeOf(stateFile, profile), (store) => store.history(page), []);
}

/** Part of what became of the items of a run; empty where there is no such run (any more). Never rejects. */
export function readOutcomes(
  stateFile: string,
  profile: Profile,
  runId: RunId,
  wish: OutcomeWish,
): Promise<Answer<OutcomePage>> {
  return remembering(placeOf(stateFile, profile), (store) => store.outcomesOf(runId, wish), { items: [] });
}

/** Where a profile is remembered in its file. */
export function placeOf(file: string, profile: Profile): MemoryPlace {
  return { file, pair: pairOf(profile) };
}

/** Reads from what is remembered of a pair of folders. Looking at it makes no file, and holds none open. Never rejects. */
export async function remembering<T>(
  place: MemoryPlace,
  read: (store: StateStore) => Promise<T>,
  none: T,
): Promise<Answer<T>> {
  try {
    await stat(place.file);
  } catch {
    return { kind: 'ok', value: none };
  }
  try {
    const { store, damaged } = await openState(place);
    try {
      if (damaged !== undefined) throw new ProblemError(onceMore(damaged));
      return { kind: 'ok', value: await read(store) };
    } finally {
      await store.close();
    }
  } catch (error) {
    return { kind: 'refused', problem: problemOf(error) };
  }
}
