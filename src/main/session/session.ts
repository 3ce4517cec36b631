import { randomUUID } from 'node:crypto';
import type { ItemPath, Sides } from '../../shared/entry/entry.js';
import { ProblemError } from '../../shared/problem-error.js';
import type { EngineEvent, RunId, RunReport, RunTrigger } from '../../shared/run/run.js';
import type { Profile } from '../../shared/profile/profile.js';
import type { PastRun } from '../../shared/run/history.js';
import type { Change, KeptFile } from '../state/journal/change.js';
import type { StateStore } from '../state/state-store.js';
import type { RunControl } from '../sync/base/flow/run-control.js';
import type { Policy } from '../sync/base/policy.js';
import { Scope } from '../sync/base/scope.js';
import type { Plan } from '../sync/plan/plan.js';
import type { RunnablePlan } from '../sync/plan/runnable-plan.js';
import { PyftpsyncImporter } from '../sync/pyftpsync/importer.js';
import { run } from '../sync/run/run.js';
import { lockState } from '../sync/run/frame.js';
import type { PlanBinding, PlanHead } from '../sync/saved-plan/format.js';
import { bindingFor, refusalOfPlan, runOfPlan } from '../sync/saved-plan/refusal.js';
import { compare, type AcceptIgnore } from '../sync/scan/compare.js';
import { previewUndo, type UndoPreview } from '../sync/undo/preview-undo.js';
import { lookAtVersion, restoreVersion, type Restoration } from '../sync/undo/restore-version.js';
import { undo } from '../sync/undo/undo.js';
import type { UndoRunInput } from '../sync/undo/undo-items.js';
import { pruneVersions } from '../sync/versions/prune.js';
import { versionsToDrop } from '../sync/versions/version-keeper.js';
import type { Target } from '../targets/target.js';
import type { BothSides } from './both-sides.js';
import type { FolderPair } from './folder-pair.js';
import { cutRun } from './last-run.js';
import { pyftpsyncPeerOf, remoteOf, signInFolderOf } from './profile/pair.js';
import type { UnsavedHead } from './plan-head.js';
import { policyOf, runControlOf } from './profile/policy-of.js';
import type { WantedRun } from './unstarted-run.js';

export type { Restoration, UndoPreview };

/** What applies to everything that a session does. */
export interface SessionContext {
  /** What the folders are connected for, as the history will say. */
  readonly trigger: RunTrigger;
  readonly signal: AbortSignal;
  /** Milliseconds since 1970 in UTC. */
  readonly now: () => number;
  /** The run that the folders are connected for: it is in the history even where it cannot begin. Absent where they are only looked at. */
  readonly run?: WantedRun | undefined;
  /** Names the run of the whole profile that it belongs to, where that has several pairs of folders. */
  readonly joint?: string | undefined;
}

/** What a comparison came to. */
export interface Comparison {
  readonly plan: Plan;
  /** What it was made from: the only thing that it can be run against later. */
  readonly binding: PlanBinding;
}

export interface CompareHow {
  /** Whether files are compared by their contents, whatever the profile says. */
  readonly contents?: boolean | undefined;
  readonly acceptIgnore?: AcceptIgnore | undefined;
  /** Only these items, each with all that lies in it. Rejects with a `ScopeError` where they cannot be compared by themselves. */
  readonly only?: readonly ItemPath[] | undefined;
  /** Gets `plan-items` and `scan-progress`. */
  readonly emit: (event: EngineEvent) => void;
}

export interface RunHow {
  /** Only tell what would be done, and touch nothing (S1). */
  readonly dryRun: boolean;
  /** Gets all that a run tells. */
  readonly emit: (event: EngineEvent) => void;
  /** Gets the report of the run as soon as it is on record: what is left is to unlock both sides, which can add a problem to it. */
  readonly onResult?: ((report: RunReport) => void) | undefined;
  /** Pauses the run and sets its limits; without it, the run keeps the limits of its profile. */
  readonly control?: RunControl | undefined;
}

export interface PlanRunHow extends RunHow {
  /** Go on although more would be deleted than the limit allows (S7). */
  readonly exceedDeletionLimit: boolean;
  /** Take the place of whoever is synchronizing the folder already. */
  readonly breakLock?: boolean | undefined;
}

export interface UndoHow extends RunHow {
  /** Says of a change that it is to stay. */
  readonly leftOut?: ((change: Change) => boolean) | undefined;
}

/** A connected pair of folders with its records: everything that can be done with the two. */
export class Session {
  readonly profile: Profile;
  readonly targets: Sides<Target>;
  readonly state: StateStore;
  /** Whether the address meant another folder before: one of which something is remembered that is not used. */
  readonly meantOther: boolean;
  readonly #pair: FolderPair;
  readonly #sides: BothSides;
  readonly #context: SessionContext;

  constructor(pair: FolderPair, sides: BothSides, context: SessionContext) {
    this.profile = pair.profile;
    this.targets = sides.targets;
    this.state = sides.state;
    this.meantOther = sides.meantOther === true;
    this.#pair = pair;
    this.#sides = sides;
    this.#context = context;
  }

