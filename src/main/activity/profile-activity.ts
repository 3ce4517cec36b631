import type { Activity } from '../../shared/run/activity.js';
import type { ItemPath } from '../../shared/entry/entry.js';
import type { Answer } from '../../shared/ipc.js';
import {
  EMPTY_TOTALS,
  type PlanItem,
  type PlanTotals,
  type Reach,
  type Settlement,
} from '../../shared/plan/plan.js';
import type { Problem } from '../../shared/problem.js';
import { problemOf, stoppedError } from '../../shared/problem-error.js';
import type { Profile, SecretKind } from '../../shared/profile/profile.js';
import {
  FULL_PACE,
  type EngineEvent,
  type RunId,
  type RunPace,
  type RunReport,
  type RunTrigger,
  type RunWish,
} from '../../shared/run/run.js';
import { RunControl } from '../sync/base/run-control.js';
import type { Plan } from '../sync/plan/plan.js';
import type { PlanBinding } from '../sync/saved-plan/format.js';
import { findDeletionLimit } from '../sync/run/deletion-limit.js';
import { run } from '../sync/run/run.js';
import type { RunInput } from '../sync/run/run-input.js';
import type { UndoPreview } from '../sync/undo/preview-undo.js';
import { undo } from '../sync/undo/undo.js';
import type { BothSides } from '../session/both-sides.js';
import { Connector } from './connector.js';
import { PastRunsView } from './past.js';
import { lookAtUndo } from './look-at-undo.js';
import { makePlan, type ComparedHow, type ComparisonWish, type ServerSeen } from './make-plan.js';
import { OneAtATime } from './one-at-a-time.js';
import { PlanChoices } from './plan-choices.js';
import { policyOf } from '../session/policy-of.js';
import { bearingOf } from './profile-change.js';
import { refusalOf, type Wish } from './refusal.js';
import { savePlanTo } from './save-plan.js';
import type { Surroundings } from './dependencies.js';
import { afterEvent, afterRun, beginningRun, COMPARING } from './transition.js';
import { NO_RUN, UNDO_SHOWN, type ComparisonEnd, type SyncResult } from './sync-result.js';
import { beginningOf, problemUnder, unbegunReport, type About, type Beginning } from '../session/unbegun.js';

