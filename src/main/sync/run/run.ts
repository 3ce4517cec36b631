import type { RecordedPart } from '../../state/journal/recorded-part.js';
import type { BaselineRow } from '../../../shared/entry/baseline.js';
import type { Side } from '../../../shared/entry/entry.js';
import { changedOn } from '../../../shared/plan/plan-filter.js';
import { bytesIn, type PlanItem } from '../../../shared/plan/plan.js';
import { stillDiffers } from '../../../shared/plan/still-differs.js';
import { problemOf } from '../../../shared/problem-error.js';
import type { RunEnd, RunReport, RunSummary } from '../../../shared/run/run.js';
import { isFatal } from '../base/problem-traits.js';
import { followPace } from '../base/flow/follow-pace.js';
import { RunControl } from '../base/flow/run-control.js';
import { withDoubts } from '../base/unproven.js';
import { ReportBuilder } from './run-report.js';
import { lockState } from './state-lock.js';
import { findDeletionLimit } from './deletion-limit.js';
import { leftAloneProblem } from './left-as-is.js';
import { underLocks, type LockInput } from '../lock/lock.js';
import { conclude } from '../recover/recover.js';
import { lackOfRoom } from './free-space.js';
import { recordIgnoreFile } from '../scan/ignore-file.js';
import { rowOf, schedule, type Schedule } from '../plan/schedule.js';
import { pruneVersions } from '../versions/prune.js';
import { bytesOf } from '../plan/totals.js';
import { Execution } from './executor.js';
import type { RunInput } from './run-input.js';

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
  const account = new ReportBuilder(total, now);
  emit({ kind: 'run-started', runId, dryRun, progress: account.progress });
  if (!dryRun) {
    const planned = { items: total.itemsTotal, bytes: total.bytesTotal };
    await state.beginRun({ runId, profileId, trigger, startedMs, planned });
  }

  const unfollow = followPace(control, emit);
  const end = dryRun ? rehearse(input, order, account) : await carryOut(input, order, account, startedMs);
  unfollow();
  await leave(input, order, account);

  const summary: RunSummary = {
    runId,
    profileId,
    trigger,
    dryRun,
    differing: differingIn(plan),
    planSavedMs: plan.savedMs,
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

/** How many items stay different; a folder counts once, with all that lies in it. */
function differingIn({ items }: RunInput['plan']): number | undefined {
  const { byMode, special } = stillDiffers(items);
  const count = byMode.length + special.length;
  return count === 0 ? undefined : count;
}

function rehearse({ emit }: RunInput, order: Schedule, account: ReportBuilder): RunEnd {
  for (const item of order.steps.flat())
    emit(account.close(item, { kind: 'would-do' }, { bytes: 0, of: bytesOf(item) }));
  return { kind: 'finished' };
}

async function carryOut(
  input: RunInput,
  order: Schedule,
  account: ReportBuilder,
  startedMs: number,
): Promise<RunEnd> {
  const { plan, targets, state, policy, passBrakes, signal } = input;
  const brakes = passBrakes ? undefined : findDeletionLimit(plan.items.values(), policy.brakes);
  if (brakes !== undefined) return { kind: 'broken-off', problem: brakes };
  try {
    await lockState(state);
    const token = await state.token();
    // What has nothing to do on either side has only its own memory to change.
    if (order.steps.length === 0) return await execute(input, order, account, token, startedMs);
    for (const side of ['local', 'remote'] as const) {
      const problem = lackOfRoom(side, plan.totals, await targets[side].freeSpace(signal));
      if (problem !== undefined) return { kind: 'broken-off', problem };
    }
    const locks = changedSides(order).map((side) => lockOf(input, account, side, token, startedMs));
    return await underLocks(locks, signal, (held) =>
      execute({ ...input, signal: held }, order, account, token, startedMs),
    );
  } catch (error) {
    return signal.aborted ? { kind: 'stopped' } : { kind: 'broken-off', problem: problemOf(error) };
  }
}

async function execute(
  input: RunInput,
  order: Schedule,
  account: ReportBuilder,
  token: string,
  startedMs: number,
): Promise<RunEnd> {
  const { targets, state, policy, signal, now } = input;
  const execution = new Execution(input, account, token, startedMs, order.meetings);
  try {
    await execution.prepare(order.steps);
    execution.resume(await putStateInOrder(input, order));
    for (const step of order.steps) await execution.carryOut(step);
    if (!execution.stopped) await execution.lookAgain();
    if (!execution.stopped) await execution.tidy();
  } finally {
    await execution.close();
  }
  if (!execution.stopped) await pruneVersions(targets, state, policy, now(), signal);
  if (execution.broken !== undefined) return { kind: 'broken-off', problem: execution.broken };
  return signal.aborted ? { kind: 'stopped' } : { kind: 'finished' };
}

/** The sides on which something is to be done. */
function changedSides({ steps }: Schedule): readonly Side[] {
  const changed = new Set(steps.flatMap((step) => step.map(({ action }) => changedOn(action))));
  return (['local', 'remote'] as const).filter((side) => changed.has(side));
}

function lockOf(
  { targets, runId, state, policy, breakLock, control, signal, emit }: RunInput,
  account: ReportBuilder,
  side: Side,
  token: string,
  startedMs: number,
): LockInput {
  return {
    target: targets[side],
    side,
    id: runId,
    memory: token,
    startedMs,
    breakLock: breakLock ?? false,
    own: policy.own,
    onLeft: async (problem) => {
      const item = { path: problem.path ?? '', action: { kind: 'delete', on: side } } as const;
      const event = account.close(item, { kind: 'failed', problem }, { bytes: 0, of: 0 }, 'besides');
      await state.addOutcome(runId, event.item);
      emit(event);
    },
    control: control ?? new RunControl(),
    signal,
  };
}

/**
 * Brings the baseline up to what is known, ends what a killed run left open, and removes its temporary files, but for the parts of big files
 * that are to be copied now: those it resolves with.
 */
async function putStateInOrder(
  { plan, targets, state, signal }: RunInput,
  order: Schedule,
): Promise<readonly RecordedPart[]> {
  const { recovered: rows, voided, movedFolders } = plan;
  await conclude({ rows, voided, movedFolders }, state);
  await recordIgnoreFile({ targets, state, signal });
  for (const path of order.forget) await state.forget(path);
  const looked = { local: plan.comparedMs, remote: plan.comparedMs };
  const met = (item: PlanItem): BaselineRow => {
    const { path, record } = rowOf(item);
    return { path, record: withDoubts(record, looked, undefined) };
  };
  for (let index = 0; index < order.remember.length; index += ROWS_AT_ONCE) {
    await state.recordAll(order.remember.slice(index, index + ROWS_AT_ONCE).map(met));
  }
  if (!order.meetings.has('')) await state.recordAll([{ path: '', record: { kind: 'folder' } }]);
  const parts = await state.parts();
  const wanted = parts.filter(({ path, to }) => {
    const action = plan.items.get(path)?.action;
    return action?.kind === 'copy' && action.to === to;
  });
  for (const part of parts) if (!wanted.includes(part)) await state.endPart(part.path);
  const kept = new Set(wanted.map(({ to, temporaryPath }) => `${to}:${temporaryPath}`));
  for (const { side, path } of plan.leftovers) {
    if (kept.has(`${side}:${path}`)) continue;
    try {
      await targets[side].removeFile(path, signal);
    } catch (error) {
      // What somebody has put in its place, a link or a folder, is theirs, and no reason not to run.
      if (isFatal(error)) throw error;
    }
  }
  return wanted;
}

/** What the rules, the user or the sides themselves kept out of the run, each with its reason. */
async function leave(
  { state, runId, dryRun, emit }: RunInput,
  order: Schedule,
  account: ReportBuilder,
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
