import { assertNever } from '../../../shared/assert-never.js';
import { refused, type Answer } from '../../../shared/ipc.js';
import { changesIn } from '../../../shared/plan/plan.js';
import type { Problem } from '../../../shared/problem.js';
import { needsPerson } from '../../../shared/problem-traits.js';
import { pairNames, pairsOf } from '../../../shared/profile/pairs.js';
import type { Profile, ProfileId } from '../../../shared/profile/profile.js';
import type { Activity, PairsAtWork, PairsRequest } from '../../../shared/run/activity.js';
import type { RunId, RunTrigger } from '../../../shared/run/run.js';
import type { Activities } from '../../activity/activities.js';
import { Rounds, type StepEnd } from '../../activity/pairs/rounds.js';
import type { ProfileActivity } from '../../activity/profile-activity.js';
import { BUSY } from '../../activity/stage/refusal.js';
import { sumOfResults, type PairResult, type SyncResult } from '../../activity/sync-result.js';
import { JointRun } from '../../session/commands/joint-run.js';
import type { Changes } from '../../schedule/changes.js';
import { appText } from '../text.js';

const OK: Answer<null> = { kind: 'ok', value: null };

/** How many runs of a pair are read at once. */
const RUNS_AT_ONCE = 50;

/** Why a run of a whole profile cannot be undone any more. */
const NOTHING_LEFT: Problem = { kind: 'not-found', ...appText.nothingToUndo };

export interface ProfileRoundsParts {
  readonly activities: Activities;
  /** Told, by the name of the profile, which pairs are still to come; `null` once all is over. */
  readonly onRound: (id: ProfileId, round: PairsAtWork | null) => void;
  /** A run of several pairs that somebody began in the window has ended. */
  readonly onRan: (id: ProfileId, result: SyncResult) => void;
  readonly logFailure: (what: string, error: unknown) => void;
}

/** What is done with all pairs of folders of a profile: one after another. Of a profile with one pair, just with that. */
export class ProfileRounds {
  readonly #parts: ProfileRoundsParts;
  readonly #rounds: Rounds;
  /** What was to be done with pairs whose turn did not come because somebody has to sign in first. */
  readonly #left = new Map<ProfileId, () => void>();

  constructor(parts: ProfileRoundsParts) {
    this.#parts = parts;
    this.#rounds = new Rounds(parts.onRound);
  }

  /** What is being done with the pairs of a profile, if anything is. */
  of(id: ProfileId): PairsAtWork | null {
    return this.#rounds.of(id);
  }

  /** Begins to do something with all pairs; of those without a plan that would change anything, nothing is run. */
  begin(profile: Profile, request: PairsRequest): Answer<null> {
    const busy = this.busy(profile);
    if (busy !== undefined) return refused(busy);
    this.#left.delete(profile.id);
    const pairs = pairsOf(profile).map(({ id }) => id);
    switch (request) {
      case 'compare':
      case 'verify': {
        const how = request === 'verify' ? 'contents' : 'as-profile';
        this.#look(profile, pairs, (activity) => activity.compare(how));
        break;
      }
      case 'dry-run':
      case 'run':
        this.#run(profile, hasWork, (activity, joint) => activity.run(request, 'window', joint));
        break;
      case 'undo':
        this.#run(profile, isUndo, (activity, joint) => activity.undo('window', joint));
        break;
      case 'cancel':
        this.#leaveUndos(profile);
        break;
      default:
        assertNever(request);
    }
    return OK;
  }

