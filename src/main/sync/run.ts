import type { ItemPath, Sides } from '../../shared/entry.js';
import { ancestorsOf, parentOf } from '../../shared/path.js';
import { bytesIn, type PlanItem } from '../../shared/plan.js';
import type { Problem } from '../../shared/problem.js';
import { problemOf } from '../../shared/problem-error.js';
import type { ProfileId } from '../../shared/profile.js';
import type {
  EngineEvent,
  ItemOutcome,
  Outcome,
  RunEnd,
  RunId,
  RunReport,
  RunSummary,
  RunTrigger,
} from '../../shared/run.js';
import { followPace } from './follow-pace.js';
import { Followers } from './following.js';
import { RunControl } from './control.js';
import type { StateStore } from '../state/state-store.js';
import type { Target } from '../targets/target.js';
import { Account } from './account.js';
import { claimMemory } from './claim.js';
import { findBrakes } from './brakes.js';
import { forEachBounded } from './each.js';
import { isFatalProblem } from './fatal.js';
import { leftAloneProblem } from './left-alone.js';
import { lockedSide, underLock, type LockInput } from './lock.js';
import { perform } from './perform.js';
import { conclude } from './recover.js';
import type { PerformContext } from './perform-context.js';
import type { Policy } from './policy.js';
import { withRetries } from './retry.js';
import { lackOfRoom } from './room.js';
import type { RunnablePlan } from './runnable-plan.js';
import { isFolderMove, isMeeting, rowOf, schedule, type Schedule } from './schedule.js';
import { pruneVersions } from './prune.js';
import { bytesOf } from './tallies.js';
import { temporaryPathFor } from './temporary-names.js';
import { Turns } from './twins.js';
import { Unfinished } from './unfinished.js';
import { Keeper } from './versions.js';

export interface RunInput {
  readonly runId: RunId;
  readonly profileId: ProfileId;
  readonly trigger: RunTrigger;
  readonly plan: RunnablePlan;
  /** Connected already. */
  readonly targets: Sides<Target>;
  readonly state: StateStore;
  readonly policy: Policy;
  readonly dryRun: boolean;
  /** Go on although the brakes (S7) would stop the run. */
  readonly passBrakes: boolean;
  /** Take the place of whoever is synchronizing the folder already. */
  readonly breakLock?: boolean | undefined;
  readonly signal: AbortSignal;
  /** Pauses the run and sets its limits; full pace where nobody holds the reins. */
  readonly control?: RunControl | undefined;
  /** Gets `run-started`, `run-pace`, `transfer-progress`, `item-finished` and `run-finished`. */
  readonly emit: (event: EngineEvent) => void;
  /** Milliseconds since 1970 in UTC. */
  readonly now: () => number;
}

/** Outcomes that may wait to be written to the history. */
const UNWRITTEN_AT_MOST = 100;

/** Baseline rows that are written in one go. */
const ROWS_AT_ONCE = 1000;

/**
 * Carries out a plan, or with `dryRun` says what it would do and touches nothing (S1). Never rejects for what
 * happens to single items or to the connection: the report accounts for it. The report is stored, except a dry run's.
 */
export async function run(input: RunInput): Promise<RunReport> {
  const { plan, state, runId, profileId, trigger, dryRun, control, emit, now } = input;
  const startedMs = now();
  const order = schedule(plan.items.values());
  const total = {
    itemsTotal: order.steps.reduce((sum, step) => sum + step.length, 0),
    bytesTotal: bytesIn(plan.totals),
  };
  const account = new Account(total, now);
  emit({ kind: 'run-started', runId, dryRun, progress: account.progress });
  if (!dryRun) await state.beginRun({ runId, profileId, trigger, startedMs });

  const unfollow = followPace(control, emit);
  const end = dryRun ? rehearse(input, order, account) : await carryOut(input, order, account, startedMs);
  unfollow();
  await leave(input, order, account);

  const summary: RunSummary = {
    runId,
    profileId,
    trigger,
    dryRun,
    startedMs,
    finishedMs: now(),
    end,
    counts: account.counts,
    bytes: account.bytes,
    unreached: account.unreached,
  };
  if (!dryRun) await state.endRun(summary);
  emit({ kind: 'run-finished', summary });
  return { ...summary, items: account.items };
}

function rehearse({ emit }: RunInput, order: Schedule, account: Account): RunEnd {
  for (const item of order.steps.flat())
    emit(account.close(item, { kind: 'would-do' }, { bytes: 0, of: bytesOf(item) }));
  return { kind: 'finished' };
}

