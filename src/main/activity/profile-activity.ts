import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Activity } from '../../shared/run/activity.js';
import type { ItemPath } from '../../shared/entry/entry.js';
import type { Answer } from '../../shared/ipc.js';
import {
  EMPTY_TOTALS,
  workIn,
  type PlanItem,
  type PlanTotals,
  type Reach,
  type Settlement,
} from '../../shared/plan/plan.js';
import type { Problem } from '../../shared/problem.js';
import { problemOf, stoppedError } from '../../shared/problem-error.js';
import type { Profile, KeptSecret } from '../../shared/profile/profile.js';
import {
  FULL_PACE,
  type EngineEvent,
  type RunId,
  type RunPace,
  type RunReport,
  type RunSummary,
  type RunTrigger,
  type RunWish,
} from '../../shared/run/run.js';
import { RunControl } from '../sync/base/run-control.js';
import { compare } from '../sync/scan/compare.js';
import type { Plan } from '../sync/plan/plan.js';
import type { PlanBinding } from '../sync/saved-plan/format.js';
import { bindingFor } from '../sync/saved-plan/refusal.js';
import { peerIdFor } from '../sync/pyftpsync/peer-id.js';
import { run } from '../sync/run/run.js';
import type { RunInput } from '../sync/run/run-input.js';
import { undo } from '../sync/undo/undo.js';
import { withBothSides, type BothSides } from './both-sides.js';
import { readLastRun } from './last-run.js';
import { OneAtATime } from './one-at-a-time.js';
import { pairOf, remoteOf } from './pair.js';
import { policyOf } from './policy-of.js';
import { refusalOf, type Wish } from './refusal.js';
import { savePlanTo } from './save-plan.js';
import type { Surroundings } from './dependencies.js';
import { afterEvent, afterRun, beginningRun } from './transition.js';
import { accountedFor, problemUnder, unbegunReport, type Beginning } from './unbegun.js';

/** How *Sync now* ended. */
export type SyncResult =
  | { readonly kind: 'ran'; readonly report: RunReport }
  /** It did not come to a run: busy, or the comparison failed. */
  | { readonly kind: 'not-run'; readonly problem: Problem };

/** What a run and an undo have to be told alike. */
type AboutRun = Pick<RunInput, 'runId' | 'profileId' | 'trigger' | 'control' | 'signal' | 'emit' | 'now'>;

const NO_RUN: Problem = {
  kind: 'invalid',
  what: 'The run has ended already.',
  advice: 'There is nothing left to pause or to slow down.',
};

const OK: Answer<null> = { kind: 'ok', value: null };

/**
 * What is going on with one profile: at most one comparison or run at a time, the plan that came of it, and what the window is
 * told. Connections are held only while something is under way.
 */
