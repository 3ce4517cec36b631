import type { Mode } from '../../shared/profile.js';
import { DEFAULT_FILTERS, type Filters } from './filters/filters.js';

/** What decides where the entries of both sides and the baseline leave a choice. */
export interface Policy {
  readonly mode: Mode;
  /** Under *Upload* and *Download*: also delete on the target side what the source side does not have. */
  readonly deleteExtra: boolean;
  /** What happens to files that differ where nothing is recorded of their folder yet. */
  readonly firstSync: FirstSync;
  readonly filters: Filters;
  readonly brakes: Brakes;
  readonly versions: VersionPolicy;
}

/** S4: whether what a run replaces or deletes is kept, and how much of it for how long. */
export type VersionPolicy =
  | { readonly kind: 'off' }
  | {
      readonly kind: 'on';
      /** Milliseconds. */
      readonly maxAgeMs: number;
      /** Bytes, on each side. */
      readonly maxBytes: number;
    };

const DAY_MS = 86_400_000;

export const DEFAULT_VERSIONS: VersionPolicy = { kind: 'on', maxAgeMs: 30 * DAY_MS, maxBytes: 2 ** 30 };

/** `ask` makes them conflicts, because people were surprised by silent overwrites. */
export type FirstSync = 'ask' | 'newer' | 'local' | 'remote';

/** S7: a run that would delete more than both limits on one side stops and asks. */
export interface Brakes {
  /** Share of the side's files, 0 to 1. */
  readonly share: number;
  readonly files: number;
}

export const DEFAULT_BRAKES: Brakes = { share: 0.25, files: 10 };

/** Two-way, asking wherever there is doubt. */
export const DEFAULT_POLICY: Policy = {
  mode: 'two-way',
  deleteExtra: false,
  firstSync: 'ask',
  filters: DEFAULT_FILTERS,
  brakes: DEFAULT_BRAKES,
  versions: DEFAULT_VERSIONS,
};
