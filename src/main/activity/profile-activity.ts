import type { Activity } from '../../shared/run/activity.js';
import type { FileEntry, ItemPath, Side, Sides } from '../../shared/entry/entry.js';
import type { FileContent } from '../../shared/content.js';
import { refused, type Answer } from '../../shared/ipc.js';
import type { RestorePreview } from '../../shared/run/history.js';
import { NOTHING, type PlanItem, type PlanTotals, type SettleRequest } from '../../shared/plan/plan.js';
import { changedOn } from '../../shared/plan/plan-filter.js';
import type { Problem } from '../../shared/problem.js';
import { problemOf, stoppedError } from '../../shared/problem-error.js';
import type { Profile, SecretKind } from '../../shared/profile/profile.js';
import type { RunId, RunPace, RunReport, RunTrigger, RunRequest } from '../../shared/run/run.js';
import { versionFacts } from '../session/past-runs.js';
import { planHead } from '../session/plan-head.js';
import type { Restoration } from '../session/session.js';
import { policyOf } from '../session/profile/policy-of.js';
import type { CommandsAround } from '../session/commands/around-run.js';
import type { JointRun } from '../session/commands/joint-run.js';
import { wantedRun } from '../session/unstarted-run.js';
import { savePlan } from '../sync/saved-plan/write.js';
import { ActivityPublisher } from './activity-publisher.js';
import { ContentReader } from './content/content-reader.js';
import { Merging } from './content/merging.js';
import { readingProblems } from './content/text.js';
import type { OwnDependencies } from './dependencies.js';
import { OneAtATime, type Task } from './one-at-a-time.js';
import { PastRunsView } from './history/past.js';
import type { Purpose } from './connection/profile-sessions.js';
import { PlanChoices } from './plan/plan-choices.js';
import { effectOf } from './plan/profile-change.js';
import {
  choosableIn,
  NOTHING_SELECTED,
  planIn,
  refusalOf,
  undoIn,
  waitsForSomebody,
  type RequestKind,
} from './stage/refusal.js';
import { subjectIn, contentOf, type RunSubject, type MadePlan } from './stage/stage.js';
import { ShownRuns } from './shown-runs.js';
import { NO_RUN, UNDO_SHOWN, type SyncResult } from './sync-result.js';
import { NOT_LOOKED_AT, NOTHING_TO_RETRY, retryable, stillAsPlanned } from './plan/retryable.js';
import { COMPARING } from './stage/transition.js';
import { Operations, type ComparedHow, type ComparisonRequest, type Occasion } from './operations.js';

const OK: Answer<null> = { kind: 'ok', value: null };
const STOPPED: SyncResult = { kind: 'not-run', problem: stoppedError().problem };

/**
 * What is going on with one pair of folders of a profile: at most one comparison or run at a time, the plan that came of it, and what the window is
 * told. Connections are held only while something is under way.
 */