  /**
   * Begins to look at what undoing a run of the whole profile would do, in each pair of folders that it changed: each has its own record of it. Resolves
   * with why that cannot be begun, if so. Never rejects.
   */
  async previewUndo(profile: Profile, joint: string): Promise<Answer<null>> {
    const runs = await this.#runsOf(profile, joint);
    if (runs.kind === 'refused') return runs;
    const busy = this.busy(profile);
    if (busy !== undefined) return refused(busy);
    this.#left.delete(profile.id);
    // What else is shown to be undone is no part of it.
    this.#leaveUndos(profile);
    this.#look(profile, [...runs.value.keys()], (activity, id) =>
      activity.previewUndo(runs.value.get(id) ?? ''),
    );
    return OK;
  }

  /** What the pairs of a profile have on record of one run of it that can be undone. Never rejects. */
  async #runsOf(profile: Profile, joint: string): Promise<Answer<ReadonlyMap<ProfileId, RunId>>> {
    const found = new Map<ProfileId, RunId>();
    for (const pair of pairsOf(profile)) {
      for (let before: number | undefined; ;) {
        const page = await this.#parts.activities.historyOf(pair, { before, limit: RUNS_AT_ONCE });
        if (page.kind === 'refused') return page;
        const run = page.value.find((one) => (one.summary ?? one.unended)?.joint === joint);
        if (run?.undoable === true) found.set(pair.id, run.runId);
        before = page.value.at(-1)?.seq;
        if (run !== undefined || page.value.length < RUNS_AT_ONCE) break;
      }
    }
    return found.size === 0 ? refused(NOTHING_LEFT) : { kind: 'ok', value: found };
  }

  #leaveUndos(profile: Profile): void {
    for (const { activity } of this.#activities(profile))
      if (activity.activity.kind === 'undo-ready') activity.cancel();
  }

  /** Why nothing can be begun with a profile now; `undefined` where it can. */
  busy(profile: Profile): Problem | undefined {
    // Between two pairs, and while the command after them runs, none of them is at work.
    if (this.#rounds.of(profile.id) !== null) return BUSY;
    const busy = this.#activities(profile).map(({ activity }) => activity.refusal('begin'));
    return busy.find((problem) => problem !== undefined);
  }

  /** Stops whatever is done with any pair of a profile. Resolves when that has ended. */
  async stop(profile: Profile): Promise<void> {
    this.#rounds.stop(profile.id);
    this.#left.delete(profile.id);
    await Promise.all(this.#activities(profile).map(({ activity }) => activity.stop()));
  }

  /** Goes on with the pairs whose turn did not come, now that one of them can be reached. */
  reached(profile: Profile): void {
    const left = this.#left.get(profile.id);
    if (left === undefined) return;
    this.#left.delete(profile.id);
    // What is under way has just come to its plan, but is not over yet.
    setImmediate(() => {
      if (this.busy(profile) === undefined) left();
    });
  }

  /** *Sync now* for each pair; what came of them all, as one. Never rejects. */
  async syncNow(profile: Profile, trigger: RunTrigger): Promise<SyncResult | undefined> {
    const [only, ...others] = this.#activities(profile);
    if (only === undefined) return undefined;
    if (others.length === 0) return only.activity.syncNow(trigger);
    const busy = this.busy(profile);
    if (busy !== undefined) return { kind: 'not-run', problem: busy };
    return this.#all(profile, undefined, ({ activity }, joint) => activity.syncNow(trigger, joint));
  }

  /**
   * Runs because it is time to. `undefined` where somebody is at work with any pair (S1). `changes` says for each pair what need be looked at; one that
   * is not named is passed over. Never rejects.
   */
  async runByItself(
    profile: Profile,
    trigger: RunTrigger,
    changes: (pairs: readonly ProfileId[]) => ReadonlyMap<ProfileId, Changes>,
  ): Promise<SyncResult | undefined> {
    const all = this.#activities(profile);
    const wanted = changes(all.map(({ id }) => id));
    const only = (id: ProfileId): readonly string[] | undefined => {
      const own = wanted.get(id);
      return own?.kind === 'items' ? own.paths : undefined;
    };
    const [first, ...others] = all;
    if (first !== undefined && others.length === 0)
      return first.activity.runByItself(trigger, only(first.id));
    if (this.#rounds.of(profile.id) !== null || all.some(({ activity }) => activity.isTaken))
      return undefined;
    return this.#all(profile, wanted, ({ id, activity }, joint) =>
      activity.compareAndRun({ trigger, joint }, true, only(id)),
    );
  }

  async #all(
    profile: Profile,
    wanted: ReadonlyMap<ProfileId, Changes> | undefined,
    act: (pair: PairActivity, joint: JointRun | undefined) => Promise<SyncResult | undefined>,
  ): Promise<SyncResult | undefined> {
    const names = pairNames(profile);
    const all = this.#activities(profile).filter(({ id }) => wanted === undefined || wanted.has(id));
    const results: PairResult[] = [];
    const joint = jointRunOf(all);
    await this.#rounds.go(
      profile.id,
      'run',
      all.map(({ id }) => id),
      async (id) => {
        const pair = all.find((one) => one.id === id);
        const result = pair && (await act(pair, joint));
        if (result === undefined) return 'next';
        results.push({ name: names.get(id) ?? '', result });
        return endOf(problemIn(result));
      },
      () => this.#conclude(joint),
    );
    return sumOfResults(results);
  }

  /** Has one pair after another make a plan to be looked at. */
  #look(
    profile: Profile,
    pairs: readonly ProfileId[],
    begin: (activity: ProfileActivity, id: ProfileId) => Answer<null>,
  ): void {
    const all = this.#activities(profile);
    const going = this.#rounds.go(profile.id, 'compare', pairs, async (id) => {
      const activity = all.find((one) => one.id === id)?.activity;
      if (activity === undefined || begin(activity, id).kind !== 'ok') return 'next';
      await activity.ended();
      return endOf(problemOfActivity(activity.activity));
    });
    this.#heed(
      going.then((left) => {
        if (left.length > 0) this.#left.set(profile.id, () => this.#look(profile, left, begin));
      }),
    );
  }

  /** Carries out what each pair shows, where it has something to do. */
  #run(
    profile: Profile,
    fits: (activity: Activity) => boolean,
    begin: (activity: ProfileActivity, joint: JointRun | undefined) => Answer<null>,
  ): void {
    const all = this.#activities(profile);
    const names = pairNames(profile);
    const results: PairResult[] = [];
    const able = all.filter((one) => fits(one.activity.activity)).map(({ id }) => id);
    const joint = jointRunOf(able);
    const step = async (id: ProfileId): Promise<StepEnd> => {
      const activity = all.find((one) => one.id === id)?.activity;
      if (activity === undefined || begin(activity, joint).kind !== 'ok') return 'next';
      await activity.ended();
      const after = activity.activity;
      if (after.kind === 'ran')
        results.push({ name: names.get(id) ?? '', result: { kind: 'ran', report: after.report } });
      return endOf(problemOfActivity(after));
    };
    const going = this.#rounds.go(profile.id, 'run', able, step, () => this.#conclude(joint));
    this.#heed(
      going.then(() => {
        const result = sumOfResults(results);
        const wasDryRun = result?.kind === 'ran' && result.report.dryRun;
        if (result !== undefined && !wasDryRun) this.#parts.onRan(profile.id, result);
      }),
    );
  }

  async #conclude(joint: JointRun | undefined): Promise<void> {
    try {
      await joint?.conclude();
    } catch (error) {
      this.#parts.logFailure('What the commands of a run printed could not be recorded', error);
    }
  }

  #heed(going: Promise<void>): void {
    going.catch((error: unknown) => {
      this.#parts.logFailure('The pairs of folders of a profile could not all be gone through', error);
    });
  }

  #activities(profile: Profile): readonly PairActivity[] {
    return pairsOf(profile).map((pair) => ({ id: pair.id, activity: this.#parts.activities.of(pair) }));
  }
}

interface PairActivity {
  readonly id: ProfileId;
  readonly activity: ProfileActivity;
}

/** Whether there is a plan a run of which would do something, if only put on record what is in sync. */
function hasWork(activity: Activity): boolean {
  return activity.kind === 'compared' && changesIn(activity.totals) + activity.totals.remember.items > 0;
}

/** What the runs of these pairs have in common; a pair that runs alone is one run by itself. */
function jointRunOf(pairs: readonly unknown[]): JointRun | undefined {
  return pairs.length > 1 ? new JointRun() : undefined;
}

/** Whether an undo is shown that would change something. */
function isUndo(activity: Activity): boolean {
  return activity.kind === 'undo-ready' && changesIn(activity.totals) > 0;
}

function endOf(problem: Problem | undefined): StepEnd {
  if (problem === undefined) return 'next';
  const { kind } = problem;
  return kind === 'stopped' || kind === 'command-failed' || needsPerson(problem) ? 'end' : 'next';
}

function problemIn(result: SyncResult): Problem | undefined {
  if (result.kind === 'shown') return undefined;
  if (result.kind === 'not-run') return result.problem;
  const { end } = result.report;
  return end.kind === 'broken-off' ? end.problem : undefined;
}

function problemOfActivity(activity: Activity): Problem | undefined {
  switch (activity.kind) {
    case 'compare-failed':
      return activity.problem;
    case 'ran':
      return problemIn({ kind: 'ran', report: activity.report });
    case 'idle':
    case 'comparing':
    case 'compared':
    case 'undo-ready':
    case 'running':
      return undefined;
    default:
      return assertNever(activity);
  }
}
