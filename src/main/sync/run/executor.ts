import type { ItemPath, Side } from '../../../shared/entry/entry.js';
import { ancestorsOf, parentOf } from '../../../shared/entry/path.js';
import { changedOn } from '../../../shared/plan/plan-filter.js';
import { createdOn, type PlanItem } from '../../../shared/plan/plan.js';
import type { RecordedPart } from '../../state/journal/recorded-part.js';
import type { Problem } from '../../../shared/problem.js';
import { problemOf } from '../../../shared/problem-error.js';
import type { Outcome } from '../../../shared/run/run.js';
import { HashStreams } from '../hash/hash-stream.js';
import { RunControl } from '../base/flow/run-control.js';
import type { ReportBuilder } from './run-report.js';
import { forEachBounded } from '../base/flow/bounded.js';
import { isFatalProblem, mayPass } from '../base/problem-traits.js';
import { OutcomeWriter } from './outcome-writer.js';
import { perform } from '../apply/apply-item.js';
import type { PerformContext, Performed } from '../apply/apply-context.js';
import { withDoubts } from '../base/unproven.js';
import { provesByItself } from '../content/content-proof.js';
import { withRetries } from '../base/flow/retry.js';
import { isFolderMove, isMeeting, schedule, type Schedule } from '../plan/schedule.js';
import { bytesOf } from '../plan/totals.js';
import { learnHabits, mayRespell } from '../spelling/side-habits.js';
import { BegunInPlace } from '../apply/begun-in-place.js';
import { OwnNames } from '../base/own-names.js';
import { KeyedMutex } from '../base/flow/keyed-mutex.js';
import { Unfinished } from '../apply/partial-uploads.js';
import { VersionKeeper, putsAwayOn } from '../versions/version-keeper.js';
import type { RunInput } from './run-input.js';

/** The items of a run while they are carried out, one step after the other. */
export class Execution {
  readonly #input: RunInput;
  readonly #account: ReportBuilder;
  readonly #context: PerformContext;
  readonly #breaking = new AbortController();
  readonly #concurrency: number;
  readonly #control: RunControl;
  /** Folders that could not be made: nothing below them is tried. */
  readonly #unmade = new Set<ItemPath>();
  readonly #outcomes: OutcomeWriter;
  /** How many files have still to meet for the first time, by their folders. */
  readonly #meetings: Map<ItemPath, number>;
  #temporaries = 0;
  /** Why it makes no sense to go on. */
  broken: Problem | undefined;

  constructor(
    input: RunInput,
    account: ReportBuilder,
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
    this.#outcomes = new OutcomeWriter(state, input.runId, (error) => this.#breakOff(problemOf(error)));
    const names = new OwnNames(input.policy.own.names);
    const followers = new HashStreams();
    this.#context = {
      control: this.#control,
      targets,
      state,
      signal,
      keeper: new VersionKeeper({
        runId: input.runId,
        startedMs,
        targets,
        state,
        policy: input.policy.versions,
        own: input.policy.own,
        now: input.now,
        signal,
      }),
      turns: new KeyedMutex(),
      unfinished: new Unfinished(targets, followers),
      followers,
      itemAt: (path) => input.plan.items.get(path),
      temporaryPath: (path) => names.temporaryPath(path, token, startedMs, ++this.#temporaries),
      names,
      writesInPlace: input.policy.own.writing === 'in-place',
      begunInPlace: new BegunInPlace(),
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

  /** Takes note of what an earlier run has left of big files, for those that are to be copied there as well. */
  resume(parts: readonly RecordedPart[]): void {
    for (const part of parts) this.#context.unfinished.found(part);
  }

  /** Begins what the items will need. */
  async prepare(steps: Schedule['steps']): Promise<void> {
    const { keeper, targets, names, signal } = this.#context;
    for (const side of ['local', 'remote'] as const) {
      const puts = steps.some((step) => step.some((item) => putsAwayOn(item) === side));
      if (puts) keeper.prepare(side);
    }
    for (const side of ['local', 'remote'] as const) {
      // The lock lies there now, and shows what the side makes of names.
      const gives = steps.some((step) => step.some((item) => givesNameOn(item) === side));
      if (gives && (await mayRespell(targets[side], names.lockFile, signal))) keeper.mayRespell(side);
    }
  }

  /** S9: sees how the sides list the names that they were given. */
  async lookAgain(): Promise<void> {
    const { targets, state, signal } = this.#context;
    await learnHabits({ targets, state, signal });
  }

  /** Removes what they did not need after all. */
  tidy(): Promise<void> {
    return this.#context.keeper.tidy();
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
    await this.#outcomes.settled();
  }

  async #carryOutItem(item: PlanItem): Promise<void> {
    let performed: Performed = { bytes: 0 };
    let outcome: Outcome = { kind: 'done' };
    const above = ancestorsOf(item.path).find((folder) => this.#unmade.has(folder));
    if (above === undefined) {
      try {
        performed = await withRetries(() => this.#perform(item), this.#context.signal, this.#control);
      } catch (error) {
        outcome = outcomeOf(problemOf(error));
        const mayGoOn = this.#context.signal.aborted || mayPass(error);
        await this.#context.unfinished.giveUp(item.path, mayGoOn);
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
    const event = this.#account.close(item, outcome, { bytes: performed.bytes, of: bytesOf(item) });
    await this.#outcomes.write(event.item, performed.learned);
    if (outcome.kind === 'done' && isMeeting(item)) await this.#haveMet(parentOf(item.path));
    this.#input.emit(event);
    if (outcome.kind === 'failed') await this.#breakOffIfPointless(outcome.problem);
  }

  /** S11: what was modified only just before it was read is noted as not yet proven. */
  async #perform(item: PlanItem): Promise<Performed> {
    const { now, targets } = this.#input;
    const beganMs = now();
    const performed = await perform(item, this.#context);
    const { learned, sha256 } = performed;
    if (learned?.record === undefined) return performed;
    const side = changedOn(item.action);
    // What was written here just now is read again only where that costs no transfer.
    const looked = (one: Side): number | undefined => {
      if (one !== side) return beganMs;
      return provesByItself(targets[one]) ? now() : undefined;
    };
    const doubts = { local: looked('local'), remote: looked('remote') };
    return { ...performed, learned: { ...learned, record: withDoubts(learned.record, doubts, sha256) } };
  }

  /** A folder goes on record when the last of its files has met the one on the other side, and after these. */
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

/** The side on which carrying out an item gives something a name that was not there. */
function givesNameOn(item: PlanItem): Side | undefined {
  const on = createdOn(item.action);
  return on !== undefined && item[on].entry === undefined ? on : undefined;
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
    what: `“${path}” was not copied because its folder “${above}” could not be created.`,
    advice: 'Fix the problem with the folder, then compare again.',
    path,
  };
}