async function carryOut(
  input: RunInput,
  order: Schedule,
  account: Account,
  startedMs: number,
): Promise<RunEnd> {
  const { plan, targets, state, policy, passBrakes, signal } = input;
  const brakes = passBrakes ? undefined : findBrakes(plan.items.values(), policy.brakes);
  if (brakes !== undefined) return { kind: 'broken-off', problem: brakes };
  try {
    await claimMemory(state);
    const token = await state.token();
    // What has nothing to do on either side has only its own memory to change.
    if (order.steps.length === 0) return await execute(input, order, account, token, startedMs);
    for (const side of ['local', 'remote'] as const) {
      const problem = lackOfRoom(side, plan.totals, await targets[side].freeSpace(signal));
      if (problem !== undefined) return { kind: 'broken-off', problem };
    }
    return await underLock(lockOf(input, token, startedMs), (both) =>
      execute({ ...input, signal: both }, order, account, token, startedMs),
    );
  } catch (error) {
    return signal.aborted ? { kind: 'stopped' } : { kind: 'broken-off', problem: problemOf(error) };
  }
}

async function execute(
  input: RunInput,
  order: Schedule,
  account: Account,
  token: string,
  startedMs: number,
): Promise<RunEnd> {
  const { targets, state, policy, signal, now } = input;
  await putStateInOrder(input, order);
  const execution = new Execution(input, account, token, startedMs, order.meetings);
  try {
    for (const step of order.steps) await execution.carryOut(step);
  } finally {
    await execution.close();
  }
  if (!execution.stopped) await pruneVersions(targets, state, policy.versions, now(), signal);
  if (execution.broken !== undefined) return { kind: 'broken-off', problem: execution.broken };
  return signal.aborted ? { kind: 'stopped' } : { kind: 'finished' };
}

function lockOf(
  { plan, targets, runId, breakLock, control, signal }: RunInput,
  token: string,
  startedMs: number,
): LockInput {
  const side = lockedSide(plan.mode);
  return {
    target: targets[side],
    side,
    id: runId,
    memory: token,
    startedMs,
    breakLock: breakLock ?? false,
    control: control ?? new RunControl(),
    signal,
  };
}

/** Brings the baseline up to what is known, ends what a killed run left open, and removes its temporary files. */
async function putStateInOrder({ plan, targets, state, signal }: RunInput, order: Schedule): Promise<void> {
  const { recovered: rows, voided, movedFolders } = plan;
  await conclude({ rows, voided, movedFolders }, state);
  for (const path of order.forget) await state.forget(path);
  for (let index = 0; index < order.remember.length; index += ROWS_AT_ONCE) {
    await state.recordAll(order.remember.slice(index, index + ROWS_AT_ONCE).map(rowOf));
  }
  if (!order.meetings.has('')) await state.recordAll([{ path: '', record: { kind: 'folder' } }]);
  for (const { side, path } of plan.leftovers) await targets[side].removeFile(path, signal);
}

/** What the rules, the user or the sides themselves kept out of the run, each with its reason. */
async function leave(
  { state, runId, dryRun, emit }: RunInput,
  order: Schedule,
  account: Account,
): Promise<void> {
  for (const item of order.leftAlone) {
    const event = account.close(
      item,
      { kind: 'skipped', problem: leftAloneProblem(item) },
      { bytes: 0, of: 0 },
    );
    if (!dryRun) await state.addOutcome(runId, event.item);
    emit(event);
  }
}

/** One execution under way. */
class Execution {
  readonly #input: RunInput;
  readonly #account: Account;
  readonly #context: PerformContext;
  readonly #breaking = new AbortController();
  readonly #concurrency: number;
  readonly #control: RunControl;
  /** Folders that could not be made: nothing below them is tried. */
  readonly #unmade = new Set<ItemPath>();
  readonly #unwritten = new Set<Promise<void>>();
  /** How many files have still to meet for the first time, by their folders. */
  readonly #meetings: Map<ItemPath, number>;
  #temporaries = 0;
  /** Why it makes no sense to go on. */
  broken: Problem | undefined;

