import type { Mode } from '../../shared/profile.js';

/** What decides where the entries of both sides and the baseline leave a choice. */
export interface Policy {
  readonly mode: Mode;
  /** Under *Upload* and *Download*: also delete on the target side what the source side does not have. */
  readonly deleteExtra: boolean;
  /** What happens to files that differ where nothing is recorded of their folder yet. */
  readonly firstSync: FirstSync;
  /** Names of files and folders to leave out, at any depth. */
  readonly excludeNames: readonly string[];
  readonly brakes: Brakes;
}

/** `ask` makes them conflicts, because people were surprised by silent overwrites. */
export type FirstSync = 'ask' | 'newer' | 'local' | 'remote';

/** S7: a run that would delete more than both limits on one side stops and asks. */
export interface Brakes {
  /** Share of the side's files, 0 to 1. */
  readonly share: number;
  readonly files: number;
}

export const DEFAULT_BRAKES: Brakes = { share: 0.25, files: 10 };

/** What file managers and version control leave behind, and what pyftpsync keeps for itself. */
export const DEFAULT_EXCLUDED_NAMES: readonly string[] = [
  '.DS_Store',
  '.git',
  '.hg',
  '.svn',
  '#recycle',
  'pyftpsync.yaml',
  '.pyftpsync-meta.json',
  '.pyftpsync-lock.json',
];

/** Two-way, asking wherever there is doubt. */
export const DEFAULT_POLICY: Policy = {
  mode: 'two-way',
  deleteExtra: false,
  firstSync: 'ask',
  excludeNames: DEFAULT_EXCLUDED_NAMES,
  brakes: DEFAULT_BRAKES,
};
