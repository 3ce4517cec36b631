import type { Activity } from '../../shared/run/activity.js';
import type { ItemPath } from '../../shared/entry/entry.js';
import type { Answer } from '../../shared/ipc.js';
import {
  NOTHING,
  type PlanItem,
  type PlanTotals,
  type Reach,
  type Settlement,
} from '../../shared/plan/plan.js';
import type { Problem } from '../../shared/problem.js';
import { problemOf, stoppedError } from '../../shared/problem-error.js';
import type { Profile, SecretKind } from '../../shared/profile/profile.js';
import type { RunId, RunPace, RunReport, RunTrigger, RunWish } from '../../shared/run/run.js';
import { planHead } from '../session/plan-head.js';
import { policyOf } from '../session/profile/policy-of.js';
import { wantedRun } from '../session/unbegun.js';
import { savePlan } from '../sync/saved-plan/write.js';
import { Board } from './board.js';
import type { Surroundings } from './dependencies.js';
import { OneAtATime, type Piece } from './one-at-a-time.js';
import { PastRunsView } from './past.js';
import type { Purpose } from './profile-sessions.js';
import { PlanChoices } from './plan-choices.js';
import { bearingOf } from './profile-change.js';
import { choosableIn, planIn, refusalOf, refused, undoIn, type Wish } from './stage/refusal.js';
import { carriedIn, type Carried, type MadePlan } from './stage/stage.js';
import { NO_RUN, UNDO_SHOWN, type SyncResult } from './sync-result.js';
import { afterRun, COMPARING } from './stage/transition.js';
import { Work, type ComparedHow, type ComparisonWish } from './work.js';

const OK: Answer<null> = { kind: 'ok', value: null };
const STOPPED: SyncResult = { kind: 'not-run', problem: stoppedError().problem };

/**
 * What is going on with one profile: at most one comparison or run at a time, the plan that came of it, and what the window is
 * told. Connections are held only while something is under way.
 */