  /** How the two are synced. */
  get policy(): Policy {
    return policyOf(this.profile);
  }

  /** The folder that the remote side turned out to be, where its address leaves that to the server. */
  get signInFolder(): string | undefined {
    return this.#pair.given?.remote === undefined
      ? signInFolderOf(remoteOf(this.profile), this.targets.remote)
      : undefined;
  }

  /** The newest run, where it was cut off and none has begun since. */
  cutRun(): Promise<PastRun | undefined> {
    return cutRun(this.state);
  }

  /** Compares both sides. Changes nothing on either (S1). Rejects with a `ProblemError`. */
  async compare({ contents, acceptIgnore, only, emit }: CompareHow): Promise<Comparison> {
    const { signal, now } = this.#context;
    const { given } = this.#pair;
    const binding = await this.#binding();
    const plan = await compare({
      targets: this.targets,
      state: this.state,
      policy: contents === true ? { ...this.policy, comparison: 'content' } : this.policy,
      // pyftpsync's records go by addresses, which nobody knows of somebody's own targets.
      importer:
        given === undefined
          ? new PyftpsyncImporter(this.targets, pyftpsyncPeerOf(this.profile, this.targets.remote))
          : undefined,
      signal,
      emit,
      nowMs: now(),
      acceptIgnore,
      scope: only && new Scope(only),
    });
    return { plan, binding };
  }

  /**
   * S2: holds a plan that was made earlier against what is remembered now. Rejects with a `ProblemError` where the folders have been synchronized
   * since, are others, or are synced by other rules now.
   */
  async expectFit(head: UnsavedHead & Partial<Pick<PlanHead, 'savedMs'>>): Promise<void> {
    const { savedMs } = head;
    // Only a saved plan has a name by which an earlier run of it is found.
    const earlier = savedMs === undefined ? undefined : await runOfPlan({ ...head, savedMs }, this.state);
    const refusal = refusalOfPlan({ ...head, savedMs: savedMs ?? 0 }, await this.#binding(), earlier);
    if (refusal !== undefined) throw new ProblemError(refusal);
  }

  /** Carries a plan out. Never rejects for what happens to single items or to the connection: the report says so. */
  run(plan: RunnablePlan, { exceedDeletionLimit, breakLock, ...how }: PlanRunHow): Promise<RunReport> {
    return run({ ...this.#inputOf(how), plan, policy: this.policy, exceedDeletionLimit, breakLock });
  }

  /** Undoes a run, item by item, except where a file has changed since (S4). Reports what happens as `run` does. */
  undo(undoes: RunId, { leftOut, ...how }: UndoHow): Promise<RunReport> {
    return undo({ ...this.#undoInputOf(how), undoes, leftOut });
  }

  /** What undoing a run would do; changes nothing (S1). `onProgress` is told how many changes were looked at. */
  previewUndo(undoes: RunId, onProgress: (seen: number) => void): Promise<UndoPreview> {
    const how = { dryRun: true, emit: () => undefined };
    return previewUndo({ ...this.#undoInputOf(how), undoes, onProgress });
  }

  /** Looks at a kept version and its place. Changes nothing. Rejects with a `ProblemError` if it can’t be restored. */
  lookAtVersion(version: KeptFile): Promise<Restoration> {
    return lookAtVersion(version, this.targets, this.state, this.#context.signal);
  }

  /** Restores a kept version, as a run that can be undone. Reports what happens as `run` does. */
  restore(restoration: Restoration, how: RunHow): Promise<RunReport> {
    return restoreVersion(this.#undoInputOf(how), restoration);
  }

  /** The numbers of the kept versions that have expired by then. */
  async expiredVersions(nowMs: number): Promise<ReadonlySet<number>> {
    const kept = await this.state.keptVersions();
    const due = versionsToDrop(kept, this.policy.versions, nowMs);
    return new Set(due.map(({ seq }) => seq));
  }

  /** Removes the versions that have expired by then, as the end of every run does. Rejects with a `ProblemError`. */
  async pruneVersions(nowMs: number): Promise<void> {
    await lockState(this.state);
    await pruneVersions(this.targets, this.state, this.policy.versions, nowMs, this.#context.signal);
  }

  #binding(): Promise<PlanBinding> {
    return bindingFor(this.state, this.#sides.place.pair, this.policy);
  }

  #inputOf({ dryRun, emit, onResult, control }: RunHow) {
    const { trigger, signal, now, joint, run: wanted } = this.#context;
    // Only what was meant as a dry run from the beginning goes by the name of the run; nothing is written under any other.
    const runId = wanted?.dryRun === dryRun ? wanted.runId : randomUUID();
    return {
      runId,
      profileId: this.profile.id,
      trigger,
      joint,
      targets: this.targets,
      state: this.state,
      dryRun,
      control: control ?? runControlOf(this.profile),
      signal,
      emit,
      onResult,
      now,
    };
  }

  #undoInputOf(how: RunHow): UndoRunInput {
    const { versions, own } = this.policy;
    return { ...this.#inputOf(how), versions, own };
  }
}