/** What a run and an undo have to be told alike. */
type AboutRun = Pick<RunInput, 'runId' | 'profileId' | 'trigger' | 'control' | 'signal' | 'emit' | 'now'>;

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
  readonly #choices = new PlanChoices();
  /** What is shown where somebody means to undo a run. */
  #undo: (UndoPreview & { readonly undoes: RunId }) | undefined;
  readonly #connector: Connector;
  /** What was wanted when a secret was missing or wrong. */
  #wanted: () => Answer<null> = () => this.compare();
  /** What the plan was made from: the only thing that it can be run against later. */
  #binding: PlanBinding | undefined;
  #server: ServerSeen = {};
  /** The items found so far while a comparison goes on. */
  readonly #found = new Map<ItemPath, PlanItem>();
  /** What a run has told so far, for a window that is opened in the middle. */
  #runEvents: EngineEvent[] = [];
  readonly #past: PastRunsView;
  /** The reins of the run that is under way. */
  #control: RunControl | undefined;

  constructor(profile: Profile, surroundings: Surroundings) {
    this.#profile = profile;
    this.#surroundings = surroundings;
    this.#connector = new Connector(surroundings);
    this.#past = new PastRunsView(surroundings);
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
    await this.#past.read(this.#profile);
    if (this.#activity.kind === 'idle') this.#activity = this.#past.activity;
    return this.#past.last;
  }

  /** Why a wish cannot be granted now; `undefined` where it can. */
  refusal(wish: Wish): Problem | undefined {
    return refusalOf(wish, this.#activity, this.atWork);
  }

  /** Tells all of the plan anew, where there is one, and what is going on. */
  async watch(): Promise<Activity> {
    await this.last();
    this.#past.tellDamaged();
    const items = this.#plan?.items ?? this.#undo?.plan.items ?? this.#found;
    if (items.size > 0) {
      const totals =
        this.#plan?.totals ?? ('totals' in this.#activity ? this.#activity.totals : EMPTY_TOTALS);
      const told: EngineEvent = { kind: 'plan-items', items: [...items.values()], totals };
      this.#surroundings.onEvents(this.#profile.id, [told, ...this.#runEvents], true);
    }
    return this.#activity;
  }

  /** Begins a comparison. `acceptIgnore` is the text of the ignore file that was shown and is wanted (S12). */
  compare(how: ComparisonWish = 'as-profile', acceptIgnore?: string): Answer<null> {
    return this.#granted({ kind: 'compare' }, () => {
      this.#wanted = () => this.compare(how, acceptIgnore);
      void this.#work.do(async (signal) => {
        const end = await this.#compare(signal, { how, acceptIgnore });
        return () => this.#take(end);
      });
    });
  }

  /** Chooses what is to happen with items of the plan, see `Plan.settle`; of an undo that is shown, items can be left out. */
  settle(paths: readonly ItemPath[] | null, settlement: Settlement | null, reach: Reach): Answer<null> {
    return this.#granted({ kind: 'settle' }, () => {
      if (this.#undo !== undefined) {
        const { plan } = this.#undo;
        const items = plan.leaveOut(paths ?? [], settlement !== null, reach);
        this.#take({ kind: 'plan-items', items, totals: plan.totals });
        this.#tellActivity();
        return;
      }
      const plan = this.#planAtHand();
      this.#chosen(plan, this.#choices.settle(plan, paths, settlement, reach));
    });
  }

  /** Undoes the last choice made in the plan; does nothing where there is none. */
  undoChoice(): Answer<null> {
    return this.#granted({ kind: 'settle' }, () => {
      if (this.#plan !== undefined) this.#chosen(this.#plan, this.#choices.undo(this.#plan));
    });
  }

  /** Leaves a question unanswered, or the preview of an undo. */
  cancel(): Answer<null> {
    if (this.atWork) return OK;
    if (this.#activity.kind === 'compared') this.#activity = { ...this.#activity, asks: undefined };
    if (this.#activity.kind === 'undo-ready') {
      this.#undo = undefined;
      this.#activity = { kind: 'idle', last: this.#past.last };
      this.#surroundings.onEvents(this.#profile.id, [], true);
    }
    this.#tellActivity();
    return OK;
  }

  /** Begins to carry out the plan. */
  run(wish: RunWish, trigger: RunTrigger): Answer<null> {
    return this.#granted({ kind: 'run', wish }, () => {
      const plan = this.#planAtHand();
      void this.#work.do(async (signal) => {
        const report = await this.#run(plan, wish, trigger, signal);
        return () => this.#conclude(report, plan);
      });
    });
  }

  /** Begins to look at what undoing a run would do. The choices made in the plan there is, if any, are remembered. */
  previewUndo(undoes: RunId): Answer<null> {
    return this.#granted({ kind: 'undo' }, () => {
      this.#wanted = () => this.previewUndo(undoes);
      void this.#work.do(async (signal) => {
        this.#dropPlan();
        this.#activity = { ...COMPARING, undoes };
        this.#surroundings.onEvents(this.#profile.id, [], true);
        this.#tellActivity();
        try {
          const progress = (items: number): void =>
            this.#take({ kind: 'scan-progress', progress: { folders: 0, items } });
          const preview = await this.#connector.connect(this.#profile, { signal }, (sides) =>
            lookAtUndo(this.#profile, undoes, sides, signal, progress),
          );
          return () => this.#showUndo(undoes, preview);
        } catch (error) {
          this.#logUnlessStopped(error, signal);
          return () => this.#take({ kind: 'compare-failed', problem: problemUnder(signal, error) });
        }
      });
    });
  }

  /** Begins to undo the run whose undo is shown, without what was left out. */
  undo(trigger: RunTrigger): Answer<null> {
    return this.#granted({ kind: 'carry-out-undo' }, () => {
      const shown = this.#undo;
      if (shown === undefined) throw new Error('An undo is shown, but there is none.');
      const { undoes, redo, plan } = shown;
      void this.#work.do(async (signal) => {
        const { totals } = plan;
        const { versions, own } = policyOf(this.#profile);
        const leftOut = plan.leavesOut;
        const what = { dryRun: false, trigger, undoes, redo };
        const report = await this.#carryOut(what, totals, signal, (sides, about) =>
          undo({ ...sides, ...about, undoes, versions, own, leftOut }),
        );
        return () => this.#conclude(report, { totals });
      });
    });
  }

  /** Tries once more what failed for want of a secret. */
  signIn(kind: SecretKind, secret: string, remember: boolean): Answer<null> {
    const problem = this.refusal({ kind: 'compare' });
    if (problem !== undefined) return { kind: 'refused', problem };
    this.#connector.offer({ kind, secret, remember });
    return this.#wanted();
  }

  /** Saves the plan as it stands, choices included, so that the command line can run it later. Never rejects. */
  async savePlan(file: string): Promise<Answer<null>> {
    const problem = this.refusal({ kind: 'run', wish: 'run' });
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

  /**
   * *Sync now*: carries out the plan that is shown, with its choices (S2). Without one it compares, and goes on only where the profile says
   * that it may run unattended. Conflicts are left; the deletion limit is never passed. Never rejects.
   */
  async syncNow(trigger: RunTrigger): Promise<SyncResult> {
    const problem = this.#undo === undefined ? this.refusal({ kind: 'compare' }) : UNDO_SHOWN;
    if (problem !== undefined) return { kind: 'not-run', problem };
    if (this.#plan !== undefined && this.#activity.kind === 'compared') {
      const plan = this.#plan;
      let result: SyncResult = { kind: 'not-run', problem: stoppedError().problem };
      await this.#work.do(async (signal) => {
        const report = await this.#run(plan, 'run', trigger, signal);
        result = { kind: 'ran', report };
        return () => this.#conclude(report, plan);
      });
      return result;
    }
    return this.compareAndRun(trigger, this.#profile.options.unattended);
  }

  /** Compares and, with `unattended`, runs in one go. Never rejects. */
  async compareAndRun(trigger: RunTrigger, unattended: boolean): Promise<SyncResult> {
    let result: SyncResult = { kind: 'not-run', problem: stoppedError().problem };
    this.#wanted = () => this.compare();
    await this.#work.do(async (signal) => {
      const attempt = unattended
        ? beginningOf(this.#profile.id, { trigger, dryRun: false }, EMPTY_TOTALS)
        : undefined;
      const end = await this.#compare(signal, { how: 'as-profile' }, attempt);
      if (end.kind === 'compare-failed') {
        if (attempt !== undefined) {
          this.#past.last = unbegunReport({ ...attempt, finishedMs: Date.now() }, end.problem);
        }
        result = { kind: 'not-run', problem: end.problem };
        return () => this.#take(end);
      }
      const plan = this.#planAtHand();
      if (!unattended) {
        result = { kind: 'shown', totals: plan.totals };
        return () => this.#take(end);
      }
      this.#take(end);
      const report = await this.#run(plan, 'run', trigger, signal);
      result = { kind: 'ran', report };
      return () => this.#conclude(report, plan);
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

  /** Takes over a changed profile. A plan stays where nothing has changed that it was made from, and choices where the folders are the same. */
  change(profile: Profile): void {
    const bearing = bearingOf(this.#profile, profile);
    this.#profile = profile;
    if (this.#binding !== undefined) this.#binding = { ...this.#binding, policy: policyOf(profile) };
    if (bearing === 'nothing') return;
    this.#dropPlan();
    if (bearing === 'folders') this.#choices.forget();
    this.#runEvents = [];
    this.#activity = { kind: 'idle', last: this.#past.last };
    this.#surroundings.onEvents(profile.id, [], true);
    this.#tellActivity();
  }

  /** `attempt` is the run that the comparison is made for. */
  async #compare(signal: AbortSignal, how: ComparedHow, attempt?: Beginning): Promise<ComparisonEnd> {
    this.#dropPlan();
    this.#found.clear();
    this.#runEvents = [];
    this.#take({ kind: 'compare-started' }, true);
    try {
      await this.last();
      const damaged = this.#past.tellDamaged();
      if (damaged !== undefined) return { kind: 'compare-failed', problem: damaged };
      const { plan, binding, server } = await this.#connector.connect(
        this.#profile,
        { signal, attempt },
        (sides) => makePlan(this.#profile, how, sides, signal, this.#take),
      );
      this.#binding = binding;
      this.#server = server;
      const items = this.#choices.begin(plan);
      if (items.length > 0) this.#take({ kind: 'plan-items', items, totals: plan.totals });
      this.#plan = plan;
      const { totals, clockChanges, waitingFilters } = plan;
      return { kind: 'compare-finished', totals, clockChanges, waitingFilters };
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
    // Whoever has said that a lock may be broken has not said that much may be deleted.
    const how = { dryRun, passBrakes: wish === 'pass-brakes', breakLock: wish === 'break-lock' };
    const limit = dryRun || how.passBrakes ? undefined : this.#limitOf(plan);
    return this.#carryOut({ dryRun, trigger, limit }, plan.totals, signal, (sides, about) =>
      run({ ...sides, ...about, ...how, plan, policy }),
    );
  }

  /** S7: why a run of the plan would stop and ask. */
  #limitOf(plan: Plan): Problem | undefined {
    return findDeletionLimit(plan.items.values(), policyOf(this.#profile).brakes);
  }

  #planAtHand(): Plan {
    if (this.#plan === undefined) throw new Error('Compared, but without a plan.');
    return this.#plan;
  }

  /** Does what is wanted, unless it cannot be done now. */
  #granted(wish: Wish, act: () => void): Answer<null> {
    const problem = this.refusal(wish);
    if (problem !== undefined) return { kind: 'refused', problem };
    act();
    return OK;
  }

  /** Gives up what is shown; the choices made in it are remembered. */
  #dropPlan(): void {
    if (this.#plan !== undefined) this.#choices.keep(this.#plan);
    this.#plan = undefined;
    this.#undo = undefined;
  }

  #chosen(plan: Plan, items: readonly PlanItem[]): void {
    this.#take({ kind: 'plan-items', items, totals: plan.totals });
    this.#tellActivity();
  }

  #showUndo(undoes: RunId, preview: UndoPreview): void {
    const { plan, redo } = preview;
    this.#undo = { ...preview, undoes };
    this.#activity = { kind: 'undo-ready', undoes, redo, totals: plan.totals };
    this.#tellActivity();
    this.#take({ kind: 'plan-items', items: [...plan.items.values()], totals: plan.totals }, true);
  }

  /** Does what a run or an undo have in common: connects, tells, and accounts for it even where it could not begin. */
  async #carryOut(
    { limit, ...what }: About & { readonly limit?: Problem | undefined },
    totals: PlanTotals,
    signal: AbortSignal,
    work: (sides: BothSides, about: AboutRun) => Promise<RunReport>,
  ): Promise<RunReport> {
    const beginning = beginningOf(this.#profile.id, what, totals);
    const { runId, profileId } = beginning;
    this.#runEvents = [];
    const { bytesPerSecond } = this.#profile.options;
    const control = new RunControl({ ...FULL_PACE, bytesPerSecond });
    this.#control = control;
    if (limit === undefined) {
      this.#activity = beginningRun({ ...beginning, redo: what.redo }, totals, control.pace);
      this.#tellActivity();
    }
    const { trigger } = what;
    const about = { runId, profileId, trigger, control, signal, emit: this.#take, now: Date.now };
    try {
      const how = { signal, attempt: beginning, refusal: limit };
      return await this.#connector.connect(this.#profile, how, (sides) => work(sides, about));
    } catch (error) {
      if (limit === undefined) this.#logUnlessStopped(error, signal);
      return unbegunReport({ ...beginning, finishedMs: Date.now() }, problemUnder(signal, error));
    } finally {
      this.#control = undefined;
    }
  }

  #conclude(report: RunReport, plan: Parameters<typeof afterRun>[1]): void {
    this.#runEvents = [];
    if (!report.dryRun) {
      this.#past.last = report;
      this.#past.cut = undefined;
    }
    this.#activity = afterRun(report, plan);
    if (this.#activity.kind === 'ran') {
      this.#dropPlan();
      if (report.end.kind === 'finished' && report.undoes === undefined) this.#choices.forget();
    }
    this.#tellActivity();
    if (!report.dryRun) this.#surroundings.onRan(this.#profile.id);
  }

  readonly #take = (event: EngineEvent, fresh = false): void => {
    if (event.kind === 'plan-items' && this.#activity.kind === 'comparing') {
      for (const item of event.items) this.#found.set(item.path, item);
    }
    if (event.kind === 'run-started' || event.kind === 'item-finished') this.#runEvents.push(event);
    const before = this.#activity.kind;
    this.#activity = afterEvent(this.#activity, event, this.#past.last);
    this.#surroundings.onEvents(this.#profile.id, [event], fresh);
    if (this.#activity.kind !== before) this.#tellActivity();
  };

  #tellActivity(): void {
    if (this.#activity.kind === 'compared' && this.#plan !== undefined) {
      const [limit, choices] = [this.#limitOf(this.#plan), this.#choices.steps];
      this.#activity = { ...this.#activity, limit, choices, ...this.#server };
    }
    if (this.#activity.kind === 'running' && this.#activity.undoes === undefined) {
      this.#activity = { ...this.#activity, signInFolder: this.#server.signInFolder };
    }
    this.#surroundings.onActivity(this.#profile.id, this.#activity);
  }

  #logUnlessStopped(error: unknown, signal: AbortSignal): void {
    if (!signal.aborted) this.#surroundings.logFailure('A comparison or run could not be carried out', error);
  }
}