export class ProfileActivity {
  readonly #surroundings: Surroundings;
  readonly #work = new OneAtATime((error) => {
    this.#surroundings.logFailure('A comparison or run failed unexpectedly', error);
    this.#take({ kind: 'compare-failed', problem: problemOf(error) });
  });
  #profile: Profile;
  #activity: Activity = { kind: 'idle' };
  #plan: Plan | undefined;
  /** What the plan was made from: the only thing that it can be run against later. */
  #binding: PlanBinding | undefined;
  /** The items found so far while a comparison goes on. */
  readonly #found = new Map<ItemPath, PlanItem>();
  /** What a run has told so far, for a window that is opened in the middle. */
  #runEvents: EngineEvent[] = [];
  #last: RunReport | undefined;
  #lastRead: Promise<void> | undefined;
  /** That what was remembered was damaged, until somebody has been told. */
  #damaged: Problem | undefined;
  /** The reins of the run that is under way. */
  #control: RunControl | undefined;

  constructor(profile: Profile, surroundings: Surroundings) {
    this.#profile = profile;
    this.#surroundings = surroundings;
  }

  /** Whether a comparison or run is under way. */
  get atWork(): boolean {
    return this.#work.atWork;
  }

  get activity(): Activity {
    return this.#activity;
  }

  /** The last run on record that was more than a dry one. Never rejects. */
  async last(): Promise<RunReport | undefined> {
    this.#lastRead ??= this.#readLast();
    await this.#lastRead;
    return this.#last;
  }

  /** Why a wish cannot be granted now; `undefined` where it can. */
  refusal(wish: Wish): Problem | undefined {
    return refusalOf(wish, this.#activity, this.atWork);
  }

  /** Tells all of the plan anew, where there is one, and what is going on. */
  async watch(): Promise<Activity> {
    await this.last();
    this.#damaged = undefined;
    const items = this.#plan?.items ?? this.#found;
    if (items.size > 0) {
      const totals =
        this.#plan?.totals ?? ('totals' in this.#activity ? this.#activity.totals : EMPTY_TOTALS);
      const told: EngineEvent = { kind: 'plan-items', items: [...items.values()], totals };
      this.#surroundings.onEvents(this.#profile.id, [told, ...this.#runEvents], true);
    }
    return this.#activity;
  }

  /** Begins a comparison. */
  compare(): Answer<null> {
    const problem = this.refusal({ kind: 'compare' });
    if (problem !== undefined) return { kind: 'refused', problem };
    void this.#work.do(async (signal) => {
      const end = await this.#compare(signal);
      return () => this.#take(end);
    });
    return OK;
  }

  /** Chooses what is to happen with items of the plan; see `Plan.settle`. */
  settle(paths: readonly ItemPath[] | null, settlement: Settlement | null, reach: Reach): Answer<null> {
    const problem = this.refusal({ kind: 'settle' });
    if (problem !== undefined) return { kind: 'refused', problem };
    if (this.#plan === undefined) throw new Error('Compared, but without a plan.');
    const items = this.#plan.settle(paths, settlement, reach);
    this.#take({ kind: 'plan-items', items, totals: this.#plan.totals });
    this.#tellActivity();
    return OK;
  }

  /** Begins to carry out the plan. */
  run(wish: RunWish, trigger: RunTrigger): Answer<null> {
    const problem = this.refusal({ kind: 'run', wish });
    if (problem !== undefined) return { kind: 'refused', problem };
    const plan = this.#plan;
    if (plan === undefined) throw new Error('Compared, but without a plan.');
    void this.#work.do(async (signal) => {
      const report = await this.#run(plan, wish, trigger, signal);
      return () => this.#conclude(report, plan.totals);
    });
    return OK;
  }

  /** Begins to take a run back. The plan there is, if any, was made before it and is dropped. */
  undo(undoes: RunId, trigger: RunTrigger): Answer<null> {
    const problem = this.refusal({ kind: 'undo' });
    if (problem !== undefined) return { kind: 'refused', problem };
    void this.#work.do(async (signal) => {
      this.#plan = undefined;
      this.#surroundings.onEvents(this.#profile.id, [], true);
      const versions = policyOf(this.#profile).versions;
      const what = { dryRun: false, trigger, undoes };
      const report = await this.#carryOut(what, EMPTY_TOTALS, signal, (sides, about) =>
        undo({ ...sides, ...about, undoes, versions }),
      );
      return () => this.#conclude(report, EMPTY_TOTALS);
    });
    return OK;
  }

  /** Saves the plan as it stands, choices included, so that the command line can run it later. Never rejects. */
  async savePlan(file: string): Promise<Answer<null>> {
    const problem = this.refusal({ kind: 'settle' });
    if (problem !== undefined) return { kind: 'refused', problem };
    const [plan, binding] = [this.#plan, this.#binding];
    if (plan === undefined || binding === undefined) throw new Error('Compared, but without a plan.');
    let answer: Answer<null> = OK;
    // As a piece of work, so that nobody changes the plan meanwhile.
    await this.#work.do(async (signal) => {
      answer = await savePlanTo(file, plan, binding, this.#profile, signal);
      return () => undefined;
    });
    return answer;
  }

  /** Compares and runs in one go. Conflicts are left; the brakes are never passed. Never rejects. */
  async syncNow(trigger: RunTrigger): Promise<SyncResult> {
    const problem = this.refusal({ kind: 'compare' });
    if (problem !== undefined) return { kind: 'not-run', problem };
    let result: SyncResult = { kind: 'not-run', problem: stoppedError().problem };
    await this.#work.do(async (signal) => {
      const attempt = this.#beginning(trigger, false, EMPTY_TOTALS);
      const end = await this.#compare(signal, attempt);
      if (end.kind === 'compare-failed') {
        this.#last = unbegunReport({ ...attempt, finishedMs: Date.now() }, end.problem);
        result = { kind: 'not-run', problem: end.problem };
        return () => this.#take(end);
      }
      this.#take(end);
      const plan = this.#plan;
      if (plan === undefined) throw new Error('Compared, but without a plan.');
      const report = await this.#run(plan, 'run', trigger, signal);
      result = { kind: 'ran', report };
      return () => this.#conclude(report, plan.totals);
    });
    return result;
  }

  /** Pauses the run that is under way, lets it go on, or changes its limits. */
  setPace(pace: RunPace): Answer<null> {
    if (this.#control === undefined) return { kind: 'refused', problem: NO_RUN };
    this.#control.set(pace);
    this.#tellActivity();
    return OK;
  }

  /** Stops what is under way, if anything is, and resolves when it has ended. */
  stop(): Promise<void> {
    return this.#work.stop();
  }

  /** Takes over a changed profile. Unless only its name changed, a plan made for the old one is dropped. */
  change(profile: Profile): void {
    const same = isDeepStrictEqual({ ...this.#profile, name: '' }, { ...profile, name: '' });
    this.#profile = profile;
    if (same) return;
    this.#plan = undefined;
    this.#runEvents = [];
    this.#activity = { kind: 'idle', last: this.#last };
    this.#surroundings.onEvents(profile.id, [], true);
    this.#tellActivity();
  }

  /** `attempt` is the run that the comparison is made for. */
  async #compare(
    signal: AbortSignal,
    attempt?: Beginning,
  ): Promise<Extract<EngineEvent, { kind: 'compare-finished' | 'compare-failed' }>> {
    this.#plan = undefined;
    this.#found.clear();
    this.#runEvents = [];
    this.#take({ kind: 'compare-started' }, true);
    try {
      await this.last();
      const damaged = this.#damaged;
      this.#damaged = undefined;
      if (damaged !== undefined) return { kind: 'compare-failed', problem: damaged };
      const planOf = async (sides: BothSides): Promise<Plan> => {
        const policy = policyOf(this.#profile);
        this.#binding = await bindingFor(sides.state, pairOf(this.#profile), policy);
        return compare({
          ...sides,
          policy,
          pyftpsyncPeer: peerIdFor(remoteOf(this.#profile)),
          signal,
          emit: (event) => this.#take(event),
          nowMs: Date.now(),
        });
      };
      this.#plan = await this.#withBothSides(signal, planOf, attempt);
      return { kind: 'compare-finished', totals: this.#plan.totals };
    } catch (error) {
      this.#logUnlessStopped(error, signal);
      return { kind: 'compare-failed', problem: problemUnder(signal, error) };
    } finally {
      this.#found.clear();
    }
  }

  #run(plan: Plan, wish: RunWish, trigger: RunTrigger, signal: AbortSignal): Promise<RunReport> {
    const policy = policyOf(this.#profile);
    const dryRun = wish === 'dry-run';
    const how = { dryRun, passBrakes: wish === 'pass-brakes', breakLock: wish === 'break-lock' };
    return this.#carryOut({ dryRun, trigger }, plan.totals, signal, (sides, about) =>
      run({ ...sides, ...about, ...how, plan, policy }),
    );
  }

  /** Does what a run or an undo have in common: connects, tells, and accounts for it even where it could not begin. */
  async #carryOut(
    { dryRun, trigger, undoes }: Pick<RunSummary, 'dryRun' | 'trigger' | 'undoes'>,
    totals: PlanTotals,
    signal: AbortSignal,
    work: (sides: BothSides, about: AboutRun) => Promise<RunReport>,
  ): Promise<RunReport> {
    const beginning = this.#beginning(trigger, dryRun, totals, undoes);
    const { runId, profileId } = beginning;
    this.#runEvents = [];
    const control = new RunControl({
      ...FULL_PACE,
      bytesPerSecond: this.#profile.options.bytesPerSecond,
    });
    this.#control = control;
    this.#activity = beginningRun(beginning, totals, control.pace);
    this.#tellActivity();
    const emit = (event: EngineEvent): void => this.#take(event);
    try {
      return await this.#withBothSides(
        signal,
        (sides) => work(sides, { runId, profileId, trigger, control, signal, emit, now: Date.now }),
        beginning,
      );
    } catch (error) {
      this.#logUnlessStopped(error, signal);
      return unbegunReport({ ...beginning, finishedMs: Date.now() }, problemUnder(signal, error));
    } finally {
      this.#control = undefined;
    }
  }

  #beginning(trigger: RunTrigger, dryRun: boolean, totals: PlanTotals, undoes?: RunId): Beginning {
    return {
      runId: randomUUID(),
      profileId: this.#profile.id,
      trigger,
      dryRun,
      undoes,
      startedMs: Date.now(),
      unreached: workIn(totals),
    };
  }

  #conclude(report: RunReport, totals: PlanTotals): void {
    this.#runEvents = [];
    if (!report.dryRun) this.#last = report;
    this.#activity = afterRun(report, totals);
    this.#tellActivity();
    if (!report.dryRun) this.#surroundings.onRan(this.#profile.id);
  }

  /** `attempt` is the run that this is part of: it is entered into the history where it cannot even begin. */
  #withBothSides<T>(
    signal: AbortSignal,
    work: (sides: BothSides) => Promise<T>,
    attempt?: Beginning,
  ): Promise<T> {
    const { stateFile, secretOf, logFailure } = this.#surroundings;
    const profile = this.#profile;
    const file = stateFile(profile.id);
    const secret = (kind: KeptSecret): Promise<string> => secretOf(profile.id, kind);
    const connected = (): Promise<T> => withBothSides({ profile, stateFile: file, secret, signal }, work);
    if (attempt === undefined) return connected();
    const onFailure = (error: unknown): void =>
      logFailure('A run that could not begin could not be entered into the history either', error);
    const known = { beginning: attempt, file, pair: pairOf(profile) };
    return accountedFor({ attempt: () => known, signal, now: Date.now, onFailure }, connected);
  }

  #take(event: EngineEvent, fresh = false): void {
    if (event.kind === 'plan-items' && this.#activity.kind === 'comparing') {
      for (const item of event.items) this.#found.set(item.path, item);
    }
    if (event.kind === 'run-started' || event.kind === 'item-finished') this.#runEvents.push(event);
    const before = this.#activity.kind;
    this.#activity = afterEvent(this.#activity, event, this.#last);
    this.#surroundings.onEvents(this.#profile.id, [event], fresh);
    if (this.#activity.kind !== before) this.#tellActivity();
  }

  #tellActivity(): void {
    this.#surroundings.onActivity(this.#profile.id, this.#activity);
  }

  async #readLast(): Promise<void> {
    try {
      const { report, damaged } = await readLastRun(
        this.#surroundings.stateFile(this.#profile.id),
        this.#profile,
      );
      this.#last ??= report;
      this.#damaged = damaged;
    } catch (error) {
      this.#surroundings.logFailure('What is remembered of a profile could not be read', error);
    }
    if (this.#activity.kind !== 'idle') return;
    this.#activity =
      this.#damaged === undefined
        ? { kind: 'idle', last: this.#last }
        : { kind: 'compare-failed', problem: this.#damaged, last: this.#last };
  }

  #logUnlessStopped(error: unknown, signal: AbortSignal): void {
    if (!signal.aborted) this.#surroundings.logFailure('A comparison or run could not be carried out', error);
  }
}
