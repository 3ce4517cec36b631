import type { ItemPath } from '../../../shared/entry/entry.js';
import type { Target } from '../../targets/target.js';

/** What a case of the contract has to work with. */
export interface Setting {
  /** Connected. */
  readonly target: Target;
  /** A folder of the case's own, empty. */
  readonly home: ItemPath;
  /** Another target for the same root; not connected. */
  readonly open: () => Target | Promise<Target>;
  /** The names in a folder below `home`, sorted, as seen by somebody else than the target where there is somebody. */
  readonly names: (folder?: ItemPath) => Promise<readonly string[]>;
  /** The content of a file below `home`, likewise. */
  readonly content: (path: ItemPath) => Promise<Buffer>;
  /** Makes so many files below `home`, with the names of `nameOfFilling` and the sizes of `sizeOfFilling`. */
  readonly fill: (count: number) => Promise<void>;
  /** Names that the side does not accept for new files, and for new folders. */
  readonly refusesFiles: readonly string[];
  readonly refusesFolders: readonly string[];
}

/** What a test runner hands to a test, so that it can say of itself that it was skipped. */
export interface Skipping {
  skip(reason: string): void;
}

/** One thing that every target has to do right. */
export interface ContractCase {
  readonly name: string;
  /** Why it does not apply to a target, for one that does not say that it can do this; `undefined` where it applies. */
  readonly lacks?: (setting: Setting) => Promise<string | undefined> | string | undefined;
  /** Rejects where the target does it wrong. */
  readonly check: (setting: Setting) => Promise<void>;
}

/** Checks a case, or says why it does not apply: what was not tried has not been passed. */
export async function checkCase(
  { lacks, check }: ContractCase,
  setting: Setting,
  context: Skipping,
): Promise<void> {
  const reason = await lacks?.(setting);
  if (reason === undefined) await check(setting);
  else context.skip(reason);
}
