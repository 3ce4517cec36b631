import { stat } from 'node:fs/promises';
import type { Problem } from '../../shared/problem.js';
import type { Profile } from '../../shared/profile/profile.js';
import type { RunReport } from '../../shared/run/run.js';
import { openState } from '../state/open-state.js';
import { pairOf } from './pair.js';

/** How many items of a past run are shown. */
const ITEMS = 1_000;

export interface LastRun {
  readonly report?: RunReport | undefined;
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
      report: await store.lastRun(ITEMS),
      damaged: damaged === undefined ? undefined : onceMore(damaged),
    };
  } finally {
    await store.close();
  }
}

/** The damage as it is told when nothing is under way yet, or when what was under way stops to tell it. */
export function onceMore(damaged: Problem): Problem {
  return {
    ...damaged,
    advice:
      'Nothing on either side was touched. Compare again: it will be a first comparison, where files that differ are conflicts.',
  };
}