  constructor(
    input: RunInput,
    account: Account,
    token: string,
    startedMs: number,
    meetings: ReadonlyMap<ItemPath, number>,
  ) {
    this.#meetings = new Map(meetings);
    this.#input = input;
    this.#account = account;
    const { targets, state, emit } = input;
    const signal = AbortSignal.any([input.signal, this.#breaking.signal]);
    this.#concurrency = Math.max(
      targets.local.capabilities.concurrency,
      targets.remote.capabilities.concurrency,
    );
    this.#control = input.control ?? new RunControl();
    this.#context = {
      control: this.#control,
      targets,
      state,
      signal,
      keeper: new Keeper({
        runId: input.runId,
        startedMs,
        targets,
        state,
        policy: input.policy.versions,
        now: input.now,
        signal,
      }),
      turns: new Turns(),
      unfinished: new Unfinished(targets),
      followers: new Followers(),
      itemAt: (path) => input.plan.items.get(path),
      temporaryPath: (path) => temporaryPathFor(path, token, startedMs, ++this.#temporaries),
      onBytes: (path, to, done, total) => {
        const event = account.transferred(path, to, done, total);
        if (event !== undefined) emit(event);
      },
    };
  }

  /** Whether the user or a problem ended it early. */
  get stopped(): boolean {
    return this.#context.signal.aborted;
  }

  /** Lets go of what it holds. */
  close(): Promise<void> {
    return this.#context.followers.close();
  }

  /** Enters an outcome into the history. Nothing depends on it, so the next item need not wait until it is written. */
  async #journal(item: ItemOutcome): Promise<void> {
    const written = this.#input.state.addOutcome(this.#input.runId, item);
    this.#unwritten.add(written);
    // Without somebody who listens a failure would end the process; it is told when the step ends.
    written.then(
      () => this.#unwritten.delete(written),
      () => undefined,
    );
    if (this.#unwritten.size >= UNWRITTEN_AT_MOST) await Promise.race(this.#unwritten);
  }

  async carryOut(step: readonly PlanItem[]): Promise<void> {
    await forEachBounded(
      step,
      this.#concurrency,
      this.#context.signal,
      async (item) => {
        try {
          await this.#carryOutItem(item);
        } catch (error) {
          // Without its memory a run can do nothing more, and what is under way need not go on.
          this.#breakOff(problemOf(error));
          throw error;
        }
      },
      this.#control,
    );
    await Promise.all(this.#unwritten);
  }

  async #carryOutItem(item: PlanItem): Promise<void> {
    let bytes = 0;
    let outcome: Outcome = { kind: 'done' };
    const above = ancestorsOf(item.path).find((folder) => this.#unmade.has(folder));
    if (above === undefined) {
      try {
        bytes = await withRetries(() => perform(item, this.#context), this.#context.signal, this.#control);
      } catch (error) {
        outcome = outcomeOf(problemOf(error));
        await this.#context.unfinished.discard(item.path);
        if (outcome.kind === 'failed' && isFolderMove(item) && !isFatalProblem(outcome.problem)) {
          await this.#moveOneByOne(item);
          return;
        }
        // What was under way when the run was stopped neither succeeded nor failed: it is simply still to do.
        if (this.#context.signal.aborted && problemOf(error).kind === 'stopped') return;
      }
    } else {
      outcome = { kind: 'skipped', problem: folderUnmade(item.path, above) };
    }
    const makesFolder = item.action.kind === 'create-folder' || isFolderMove(item);
    if (makesFolder && outcome.kind !== 'done') this.#unmade.add(item.path);
    if (outcome.kind === 'done' && isMeeting(item)) await this.#haveMet(parentOf(item.path));
    const event = this.#account.close(item, outcome, { bytes, of: bytesOf(item) });
    await this.#journal(event.item);
    this.#input.emit(event);
    if (outcome.kind === 'failed') await this.#breakOffIfPointless(outcome.problem);
  }

  /** A folder goes on record when the last of its files has met the one on the other side. */
  async #haveMet(folder: ItemPath): Promise<void> {
    const left = (this.#meetings.get(folder) ?? 0) - 1;
    this.#meetings.set(folder, left);
    if (left === 0) await this.#input.state.record(folder, { kind: 'folder' });
  }

  /** Some servers rename files but no folders. */
  async #moveOneByOne({ path }: PlanItem): Promise<void> {
    const { plan, state } = this.#input;
    await state.withdraw(path);
    const { steps } = schedule(plan.dissolve(path));
    // The folder's own move was on the account already.
    this.#account.expect(steps.reduce((sum, step) => sum + step.length, -1));
    for (const step of steps) await this.carryOut(step);
  }

  /** A full disk, or a side that does not even answer for its root any more, would fail every item that is left. */
  async #breakOffIfPointless(problem: Problem): Promise<void> {
    if (problem.kind === 'no-space') this.#breakOff(problem);
    if (!isFatalProblem(problem) || this.#context.signal.aborted) return;
    try {
      for (const side of ['local', 'remote'] as const) {
        await this.#context.targets[side].stat('', this.#context.signal);
      }
    } catch (error) {
      this.#breakOff(problemOf(error));
    }
  }

  #breakOff(problem: Problem): void {
    // A stop by the user ends what is under way with errors of its own.
    if (this.#context.signal.aborted) return;
    this.broken = problem;
    this.#breaking.abort();
  }
}

function outcomeOf(problem: Problem): Outcome {
  switch (problem.kind) {
    case 'changed-meanwhile':
    case 'not-empty':
      return { kind: 'skipped', problem };
    default:
      return { kind: 'failed', problem };
  }
}

function folderUnmade(path: ItemPath, above: ItemPath): Problem {
  return {
    kind: 'not-found',
    what: `“${path}” was not brought over, because its folder “${above}” could not be made.`,
    advice: 'Mend what kept the folder from being made, then compare again.',
    path,
  };
}