export class ProfileActivity {
  readonly #surroundings: Surroundings;
  readonly #turns = new OneAtATime((error) => {
    this.#surroundings.logFailure('A comparison or run failed unexpectedly', error);
    this.#board.take({ kind: 'compare-failed', problem: problemOf(error) });
  });
  #profile: Profile;
  readonly #choices = new PlanChoices();
  readonly #past: PastRunsView;
  readonly #board: Board;
  readonly #work: Work;
  /** What was wanted when a secret was missing or wrong. */
  #wanted: () => Answer<null> = () => this.compare();

  constructor(profile: Profile, surroundings: Surroundings) {
    this.#profile = profile;
    this.#surroundings = surroundings;
    this.#past = new PastRunsView(surroundings);
    this.#board = new Board(profile.id, { past: this.#past, choices: this.#choices }, surroundings);
    this.#work = new Work(this.#board, surroundings);
  }

  /** Whether a comparison or run is under way. */
  get atWork(): boolean {
    return this.#turns.atWork;
  }

  get activity(): Activity {
    return this.#board.activity;
  }

  /** The last run on record that was more than a dry one. Never rejects. */
  async last(): Promise<RunReport | undefined> {
    await this.#past.read(this.#profile);
    this.#board.recall();
    return this.#past.last;
  }

  /** Why a wish cannot be granted now; `undefined` where it can. */
  refusal(wish: Wish): Problem | undefined {
    return refusalOf(wish, this.#board.stage, this.atWork);
  }

  /** Tells all of the plan anew, where there is one, and what is going on. */
  async watch(): Promise<Activity> {
    await this.last();
    this.#past.tellDamaged();
    this.#board.tellAgain();
    return this.activity;
  }

  /** Begins a comparison. `acceptIgnore` is the text of the ignore file that was shown and is wanted (S12). */
  compare(how: ComparisonWish = 'as-profile', acceptIgnore?: string): Answer<null> {
    return this.#begin(
      () => this.compare(how, acceptIgnore),
      async (signal) => {
        const end = await this.#compare({ how, acceptIgnore }, { trigger: 'window', signal });
        return () => this.#showComparison(end);
      },
    );
  }

  /** Chooses what is to happen with items of the plan, see `Plan.settle`; of an undo that is shown, items can be left out. */
  settle(paths: readonly ItemPath[] | null, settlement: Settlement | null, reach: Reach): Answer<null> {
    const shown = choosableIn(this.#board.stage, this.atWork);
    if (shown.kind === 'refused') return shown;
    if (shown.value.kind === 'undo-ready') {
      const { plan } = shown.value.undo;
      this.#chosen(plan.leaveOut(paths ?? [], settlement !== null, reach), plan);
    } else {
      const { plan } = shown.value.made;
      this.#chosen(this.#choices.settle(plan, paths, settlement, reach), plan);
    }
    return OK;
  }

  /** Undoes the last choice made in the plan; does nothing where there is none. */
  undoChoice(): Answer<null> {
    const shown = choosableIn(this.#board.stage, this.atWork);
    if (shown.kind === 'refused') return shown;
    if (shown.value.kind === 'compared') {
      const { plan } = shown.value.made;
      this.#chosen(this.#choices.undo(plan), plan);
    }
    return OK;
  }

  /** Leaves a question unanswered, or the preview of an undo. */
  cancel(): Answer<null> {
    if (this.atWork) return OK;
    const { stage } = this.#board;
    if (stage.kind === 'undo-ready') this.#board.showEmpty({ kind: 'idle', last: this.#past.last });
    else this.#board.show(stage.kind === 'compared' ? { ...stage, asks: undefined } : stage);
    return OK;
  }

  /** Begins to carry out the plan. */
  run(wish: RunWish, trigger: RunTrigger): Answer<null> {
    const shown = planIn(this.#board.stage, this.atWork);
    if (shown.kind === 'refused') return shown;
    void this.#carryOut({ kind: 'plan', made: shown.value.made }, wish, trigger);
    return OK;
  }

  /** Begins to look at what undoing a run would do. The choices made in the plan there is, if any, are remembered. */
  previewUndo(undoes: RunId): Answer<null> {
    return this.#begin(
      () => this.previewUndo(undoes),
      async (signal) => {
        this.#keepChoices();
        this.#board.showEmpty({ ...COMPARING, undoes });
        try {
          const undo = await this.#work.previewUndo(this.#profile, undoes, signal);
          return () => this.#board.showUndo(undo);
        } catch (error) {
          return () => this.#showComparison(refused(this.#work.failure(error, signal)));
        }
      },
    );
  }

  /** Begins to undo the run whose undo is shown, without what was left out. */
  undo(trigger: RunTrigger): Answer<null> {
    const shown = undoIn(this.#board.stage, this.atWork);
    if (shown.kind === 'refused') return shown;
    void this.#carryOut({ kind: 'undo', undo: shown.value.undo }, 'run', trigger);
    return OK;
  }

  /** Tries once more what failed for want of a secret. */
  signIn(kind: SecretKind, secret: string, remember: boolean): Answer<null> {
    const problem = this.refusal('begin');
    if (problem !== undefined) return refused(problem);
    this.#work.offer({ kind, secret, remember });
    return this.#wanted();
  }

  /** Saves the plan as it stands, choices included, so that the command line can run it later. Never rejects. */
  async savePlan(file: string): Promise<Answer<null>> {
    const shown = planIn(this.#board.stage, this.atWork);
    if (shown.kind === 'refused') return shown;
    const { plan, binding } = shown.value.made;
    let answer: Answer<null> = OK;
    // As a piece of work, so that nobody changes the plan meanwhile.
    await this.#turns.do(async (signal) => {
      try {
        const head = { ...planHead(binding, this.#profile), savedMs: Date.now() };
        await savePlan(file, head, plan, signal);
      } catch (error) {
        answer = refused(problemOf(error));
      }
      return () => undefined;
    });
    return answer;
  }

  /**
   * *Sync now*: carries out the plan that is shown, with its choices (S2). Without one it compares, and goes on only where the profile says
   * that it may run unattended. Conflicts are left; the deletion limit is never passed. Never rejects.
   */
  async syncNow(trigger: RunTrigger): Promise<SyncResult> {
    const carried = carriedIn(this.#board.stage);
    const problem = carried?.kind === 'undo' ? UNDO_SHOWN : this.refusal('begin');
    if (problem !== undefined) return { kind: 'not-run', problem };
    return carried === undefined
      ? this.compareAndRun(trigger, this.#profile.options.unattended)
      : this.#carryOut(carried, 'run', trigger);
  }

  /** Compares and, with `unattended`, runs in one go. Never rejects. */
  async compareAndRun(trigger: RunTrigger, unattended: boolean): Promise<SyncResult> {
    let result: SyncResult = STOPPED;
    this.#wanted = () => this.compare();
    await this.#turns.do(async (signal) => {
      const run = unattended ? wantedRun({ dryRun: false }, NOTHING, Date.now()) : undefined;
      const end = await this.#compare({ how: 'as-profile' }, { trigger, signal, run });
      if (end.kind === 'refused') {
        const { problem } = end;
        if (run !== undefined) this.#past.last = this.#work.unbegun(run, this.#profile, trigger, problem);
        result = { kind: 'not-run', problem };
        return () => this.#showComparison(end);
      }
      const made = end.value;
      if (!unattended) {
        result = { kind: 'shown', totals: made.plan.totals };
        return () => this.#showComparison(end);
      }
      this.#showComparison(end);
      const carried: Carried = { kind: 'plan', made };
      const report = await this.#work.carryOut(this.#profile, carried, 'run', { trigger, signal });
      result = { kind: 'ran', report };
      return () => this.#conclude(report, carried);
    });
    return result;
  }

  /** Pauses the run that is under way, lets it go on, or changes its limits. */
  setPace(pace: RunPace): Answer<null> {
    const { stage } = this.#board;
    if (stage.kind !== 'running') return refused(NO_RUN);
    stage.control.set(pace);
    this.#board.tell();
    return OK;
  }

  /** Stops what is under way, if anything is, and resolves when it has ended. */
  stop(): Promise<void> {
    return this.#turns.stop();
  }

  /** Takes over a changed profile. A plan stays where nothing has changed that it was made from, and choices where the folders are the same. */
  change(profile: Profile): void {
    const bearing = bearingOf(this.#profile, profile);
    this.#profile = profile;
    if (bearing === 'nothing') {
      this.#board.rebind(policyOf(profile));
      return;
    }
    this.#keepChoices();
    if (bearing === 'folders') this.#choices.forget();
    this.#board.showEmpty({ kind: 'idle', last: this.#past.last });
  }

  /** Begins a piece of work, unless it has to wait; `again` is what is done once more with a secret that was missing. */
  #begin(again: () => Answer<null>, piece: Piece): Answer<null> {
    const problem = this.refusal('begin');
    if (problem !== undefined) return refused(problem);
    this.#wanted = again;
    void this.#turns.do(piece);
    return OK;
  }

  /** The plan that a comparison comes to, with the choices that still hold, or why there is none. */
  async #compare(how: ComparedHow, purpose: Purpose): Promise<Answer<MadePlan>> {
    this.#keepChoices();
    this.#board.beginComparison();
    try {
      await this.last();
      const damaged = this.#past.tellDamaged();
      if (damaged !== undefined) return refused(damaged);
      const made = await this.#work.compare(this.#profile, how, purpose);
      const { plan } = made;
      const items = this.#choices.begin(plan);
      if (items.length > 0) this.#board.take({ kind: 'plan-items', items, totals: plan.totals });
      return { kind: 'ok', value: made };
    } catch (error) {
      return refused(this.#work.failure(error, purpose.signal));
    }
  }

  #showComparison(end: Answer<MadePlan>): void {
    if (end.kind === 'ok') this.#board.showPlan(end.value);
    else this.#board.take({ kind: 'compare-failed', problem: end.problem });
  }

  async #carryOut(carried: Carried, wish: RunWish, trigger: RunTrigger): Promise<SyncResult> {
    let result: SyncResult = STOPPED;
    await this.#turns.do(async (signal) => {
      const report = await this.#work.carryOut(this.#profile, carried, wish, { trigger, signal });
      result = { kind: 'ran', report };
      return () => this.#conclude(report, carried);
    });
    return result;
  }

  #conclude(report: RunReport, carried: Carried): void {
    this.#board.forgetRun();
    if (!report.dryRun) {
      this.#past.last = report;
      this.#past.cut = undefined;
    }
    const stage = afterRun(report, carried);
    if (stage.kind === 'ran' && carried.kind === 'plan') {
      if (report.end.kind === 'finished') this.#choices.forget();
      else this.#choices.keep(carried.made.plan);
    }
    this.#board.show(stage);
    if (!report.dryRun) this.#surroundings.onRan(this.#profile.id);
  }

  /** Remembers the choices of the plan that is given up, if any is. */
  #keepChoices(): void {
    const carried = carriedIn(this.#board.stage);
    if (carried?.kind === 'plan') this.#choices.keep(carried.made.plan);
  }

  #chosen(items: readonly PlanItem[], { totals }: { readonly totals: PlanTotals }): void {
    this.#board.take({ kind: 'plan-items', items, totals });
    this.#board.tell();
  }
}
