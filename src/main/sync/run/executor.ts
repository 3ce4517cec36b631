import type { ItemPath, Side } from '../../../shared/entry/entry.js';
import { ancestorsOf, parentOf } from '../../../shared/entry/path.js';
import { changedOn } from '../../../shared/plan/plan-filter.js';
import { createdOn, type PlanItem } from '../../../shared/plan/plan.js';
import type { Problem } from '../../../shared/problem.js';
import { problemOf } from '../../../shared/problem-error.js';
import type { Outcome } from '../../../shared/run/run.js';
import { HashStreams } from '../hash/hash-stream.js';
import { RunControl } from '../base/flow/run-control.js';
import type { ReportBuilder } from './run-report.js';
import type { Running } from './frame.js';
import { forEachBounded } from '../base/flow/bounded.js';
import { endsRun, isFatalProblem, isRefusal, mayPass } from '../../../shared/problem-traits.js';
import { OutcomeWriter } from './outcome-writer.js';
import { perform } from '../apply/apply-item.js';
import type { PerformContext, Performed } from '../apply/apply-context.js';
import { updateBaseline } from './update-baseline.js';
import { withDoubts } from '../base/unproven.js';
import { provesByItself } from '../content/content-proof.js';
import { withRetries } from '../base/flow/retry.js';
import { isFolderMove, isInitialSync, schedule, type Schedule } from '../plan/execution-order.js';
import { bytesOf } from '../../../shared/plan/item-bytes.js';
import { mayListOtherSpelling } from '../spelling/learn-spellings.js';
import { BegunInPlace } from '../apply/parts/begun-in-place.js';
import { OwnNames } from '../base/own-names.js';
import { KeyedMutex } from '../base/flow/keyed-mutex.js';
import { PartialTransfers } from '../apply/parts/partial-transfers.js';
import { VersionKeeper, keepsVersionOn } from '../versions/version-keeper.js';
import type { RunInput } from './run-input.js';
import { keepsTexts, syncedText } from './synced-text.js';
import { runText } from './text.js';

/** The items of a run while they are carried out, one step after the other: within a step no item depends on another. */
export class Execution {
  readonly #input: RunInput;
  readonly #report: ReportBuilder;
  readonly #context: PerformContext;
  readonly #breaking = new AbortController();
  readonly #concurrency: number;
  readonly #control: RunControl;
  /** Folders that could not be made: nothing below them is tried. */
  readonly #unmade = new Set<ItemPath>();
  readonly #outcomes: OutcomeWriter;
  readonly #order: Schedule;
  /** The steps that are left, the next one last. */
  readonly #steps: (readonly PlanItem[])[];
  /** How many files are still to be synced for the first time, by their folders. */
  readonly #initialSyncs: Map<ItemPath, number>;
  #temporaries = 0;
  /** Why it makes no sense to go on. */
  #broken: Problem | undefined;

