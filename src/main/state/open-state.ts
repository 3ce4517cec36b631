import type { Problem } from '../../shared/problem.js';
import type { StateStore } from './state-store.js';

export interface OpenedState {
  readonly store: StateStore;
  /** Present where the file on disk was damaged: it was set aside, and the next comparison is a first one. */
  readonly damaged?: Problem | undefined;
}

export interface OpenStateOptions {
  /** One SQLite file a profile; made where it is missing, and its folder with it. */
  readonly file: string;
  /**
   * Names the pair of folders. Baselines of another pair are never used for this one: changing a profile's folder
   * starts afresh, and changing it back finds the old baseline again.
   */
  readonly pair: string;
}

/** Opens what is remembered of a profile, in a worker thread, so that the disk never holds up the main process. */
export function openState(_options: OpenStateOptions): Promise<OpenedState> {
  throw new Error('not written yet');
}
