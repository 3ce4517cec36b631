import { isDeepStrictEqual } from 'node:util';
import type { Side } from '../../../shared/entry/entry.js';
import { ProblemError, problemOf } from '../../../shared/problem-error.js';
import type { Problem } from '../../../shared/problem.js';
import { FULL_PACE, type EngineEvent, type RunEnd, type RunReport } from '../../../shared/run/run.js';
import type { StateStore } from '../../state/state-store.js';
import { RunControl } from '../base/flow/run-control.js';
import type { OwnFiles, VersionPolicy } from '../base/policy.js';
import { withLocks, type LockInput } from '../lock/lock.js';
import { recordRecovery, type Findings } from '../recover/recover.js';
import { learnSpellings } from '../spelling/learn-spellings.js';
import { pruneVersions } from '../versions/prune.js';
import { Conclusion, type ConcludedWork, type ConclusionInput } from './conclusion.js';
import { ReportBuilder, type RunTotal } from './run-report.js';
import { runText } from './text.js';

/** What every run needs, whether it syncs, undoes or restores. */
export interface FrameInput extends ConclusionInput {
  /** Take the place of whoever is syncing the folder already. */
  readonly breakLock?: boolean | undefined;
  readonly own: OwnFiles;
  readonly versions: VersionPolicy;
  readonly signal: AbortSignal;
  /** Pauses the run and sets its limits; full pace where it is absent. */
  readonly control?: RunControl | undefined;
}

/** What a run gets from its frame while it works. */
export interface Running {
  readonly report: ReportBuilder;
  /** Marks the temporary files of this pair of folders. */
  readonly token: string;
  readonly startedMs: number;
  /** Aborted when the user stops the run, and when somebody breaks its lock. */
  readonly signal: AbortSignal;
}

/** What one kind of run does inside the frame that all kinds share. */
export interface FramedWork extends ConcludedWork {
  readonly total: RunTotal;
  /** The sides that it changes. Only these are locked: the user may have no right to write to the other. */
  readonly changes: readonly Side[];
  /** Says what it would do, and changes nothing (S1). */
  readonly simulate: (running: Omit<Running, 'signal'>) => Promise<Problem | undefined> | Problem | undefined;
  /** Why it must not begin, found out before anything is locked; absent where nothing can speak against it. */
  readonly refusal?: (() => Promise<Problem | undefined>) | undefined;
  /** What an earlier run that was killed turns out to have done (S5). */
  readonly recovered: (signal: AbortSignal) => Promise<Findings> | Findings;
  /** Does the work. Resolves with the problem that made it give up, if any. */
  readonly carryOut: (running: Running) => Promise<Problem | undefined>;
}

/**
 * Does the work of a run. A sync, an undo and a restore all pass through here, so that each of them takes the locks, finishes what
 * a killed run left open, reports, ends up in the history and deletes expired versions in the same way. Never rejects for what happens to
 * single items or to the connection: the report says so. The report is stored, except for a dry run. Resolves when the locks are
 * released; what the run came to is told before, by `run-finished` and `onResult`.
 */
export async function runInFrame(input: FrameInput, work: FramedWork): Promise<RunReport> {
  const { runId, profileId, trigger, joint, state, dryRun, signal, emit, now } = input;
  const startedMs = now();
  const report = new ReportBuilder(work.total, now);
  emit({ kind: 'run-started', runId, dryRun, progress: report.progress });
  if (!dryRun) {
    const { undoes, redo, restores } = work.about;
    const planned = { items: work.total.itemsTotal, bytes: work.total.bytesTotal };
    await state.beginRun({
      runId,
      profileId,
      trigger,
      joint,
      undoes,
      redo,
      restores,
      startedMs,
      planned,
    });
  }

  const conclusion = new Conclusion(input, work, report, startedMs);
  const endPace = reportPace(input.control, (event) => {
    if (!conclusion.begun) emit(event);
  });
  try {
    const refusal = dryRun ? undefined : await work.refusal?.();
    if (dryRun) {
      const problem = await work.simulate({ report, token: await state.token(), startedMs });
      await conclusion.tell(endAs(problem, signal));
    } else if (refusal !== undefined) {
      await conclusion.tell({ kind: 'broken-off', problem: refusal });
    } else {
      await lockState(state);
      const token = await state.token();
      const locks = work.changes.map((side) => lockOf(input, conclusion, side, token, startedMs));
      await withLocks(locks, signal, async (lockSignal) => {
        const end = await endOf(input, work, { report, token, startedMs, signal: lockSignal });
        // Nobody waits for the locks to be released: whatever comes of that, the work is done.
        await conclusion.tell(end);
      });
    }
  } catch (error) {
    if (conclusion.begun) throw error;
    await conclusion.tell(endBy(error, signal));
  } finally {
    endPace();
  }
  return conclusion.report;
}