  constructor(input: RunInput, { report, token, startedMs }: Omit<Running, 'signal'>, order: Schedule) {
    this.#order = order;
    this.#steps = order.steps.toReversed();
    this.#initialSyncs = new Map(order.initialSyncs);
    this.#input = input;
    this.#report = report;
    const { targets, state, emit } = input;
    const signal = AbortSignal.any([input.signal, this.#breaking.signal]);
    this.#concurrency = Math.max(targets.local.features.concurrency, targets.remote.features.concurrency);
    this.#control = input.control ?? new RunControl();
    this.#outcomes = new OutcomeWriter(state, input.runId, (error) => this.#breakOff(problemOf(error)));
    const names = new OwnNames(input.policy.own.names);
    const hashes = new HashStreams();
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
      mutex: new KeyedMutex(),
      keptBoth: new Map(),
      merged: new Map(),
      mergedContent: (path) => input.plan.mergedContent(path),
      now: input.now,
      recordCopy: (path, to, performed, beganMs) => this.#recordCopy(path, to, performed, beganMs),
      partialTransfers: new PartialTransfers(targets, hashes),
      hashes,
      itemAt: (path) => input.plan.items.get(path),
      temporaryPath: (path) => names.temporaryPath(path, token, startedMs, ++this.#temporaries),
      names,
      writesInPlace: input.policy.own.writing === 'in-place',
      begunInPlace: new BegunInPlace(),
      onBytes: (path, to, done, total) => {
        const event = report.transferred(path, to, done, total);
        if (event !== undefined) emit(event);
      },
    };
  }

  /** Carries everything out, once. Resolves with the problem that made it give up, if any. */
  async run(): Promise<Problem | undefined> {
    const { signal, partialTransfers, hashes, keeper } = this.#context;
    try {
      await this.#prepare();
      // The baseline says what both sides were before this run, and nothing of it is touched yet.
      for (const part of await updateBaseline(this.#input, this.#order)) partialTransfers.found(part);
      for (let step = this.#steps.pop(); step !== undefined; step = this.#steps.pop()) {
        await forEachBounded(
          step,
          this.#concurrency,
          signal,
          async (item) => {
            try {
              await this.#carryOutItem(item);
            } catch (error) {
              // Without its state a run can do nothing more, and what is under way need not go on.
              this.#breakOff(problemOf(error));
              throw error;
            }
          },
          this.#control,
        );
        await this.#outcomes.settled();
      }
      if (!signal.aborted) await keeper.tidy();
    } finally {
      await hashes.close();
    }
    return this.#broken;
  }

  /** Begins what the items will need. */
  async #prepare(): Promise<void> {
    const { keeper, targets, names, signal } = this.#context;
    const { steps } = this.#order;
    for (const side of ['local', 'remote'] as const) {
      if (steps.some((step) => step.some((item) => keepsVersionOn(item, side)))) keeper.prepare(side);
    }
    for (const side of ['local', 'remote'] as const) {
      // The lock lies there now, and shows what the side makes of names.
      const gives = steps.some((step) => step.some((item) => givesNameOn(item, side)));
      if (gives && (await mayListOtherSpelling(targets[side], names.lockFile, signal)))
        keeper.expectOtherSpellings(side);
    }
  }

  async #carryOutItem(item: PlanItem): Promise<void> {
    let performed: Performed = { bytes: 0 };
    let outcome: Outcome = { kind: 'done' };
    // Folders are made before what lies in them: one that could not be made leaves its content no place.
    const above = ancestorsOf(item.path).find((folder) => this.#unmade.has(folder));
    if (above === undefined) {
      try {
        let beganMs = this.#input.now();
        const attempt = (): Promise<Performed> => {
          beganMs = this.#input.now();
          return perform(item, this.#context);
        };
        performed = await withRetries(attempt, this.#context.signal, this.#control);
        performed = await this.#asProven(item.path, performed, changedOn(item.action), beganMs);
      } catch (error) {
        // Nothing was changed by it, or what was is in the journal: the next run finds out (S5).
        outcome = outcomeOf(problemOf(error));
        const mayGoOn = this.#context.signal.aborted || mayPass(error);
        await this.#context.partialTransfers.giveUp(item.path, mayGoOn);
        if (item.action.kind === 'keep-both')
          await this.#context.partialTransfers.giveUp(item.action.as, mayGoOn);
        if (outcome.kind === 'failed' && isFolderMove(item) && !isFatalProblem(outcome.problem)) {
          await this.#moveOneByOne(item);
          return;
        }
        // What was under way when the run was stopped neither succeeded nor failed: it is simply still to do.
        if (this.#context.signal.aborted && problemOf(error).kind === 'stopped') return;
      }
    } else {
      outcome = { kind: 'skipped', problem: folderNotCreated(item.path, above) };
    }
    const makesFolder = item.action.kind === 'create-folder' || isFolderMove(item);
    if (makesFolder && outcome.kind !== 'done') this.#unmade.add(item.path);
    // From here on the item has one outcome. It is on record, with the update of the baseline, before anybody is told.
    const event = this.#report.close(item, outcome, { bytes: performed.bytes, of: bytesOf(item) });
    await this.#outcomes.write(event.item, performed.update);
    if (outcome.kind === 'done' && isInitialSync(item)) await this.#completeInitialSync(parentOf(item.path));
    this.#input.emit(event);
    if (outcome.kind === 'failed') await this.#breakOffIfPointless(outcome.problem);
  }

  /**
   * What goes on record of an item that was begun at `beganMs` and changed on `side`: with the text that both sides have now, where such are kept,
   * and with doubts (S11): what was modified only just before it was read is not yet proven.
   */
  async #asProven(
    path: ItemPath,
    performed: Performed,
    side: Side | undefined,
    beganMs: number,
  ): Promise<Performed> {
    const { policy, targets } = this.#input;
    const doubted = this.#withDoubts(performed, side, beganMs);
    const text = keepsTexts(policy)
      ? await syncedText(path, doubted, targets.local, this.#context.signal)
      : undefined;
    return text === undefined ? doubted : { ...doubted, update: { ...doubted.update, text } };
  }

  async #recordCopy(path: ItemPath, to: Side, performed: Performed, beganMs: number): Promise<void> {
    const { state } = this.#input;
    const { update } = await this.#asProven(path, performed, to, beganMs);
    const { record, change, text } = update ?? {};
    // Asked for together, they are one transaction.
    await Promise.all([
      record && state.record(path, record),
      change && state.completeChange(change.seq, change.after),
      record?.kind === 'file' && text && state.keepText(path, { sides: record.sides, content: text }),
    ]);
  }

  #withDoubts(performed: Performed, side: Side | undefined, beganMs: number): Performed {
    const { now, targets } = this.#input;
    const { update, sha256 } = performed;
    if (update?.record === undefined) return performed;
    // What was written here just now is read again only where that costs no transfer.
    const looked = (one: Side): number | undefined => {
      if (one !== side) return beganMs;
      return provesByItself(targets[one]) ? now() : undefined;
    };
    const doubts = { local: looked('local'), remote: looked('remote') };
    return { ...performed, update: { ...update, record: withDoubts(update.record, doubts, sha256) } };
  }

  /** A folder goes on record when the last of its files has had its first sync, and after these. */
  async #completeInitialSync(folder: ItemPath): Promise<void> {
    const left = (this.#initialSyncs.get(folder) ?? 0) - 1;
    this.#initialSyncs.set(folder, left);
    if (left === 0) await this.#input.state.record(folder, { kind: 'folder' });
  }

  /** Some servers rename files but no folders. */
  async #moveOneByOne({ path }: PlanItem): Promise<void> {
    const { plan, state } = this.#input;
    await state.withdraw(path);
    const { steps } = schedule(plan.dissolve(path));
    // The folder's own move was in the report already.
    this.#report.expect(steps.reduce((sum, step) => sum + step.length, -1));
    // They come before all that is left, which may depend on them.
    this.#steps.push(...steps.toReversed());
  }

  /** A full disk, or a side that does not even answer for its root any more, would fail every item that is left. */
  async #breakOffIfPointless(problem: Problem): Promise<void> {
    if (endsRun(problem)) this.#breakOff(problem);
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
    this.#broken = problem;
    this.#breaking.abort();
  }
}

/** Whether carrying out an item gives something a name on that side that was not there. */
function givesNameOn(item: PlanItem, side: Side): boolean {
  if (item.action.kind === 'keep-both') return true;
  return createdOn(item.action) === side && item[side].entry === undefined;
}

function outcomeOf(problem: Problem): Outcome {
  return { kind: isRefusal(problem) ? 'skipped' : 'failed', problem };
}

function folderNotCreated(path: ItemPath, folder: ItemPath): Problem {
  return { kind: 'not-found', ...runText.folderNotCreated(path, folder), path };
}