export class ProfileActivity {
  readonly #dependencies: OwnDependencies;
  readonly #tasks = new OneAtATime(
    (error) => {
      this.#dependencies.logFailure('A comparison or run failed unexpectedly', error);
      this.#publisher.take({ kind: 'compare-failed', problem: problemOf(error) });
    },
    () => this.#content.close(),
  );
  #profile: Profile;
  readonly #choices = new PlanChoices();
  readonly #past: PastRunsView;
  readonly #publisher: ActivityPublisher;
  readonly #operations: Operations;
  readonly #runs: ShownRuns;
  readonly #content: ContentReader;
  readonly #merging: Merging;
  /** The version that somebody looked at last, and its place. */
  #restoration: Restoration | undefined;
  /** What was wanted when a secret was missing or wrong. */
  #wanted: () => Answer<null> = () => this.compare();

  constructor(profile: Profile, dependencies: OwnDependencies) {
    this.#profile = profile;
    this.#dependencies = dependencies;
    this.#past = new PastRunsView(dependencies);
    const background = { past: this.#past, choices: this.#choices };
    this.#publisher = new ActivityPublisher(profile.id, background, dependencies);
    this.#operations = new Operations(this.#publisher, dependencies);
    this.#runs = new ShownRuns(this.#publisher, this.#operations, background, dependencies);
    this.#content = new ContentReader((progress) => dependencies.onReading(profile.id, progress));
    this.#merging = new Merging(
      this.#content,
      () => planIn(this.#publisher.stage, this.atWork),
      () => this.#operations.pairOf(this.#profile),
    );
  }

  /** Whether a comparison or run is under way. */
  get atWork(): boolean {
    return this.#tasks.atWork;
  }

  /** Whether this pair, or another one of the profile, is: only one is at a time. */
  get #busy(): boolean {
    return this.atWork || this.#dependencies.othersAtWork?.() === true;
  }

  /** Resolves when what is under way, if anything is, has ended. Never rejects. */
  readonly ended = (): Promise<void> => this.#tasks.ended();

  get activity(): Activity {
    return this.#publisher.activity;
  }

  /** The last run on record that was more than a dry one. Never rejects. */
  async last(): Promise<RunReport | undefined> {
    await this.#past.read(this.#profile);
    this.#publisher.recall();
    return this.#past.last;
  }

  /** Why a request cannot be granted now; `undefined` where it can. */
  refusal(request: RequestKind): Problem | undefined {
    return refusalOf(request, this.#publisher.stage, this.#busy);
  }

  /** Tells all of the plan anew, where there is one, and what is going on. */
  async watch(): Promise<Activity> {
    await this.last();
    this.#past.takeDamaged();
    this.#publisher.publishAgain();
    return this.activity;
  }

  /** Begins a comparison. `acceptIgnore` is the text of the ignore file that was shown and is wanted (S12). */
  compare(how: ComparisonRequest = 'as-profile', acceptIgnore?: string): Answer<null> {
    return this.#begin(
      () => this.compare(how, acceptIgnore),
      async (signal) => {
        const end = await this.#compare({ how, acceptIgnore }, { trigger: 'window', signal });
        return () => this.#showComparison(end);
      },
    );
  }

  /** Chooses what is to happen with items of the plan, see `Plan.settle`; of an undo that is shown, items can be left out. */
  settle(requests: readonly SettleRequest[]): Answer<null> {
    const shown = choosableIn(this.#publisher.stage, this.atWork);
    if (shown.kind === 'refused') return shown;
    if (shown.value.kind === 'undo-ready') {
      const { plan } = shown.value.undo;
      const changed = requests.flatMap(({ paths, settlement, reach }) =>
        plan.leaveOut(paths ?? [], settlement !== null, reach),
      );
      this.#chosen(changed, plan);
    } else {
      const { plan } = shown.value.made;
      this.#chosen(this.#choices.settle(plan, requests), plan);
    }
    return OK;
  }

  /** Undoes the last choice made in the plan; does nothing where there is none. */
  undoChoice(): Answer<null> {
    const shown = choosableIn(this.#publisher.stage, this.atWork);
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
    const { stage } = this.#publisher;
    if (stage.kind === 'undo-ready') this.#publisher.showEmpty({ kind: 'idle', last: this.#past.last });
    else this.#publisher.show(stage.kind === 'compared' ? { ...stage, asks: undefined } : stage);
    return OK;
  }

  /** Begins to carry out the plan. */
  run(request: RunRequest, trigger: RunTrigger, joint?: JointRun): Answer<null> {
    const shown = planIn(this.#publisher.stage, this.#busy);
    if (shown.kind === 'refused') return shown;
    void this.#carryOut({ kind: 'plan', made: shown.value.made }, request, { trigger, joint });
    return OK;
  }

  /**
   * Begins to carry out these items of the plan only. What else the plan would change is skipped, as a step of choosing that can be undone; what was
   * chosen for it before is remembered.
   */
  runOnly(paths: readonly ItemPath[]): Answer<null> {
    const shown = planIn(this.#publisher.stage, this.#busy);
    if (shown.kind === 'refused') return shown;
    const { plan } = shown.value.made;
    const wanted = new Set(paths);
    const changes = ({ path, action }: PlanItem): boolean =>
      wanted.has(path) && changedOn(action) !== undefined;
    if (![...plan.items.values()].some(changes)) return refused(NOTHING_SELECTED);
    const skipped = this.#choices.narrow(plan, wanted);
    if (skipped.length > 0) this.#chosen(skipped, plan);
    return this.run('run', 'window');
  }

  /** Begins to look at what undoing a run would do. The choices made in the plan there is, if any, are remembered. */
  previewUndo(undoes: RunId): Answer<null> {
    return this.#begin(
      () => this.previewUndo(undoes),
      async (signal) => {
        this.#keepChoices();
        this.#publisher.showEmpty({ ...COMPARING, undoes });
        try {
          const undo = await this.#operations.previewUndo(this.#profile, undoes, signal);
          return () => this.#publisher.showUndo(undo);
        } catch (error) {
          return () => this.#showComparison(refused(this.#operations.failure(error, signal)));
        }
      },
    );
  }

  /** Begins to undo the run whose undo is shown, without what was left out. */
  undo(trigger: RunTrigger, joint?: JointRun): Answer<null> {
    const shown = undoIn(this.#publisher.stage, this.#busy);
    if (shown.kind === 'refused') return shown;
    void this.#carryOut({ kind: 'undo', undo: shown.value.undo }, 'run', { trigger, joint });
    return OK;
  }

  /**
   * Compares, and runs again what the last run failed to do or skipped of these items: only where it is still to be done exactly as it was
   * planned then, so that nothing runs that nobody has seen (S2). Where nothing is, the plan is shown instead.
   */
  retry(paths: readonly ItemPath[]): Answer<null> {
    const planned = retryable(this.#past.last, paths);
    if (planned.size === 0) return refused(NOTHING_TO_RETRY);
    return this.#begin(
      () => this.retry(paths),
      async (signal, release) => {
        const end = await this.#compare({ how: 'as-profile' }, { trigger: 'window', signal });
        if (end.kind === 'refused') return () => this.#showComparison(end);
        const { plan } = end.value;
        const wanted = stillAsPlanned(plan.items.values(), planned);
        if (wanted.size === 0) return () => this.#showComparison(end);
        this.#showComparison(end);
        const skipped = this.#choices.narrow(plan, wanted);
        if (skipped.length > 0) this.#chosen(skipped, plan);
        const subject: RunSubject = { kind: 'plan', made: end.value };
        const how = { trigger: 'window', signal, release } as const;
        const { conclude } = await this.#runs.carryOut(this.#profile, subject, 'run', how);
        return conclude;
      },
    );
  }

  /** Looks at what restoring a kept version would do, and remembers it for `restore`; changes nothing. Never rejects. */
  async previewRestore(version: number): Promise<Answer<RestorePreview>> {
    const problem = this.refusal('begin');
    if (problem !== undefined) return refused(problem);
    let answer: Answer<RestorePreview> = refused(stoppedError().problem);
    await this.#tasks.do(async (signal) => {
      try {
        const restoration = await this.#operations.lookAtVersion(this.#profile, version, signal);
        this.#restoration = restoration;
        const { replaces } = restoration;
        answer = { kind: 'ok', value: { version: versionFacts(restoration.version), replaces } };
      } catch (error) {
        answer = refused(this.#operations.failure(error, signal));
      }
      return () => undefined;
    });
    return answer;
  }

  /** Begins to restore the version that was looked at last; what is in its place by then is skipped unless it is what was looked at. */
  restore(version: number): Answer<null> {
    const restoration = this.#restoration;
    const problem = this.refusal('begin');
    if (problem !== undefined) return refused(problem);
    if (restoration?.version.seq !== version) return refused(NOT_LOOKED_AT);
    this.#restoration = undefined;
    this.#keepChoices();
    void this.#carryOut({ kind: 'restore', restoration }, 'run', { trigger: 'window' });
    return OK;
  }

  /** Tries once more what failed for want of a secret. */
  signIn(kind: SecretKind, secret: string, remember: boolean): Answer<null> {
    const problem = this.refusal('begin');
    if (problem !== undefined) return refused(problem);
    this.#operations.offer({ kind, secret, remember });
    return this.#wanted();
  }

  /** Reads a file of what is shown, as it is on one side now, or its beginning. Never rejects. */
  async readContent(path: ItemPath, side: Side, most: number): Promise<Answer<FileContent>> {
    if (this.atWork) return refused(readingProblems.busy);
    const subject = subjectIn(this.#publisher.stage);
    const compared = subject && contentOf(subject).items.get(path)?.[side].entry;
    if (compared?.kind !== 'file') return refused(readingProblems.noFile);
    return this.#content.answer(this.#operations.pairOf(this.#profile), { path, side, compared, most });
  }

  /** What both versions of a file in the plan were made from; `null` where that is not known. Never rejects. */
  readBase(path: ItemPath): Promise<Answer<Uint8Array | null>> {
    return this.#merging.base(path);
  }

  /** Chooses that `content`, made of the two files that were `seen`, takes the place of both versions of an item. Never rejects. */
  async settleMerge(path: ItemPath, content: Uint8Array, seen: Sides<FileEntry>): Promise<Answer<null>> {
    const fitting = await this.#merging.fitting(path, seen);
    if (fitting.kind === 'refused') return fitting;
    this.#chosen(this.#choices.settleMerge(fitting.value, path, content), fitting.value);
    return OK;
  }

  /** Ends the reading of files for somebody to look at. */
  stopReading(): void {
    void this.#content.stop();
  }

  /** Saves the plan as it stands, choices included, so that the command line can run it later. Never rejects. */
  async savePlan(file: string): Promise<Answer<null>> {
    const shown = planIn(this.#publisher.stage, this.atWork);
    if (shown.kind === 'refused') return shown;
    const { plan, binding } = shown.value.made;
    let answer: Answer<null> = OK;
    // As a task, so that nobody changes the plan meanwhile.
    await this.#tasks.do(async (signal) => {
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
  async syncNow(trigger: RunTrigger, joint?: JointRun): Promise<SyncResult> {
    const subject = subjectIn(this.#publisher.stage);
    const problem = subject?.kind === 'undo' ? UNDO_SHOWN : this.refusal('begin');
    if (problem !== undefined) return { kind: 'not-run', problem };
    return subject === undefined
      ? this.compareAndRun({ trigger, joint }, this.#profile.options.unattended)
      : this.#carryOut(subject, 'run', { trigger, joint });
  }

  /**
   * Compares and runs because it is time to, not because somebody asked. `undefined` where somebody is at work with the profile: something is under
   * way, or choices, a question or an undo wait for them (S1). With `only`, no more than these items need be looked at. Never rejects.
   */
  async runByItself(trigger: RunTrigger, only?: readonly ItemPath[]): Promise<SyncResult | undefined> {
    return this.isTaken ? undefined : this.compareAndRun({ trigger }, true, only);
  }

  /** Whether somebody is at work with the profile, so that nothing may run by itself: something is under way, or waits for them. */
  get isTaken(): boolean {
    const waits = waitsForSomebody(this.#publisher.stage, this.#choices.steps);
    return waits || this.refusal('begin') !== undefined;
  }

  /** Compares and, with `unattended`, runs in one go. Never rejects. */
  async compareAndRun(
    occasion: Occasion,
    unattended: boolean,
    only?: readonly ItemPath[],
  ): Promise<SyncResult> {
    let result: SyncResult = STOPPED;
    this.#wanted = () => this.compare();
    await this.#tasks.do(async (signal, release) => {
      const run = unattended ? wantedRun({ dryRun: false }, NOTHING, Date.now()) : undefined;
      const around = unattended ? this.#operations.commandsOf(this.#profile, occasion, signal) : undefined;
      const { trigger, joint } = occasion;
      const purpose = { trigger, joint: joint?.id, signal, run };
      const end = await this.#compare({ how: 'as-profile', only }, purpose, around);
      if (end.kind === 'refused') {
        const { problem } = end;
        if (run !== undefined) {
          const report = this.#operations.unstarted(run, this.#profile, occasion, problem);
          this.#past.last = await this.#operations.concluded(this.#profile, around, report);
        }
        result = { kind: 'not-run', problem };
        return () => this.#showComparison(end);
      }
      const made = end.value;
      if (!unattended) {
        result = { kind: 'shown', totals: made.plan.totals };
        return () => this.#showComparison(end);
      }
      this.#showComparison(end);
      const subject: RunSubject = { kind: 'plan', made };
      const how = { ...occasion, signal, release };
      const { report, conclude } = await this.#runs.carryOut(this.#profile, subject, 'run', how, around);
      result = { kind: 'ran', report };
      return conclude;
    });
    return result;
  }

  /** Pauses the run that is under way, lets it go on, or changes its limits. */
  setPace(pace: RunPace): Answer<null> {
    const { stage } = this.#publisher;
    if (stage.kind !== 'running') return refused(NO_RUN);
    stage.control.set(pace);
    this.#publisher.tell();
    return OK;
  }

  /** Stops what is under way, if anything is, and resolves when it has ended. */
  async stop(): Promise<void> {
    await Promise.all([this.#tasks.stop(), this.#content.close()]);
  }

  /** Takes over a changed profile. A plan stays where nothing has changed that it was made from, and choices where the folders are the same. */
  change(profile: Profile): void {
    const effect = effectOf(this.#profile, profile);
    this.#profile = profile;
    void this.#content.close();
    if (effect === 'nothing') {
      this.#publisher.rebind(policyOf(profile));
      return;
    }
    this.#keepChoices();
    if (effect === 'folders') {
      this.#choices.forget();
      this.#restoration = undefined;
    }
    this.#publisher.showEmpty({ kind: 'idle', last: this.#past.last });
  }

  /** Begins a task, unless one is under way; `again` is what is done once more with a secret that was missing. */
  #begin(again: () => Answer<null>, task: Task): Answer<null> {
    const problem = this.refusal('begin');
    if (problem !== undefined) return refused(problem);
    this.#wanted = again;
    void this.#tasks.do(task);
    return OK;
  }

  /** The plan that a comparison comes to, with the choices that still hold, or why there is none. The command before the run runs `first`. */
  async #compare(how: ComparedHow, purpose: Purpose, first?: CommandsAround): Promise<Answer<MadePlan>> {
    this.#keepChoices();
    this.#publisher.beginComparison();
    try {
      await this.last();
      const damaged = this.#past.takeDamaged();
      if (damaged !== undefined) return refused(damaged);
      const refusal = await first?.before();
      const made = await this.#operations.compare(this.#profile, how, { ...purpose, refusal });
      const { plan } = made;
      const items = this.#choices.begin(plan);
      if (items.length > 0) this.#publisher.take({ kind: 'plan-items', items, totals: plan.totals });
      return { kind: 'ok', value: made };
    } catch (error) {
      return refused(this.#operations.failure(error, purpose.signal));
    }
  }

  #showComparison(end: Answer<MadePlan>): void {
    if (end.kind === 'ok') this.#publisher.showPlan(end.value);
    else this.#publisher.take({ kind: 'compare-failed', problem: end.problem });
  }

  async #carryOut(subject: RunSubject, request: RunRequest, occasion: Occasion): Promise<SyncResult> {
    let result: SyncResult = STOPPED;
    await this.#tasks.do(async (signal, release) => {
      const how = { ...occasion, signal, release };
      const { report, conclude } = await this.#runs.carryOut(this.#profile, subject, request, how);
      result = { kind: 'ran', report };
      return conclude;
    });
    return result;
  }

  /** Remembers the choices of the plan that is given up, if any is. */
  #keepChoices(): void {
    const subject = subjectIn(this.#publisher.stage);
    if (subject?.kind === 'plan' && subject.made.plan.part === undefined)
      this.#choices.keep(subject.made.plan);
  }

  #chosen(items: readonly PlanItem[], { totals }: { readonly totals: PlanTotals }): void {
    this.#publisher.take({ kind: 'plan-items', items, totals });
    this.#publisher.tell();
  }
}
