import type { Mode } from '../../../shared/profile/profile.js';
import type { Resolve } from '../../../shared/profile/profile-options.js';
import { DEFAULT_OWN_NAMES } from './own-names.js';
import { DEFAULT_FILTERS, type Filters } from '../filters/filters.js';

/** What decides where the entries of both sides and the baseline leave a choice. */
export interface Policy {
  readonly mode: Mode;
  /** Under *Upload* and *Download*: also delete on the target side what the source side does not have. */
  readonly deleteExtra: boolean;
  /** Also delete on the target side what the filters leave out. Says nothing in two-way mode or without `deleteExtra`. */
  readonly deleteUnmatched: boolean;
  /**
   * Under *Upload* and *Download*: overwrite what changed on the target side, restore what was deleted there, and settle for
   * the source side where both have changed.
   */
  readonly force: boolean;
  /** What settles conflicts before anybody is asked. */
  readonly resolve: Resolve;
  /** What tells whether two files are the same. */
  readonly comparison: Comparison;
  /** What names mean that differ only in case or in how their letters are composed. */
  readonly caseRule: CaseRule;
  readonly links: LinkRule;
  readonly permissions: PermissionRule;
  /** What happens to files that differ where nothing is recorded of their folder yet. */
  readonly firstSync: FirstSync;
  readonly filters: Filters;
  readonly deletionLimit: DeletionLimit;
  readonly versions: VersionPolicy;
  readonly own: OwnFiles;
}

/** What of Evenkeel's own lies beside people's files, and how it works where a server is in the way of that. */
export interface OwnFiles {
  /** How its names look: see `OwnNames`. */
  readonly names: string;
  /** Whether a run locks the sides that it changes. Without, two runs at once may undo each other's work. */
  readonly lock: 'on' | 'off';
  /**
   * Whether a file on the remote side is written beside its place and renamed, or `in-place`, where servers forbid renaming: then readers
   * see half a file while it is written, a cut transfer leaves one, and nothing is kept there of what is replaced or deleted (S3, S4).
   */
  readonly writing: 'beside' | 'in-place';
  /** The absolute path of a folder on the remote side that the versions folder is put into; `null` for the root of the profile. */
  readonly versionsIn: string | null;
}

export const DEFAULT_OWN_FILES: OwnFiles = {
  names: DEFAULT_OWN_NAMES,
  lock: 'on',
  writing: 'beside',
  versionsIn: null,
};

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

/** Size and time; size alone; or what is in the files, where size and time leave a doubt. */
export type Comparison = 'time' | 'size' | 'content';

/**
 * `stop` makes names that clash conflicts; `strict` takes them for different names; `local` and `remote` take them for
 * the same, spelled as on that side.
 */
export type CaseRule = 'stop' | 'strict' | 'local' | 'remote';

/** Symbolic links are skipped and reported, taken for what they lead to, or copied as links (between local folders). */
export type LinkRule = 'skip' | 'follow' | 'copy';

/** Whether permissions are copied where both sides have them. */
export type PermissionRule = 'leave' | 'keep';

/** `ask` makes them conflicts, because people were surprised by silent overwrites. */
export type FirstSync = 'ask' | 'newer' | 'local' | 'remote';

/** S7: a run that would delete more than both limits on one side stops and asks. */
export interface DeletionLimit {
  /** Share of the side's files, 0 to 1. */
  readonly share: number;
  readonly files: number;
}

export const DEFAULT_DELETION_LIMIT: DeletionLimit = { share: 0.25, files: 10 };

/** Two-way, asking wherever there is doubt. */
export const DEFAULT_POLICY: Policy = {
  mode: 'two-way',
  deleteExtra: false,
  deleteUnmatched: false,
  force: false,
  resolve: 'ask',
  comparison: 'time',
  caseRule: 'stop',
  links: 'skip',
  permissions: 'leave',
  firstSync: 'ask',
  filters: DEFAULT_FILTERS,
  deletionLimit: DEFAULT_DELETION_LIMIT,
  versions: DEFAULT_VERSIONS,
  own: DEFAULT_OWN_FILES,
};
