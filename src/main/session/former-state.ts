import { stat } from 'node:fs/promises';
import { ProblemError } from '../../shared/problem-error.js';
import { openState } from '../state/open-state.js';
import type { StateStore } from '../state/state-store.js';
import type { Target } from '../targets/target.js';
import type { StatePlace } from './folder-pair.js';
import { withRetryAdvice } from './last-run.js';

/** The state of a pair of folders, opened. */
export interface PairState {
  readonly state: StateStore;
  readonly place: StatePlace;
  /** Present, and true, where the address meant another folder before: one of which there are records that are not used. */
  readonly meantOther?: boolean | undefined;
}

/**
 * Lets `work` use the right state of a pair whose sides are connected. `former` is where the state of the pair was when `ftp://host/` was the
 * folder in which one is signed in. That goes on being used as long as the server says that this folder is the root, unless the pair has a baseline
 * of its own. Both addresses share it then: they are one folder, and nothing is moved that the other would miss.
 */
export async function withProvenState<T>(
  own: PairState,
  former: StatePlace | undefined,
  remote: Pick<Target, 'signInFolder'>,
  work: (pairState: PairState) => Promise<T>,
): Promise<T> {
  if (former === undefined || (await own.state.hasBaseline())) return work(own);
  const before = await openThere(former);
  if (before === undefined) return work(own);
  try {
    if (!(await before.hasBaseline())) return await work(own);
    return remote.signInFolder === '/'
      ? await work({ state: before, place: former })
      : await work({ ...own, meantOther: true });
  } finally {
    await before.close();
  }
}

/**
 * Where to look for the past of a pair while nothing is connected, so that nothing is proven: in its own state, or in the one from before as long
 * as only that has a baseline. Rejects with a `ProblemError` where one of them cannot be used.
 */
export async function likelyState(own: StatePlace, former: StatePlace | undefined): Promise<StatePlace> {
  if (former === undefined || (await hasBaseline(own)) || !(await hasBaseline(former))) return own;
  return former;
}

async function hasBaseline(place: StatePlace): Promise<boolean> {
  const store = await openThere(place);
  try {
    return (await store?.hasBaseline()) === true;
  } finally {
    await store?.close();
  }
}

/** Looking for a state file creates none. */
async function openThere(place: StatePlace): Promise<StateStore | undefined> {
  try {
    await stat(place.file);
  } catch {
    return undefined;
  }
  const { store, damaged } = await openState(place);
  if (damaged === undefined) return store;
  await store.close();
  throw new ProblemError(withRetryAdvice(damaged));
}
