import type { PlanItem, SimpleSettlement } from '../../shared/plan/plan.js';
import type { PlanFilter } from '../../shared/plan/plan-filter.js';
import type { Mode } from '../../shared/profile/profile.js';
import type { ProfileOptions } from '../../shared/profile/profile-options.js';
import type { EngineEvent } from '../../shared/run/run.js';
import type { RunControl } from '../sync/base/flow/run-control.js';
import type { EarlierTarget } from '../targets/earlier-target.js';
import type { Target } from '../targets/target.js';

/** What says where a server is, and who signs in there. */
export interface SignInOptions {
  /** What stands in the address before the `@` says the same, and gives way to this. */
  readonly userName?: string | undefined;
  /** A function is asked each time that a connection is to be made. Never written to any file. */
  readonly password?: string | (() => string | Promise<string>) | undefined;
  /** Opens the private key of an `sftp://` address; the password is tried on it as well. */
  readonly passphrase?: string | (() => string | Promise<string>) | undefined;
  /** For a proxy whose user name is in `line.proxy`. */
  readonly proxyPassword?: string | (() => string | Promise<string>) | undefined;
  /** SHA-256 fingerprint of the certificate or host key to trust although nobody vouches for it. */
  readonly trust?: string | undefined;
}

/** Two folders, and how to sync them. The members of `ProfileOptions` are the ones that a profile has in the window. */
export interface PairOptions extends Partial<ProfileOptions>, SignInOptions {
  /** The earlier name of `deletionLimit`. */
  readonly brakes?: ProfileOptions['deletionLimit'] | undefined;
  /** A folder of this computer, or a target that is connected and stays yours to close. */
  readonly local: string | Target | EarlierTarget;
  /** `ftp://`, `ftps://` or `sftp://` with a server and a folder, a folder of this computer, or a target of your own. */
  readonly remote: string | Target | EarlierTarget;
  /** Names the pair of folders. Needed where one of them is a target of your own, whose place nobody else can know. */
  readonly name?: string | undefined;
  /** `two-way` unless said otherwise. */
  readonly mode?: Mode | undefined;
  /** Under `upload` and `download`: also delete on the target side what the source side does not have. */
  readonly delete?: boolean | undefined;
  /** The folder in which the baseline and the history are kept; the application's own unless said otherwise. */
  readonly stateFolder?: string | undefined;
}

/** How to watch work and stop it. */
export interface WorkOptions {
  /** Ends the work; what is under way rejects with, or reports, `stopped`. Both sides stay sound (S5). */
  readonly signal?: AbortSignal | undefined;
  /** Gets the same events as the window. */
  readonly onEvent?: ((event: EngineEvent) => void) | undefined;
}

/** How to settle a conflict: in a few words, or by what you made of both versions of the file (see `ReadyPlan.merge`). */
export type ConflictAnswer = SimpleSettlement | { readonly merge: Uint8Array };

/** What settles and reduces a plan as soon as it is made. */
export interface PlanOptions extends PairOptions, WorkOptions {
  /** Asked about each conflict that the options leave open; nothing leaves it open. */
  readonly onConflict?:
    ((item: PlanItem) => ConflictAnswer | undefined | Promise<ConflictAnswer | undefined>) | undefined;
  /** Only this part of the plan, with what it needs to be run by itself. */
  readonly only?: PlanFilter | ((item: PlanItem) => boolean) | undefined;
}

/** How a plan is carried out. */
export interface RunOptions extends WorkOptions {
  /** Only tell what would be done, and touch nothing (S1). */
  readonly dryRun?: boolean | undefined;
  /** Continue although more would be deleted than the deletion limit allows (S7). */
  readonly exceedDeletionLimit?: boolean | undefined;
  /** The earlier name of `exceedDeletionLimit`. */
  readonly passBrakes?: boolean | undefined;
  /** Take the place of whoever is synchronizing the folder already. */
  readonly breakLock?: boolean | undefined;
  /** Pauses the run and sets its limits. */
  readonly control?: RunControl | undefined;
}

export interface SyncOptions extends PlanOptions, RunOptions {}

/**
 * A plan that was just made is run against what it was made for. One from a file is so as well, unless it was made for targets of somebody's
 * own, or the folders are said again: then it is refused where they are others.
 */
export interface ApplyOptions extends Partial<PairOptions>, RunOptions {}
