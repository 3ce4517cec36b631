import { stat } from 'node:fs/promises';
import type { ItemPath } from '../../shared/entry/entry.js';
import type {
  HistoryPage,
  OutcomePage,
  OutcomeRequest,
  PastRun,
  PathHit,
  PathQuery,
  VersionFacts,
} from '../../shared/run/history.js';
import { refused, type Answer } from '../../shared/ipc.js';
import { ProblemError, problemOf } from '../../shared/problem-error.js';
import type { Profile } from '../../shared/profile/profile.js';
import type { RunId } from '../../shared/run/run.js';
import type { KeptFile } from '../state/journal/change.js';
import { openState } from '../state/open-state.js';
import type { StateStore } from '../state/state-store.js';
import type { StatePlace } from './folder-pair.js';
import { withRetryAdvice } from './last-run.js';
import { pairOf } from './profile/pair.js';

/** Part of the history of a profile; empty where it never ran. Never rejects. */
export function readHistory(
  stateFile: string,
  profile: Profile,
  page: HistoryPage,
): Promise<Answer<readonly PastRun[]>> {
  return withStore(placeOf(stateFile, profile), (store) => store.history(page), []);
}

/** Part of what became of the items of a run; empty where there is no such run (any more). Never rejects. */
export function readOutcomes(
  stateFile: string,
  profile: Profile,
  runId: RunId,
  request: OutcomeRequest,
): Promise<Answer<OutcomePage>> {
  return withStore(placeOf(stateFile, profile), (store) => store.outcomesOf(runId, request), { items: [] });
}

/** One run on record; `undefined` where there is none of that name (any more). Never rejects. */
export function readRun(
  stateFile: string,
  profile: Profile,
  runId: RunId,
): Promise<Answer<PastRun | undefined>> {
  return withStore(placeOf(stateFile, profile), (store) => store.runOf(runId), undefined);
}

/** What past runs did with items of certain paths; empty where the profile never ran. Never rejects. */
export function findItems(
  stateFile: string,
  profile: Profile,
  request: PathQuery,
): Promise<Answer<readonly PathHit[]>> {
  return withStore(placeOf(stateFile, profile), (store) => store.findItems(request), []);
}

/** The versions of a file that are still kept, newest first. Never rejects. */
export function readVersions(
  stateFile: string,
  profile: Profile,
  path: ItemPath,
): Promise<Answer<readonly VersionFacts[]>> {
  const read = async (store: StateStore): Promise<readonly VersionFacts[]> =>
    (await store.keptFiles({ below: path, limit: MOST_VERSIONS }))
      .filter((kept) => kept.path === path)
      .map(versionFacts);
  return withStore(placeOf(stateFile, profile), read, []);
}

/** What is told of a kept version. */
export function versionFacts({ seq, path, side, size, keptMs }: KeptFile): VersionFacts {
  return { number: seq, path, side, size, keptMs };
}

/** How many versions of a file are told of at most. */
const MOST_VERSIONS = 1_000;

/** Where a profile is remembered in its file. */
export function placeOf(file: string, profile: Profile): StatePlace {
  return { file, pair: pairOf(profile) };
}

/** Reads from what is remembered of a pair of folders. Looking at it makes no file, and holds none open. Never rejects. */
export async function withStore<T>(
  place: StatePlace,
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
      if (damaged !== undefined) throw new ProblemError(withRetryAdvice(damaged));
      return { kind: 'ok', value: await read(store) };
    } finally {
      await store.close();
    }
  } catch (error) {
    return refused(problemOf(error));
  }
}