/** Does the work while the locks are held, and says how that ended. Never rejects. */
async function endOf(input: FrameInput, work: FramedWork, running: Running): Promise<RunEnd> {
  const lockSignal = running.signal;
  try {
    // Nobody else changes the sides that are locked, or writes to these records, from here on. What a killed run did is put on record
    // before anything is done on top of it: otherwise a later run would take it for changes by the user (S5).
    await recordRecovery(await work.recovered(lockSignal), input.state);
    const problem = await work.carryOut(running);
    if (problem === undefined && !lockSignal.aborted) await learnSpellingsAndPrune(input, lockSignal);
    // Somebody has broken the lock: what the work says of having been stopped is not why it was.
    if (lockSignal.aborted && !input.signal.aborted) return endBy(lockSignal.reason, input.signal);
    return endAs(problem, lockSignal);
  } catch (error) {
    return endBy(lockSignal.aborted ? lockSignal.reason : error, input.signal);
  }
}

function endBy(error: unknown, signal: AbortSignal): RunEnd {
  return signal.aborted ? { kind: 'stopped' } : { kind: 'broken-off', problem: problemOf(error) };
}

/**
 * Everything that was to be done is done and on record, and the lock is still held. How a side spells the names that it was given is
 * looked up now, while nobody can have renamed them yet (S9); then the versions that have expired go.
 */
async function learnSpellingsAndPrune(
  { targets, state, versions, now }: FrameInput,
  signal: AbortSignal,
): Promise<void> {
  await learnSpellings({ targets, state, signal });
  await pruneVersions(targets, state, versions, now(), signal);
}

function endAs(problem: Problem | undefined, signal: AbortSignal): RunEnd {
  if (problem !== undefined) return { kind: 'broken-off', problem };
  return signal.aborted ? { kind: 'stopped' } : { kind: 'finished' };
}

function lockOf(
  { targets, runId, own, breakLock, control, signal }: FrameInput,
  conclusion: Conclusion,
  side: Side,
  token: string,
  startedMs: number,
): LockInput {
  return {
    target: targets[side],
    side,
    id: runId,
    stateToken: token,
    startedMs,
    breakLock: breakLock ?? false,
    own,
    onLeft: (problem) => conclusion.lockLeft(side, problem),
    control: control ?? new RunControl(),
    signal,
  };
}

/**
 * Makes sure that no other program on this computer runs from the same records, the application beside the command line for example, until
 * the store is closed. Rejects with a `ProblemError` of kind `busy` where one does.
 */
export async function lockState(state: Pick<StateStore, 'lock'>): Promise<void> {
  if (!(await state.lock())) throw new ProblemError({ kind: 'busy', ...runText.alreadySyncing });
}

/** Reports every change of pace from now on, and the present pace where it is not full; the function returned ends that. */
function reportPace(control: RunControl | undefined, emit: (event: EngineEvent) => void): () => void {
  if (control === undefined) return () => undefined;
  if (!isDeepStrictEqual(control.pace, FULL_PACE)) emit({ kind: 'run-pace', pace: control.pace });
  return control.onChange((pace) => {
    emit({ kind: 'run-pace', pace });
  });
}
