import { stat } from 'node:fs/promises';
import { ProblemError } from '../../shared/problem-error.js';
import { openState } from '../state/open-state.js';
import type { StateStore } from '../state/state-store.js';
import type { Target } from '../targets/target.js';
import type { MemoryPlace } from './folder-pair.js';
import { onceMore } from './last-run.js';

/** What is remembered of a pair of folders, opened. */
export interface Memory {
  readonly state: StateStore;
  readonly place: MemoryPlace;
  /** Present, and true, where the address meant another folder before: one of which something is remembered that is not used. */
  readonly meantOther?: boolean | undefined;
}

/**
 * Lets `work` use the right memory of a pair whose sides are connected. `former` is where the pair was remembered when `ftp://host/` was the
 * folder in which one is signed in. That goes on being used as long as the server says that this folder is the root, unless the pair has a baseline
 * of its own. Both addresses share it then: they are one folder, and nothing is moved that the other would miss.
 */
export async function withProvenMemory<T>(
  own: Memory,
  former: MemoryPlace | undefined,
  remote: Pick<Target, 'signInFolder'>,
  work: (memory: Memory) => Promise<T>,
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
 * Where to look for the past of a pair while nothing is connected, so that nothing is proven: in its own memory, or in the one from before as long
 * as only that has a baseline. Rejects with a `ProblemError` where one of them cannot be used.
 */
export async function likelyMemory(own: MemoryPlace, former: MemoryPlace | undefined): Promise<MemoryPlace> {
  if (former === undefined || (await hasBaseline(own)) || !(await hasBaseline(former))) return own;
  return former;
}

async function hasBaseline(place: MemoryPlace): Promise<boolean> {
  const store = await openThere(place);
  try {
    return (await store?.hasBaseline()) === true;
  } finally {
    await store?.close();
  }
}

/** Looking for a memory makes none. */
async function openThere(place: MemoryPlace): Promise<StateStore | undefined> {
  try {
    await stat(place.file);
  } catch {
    return undefined;
  }
  const { store, damaged } = await openState(place);
  if (damaged === undefined) return store;
  await store.close();
  throw new ProblemError(onceMore(damaged));
}
