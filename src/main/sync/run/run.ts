import type { Side } from '../../../shared/entry/entry.js';
import { explain } from '../../../shared/plan/explain.js';
import { sidesChangedBy } from '../../../shared/plan/plan-filter.js';
import { bytesIn, type PlanItem } from '../../../shared/plan/plan.js';
import { stillDiffers } from '../../../shared/plan/still-differs.js';
import type { Problem } from '../../../shared/problem.js';
import type { RunReport } from '../../../shared/run/run.js';
import type { ReportBuilder } from './run-report.js';
import { runInFrame } from './frame.js';
import { findDeletionLimit, lackOfSpace } from './preconditions.js';
import { schedule, type Schedule } from '../plan/execution-order.js';
import { bytesOf } from '../../../shared/plan/item-bytes.js';
import { Execution } from './executor.js';
import type { RunInput } from './run-input.js';
import { runText } from './text.js';

/** Carries out a plan, or with `dryRun` says what it would do and touches nothing (S1). Reports as every run does: see `runInFrame`. */
export function run(input: RunInput): Promise<RunReport> {
  const { plan, policy } = input;
  const order = schedule(plan.items.values());
  const frame = { ...input, own: policy.own, versions: policy.versions };
  return runInFrame(frame, {
    total: {
      itemsTotal: order.steps.reduce((sum, step) => sum + step.length, 0),
      bytesTotal: bytesIn(plan.totals),
    },
    about: { differing: differingIn(plan), planSavedMs: plan.savedMs, only: plan.part?.scope.paths.length },
    changes: changedSides(order),
    simulate: ({ report }) => simulate(input, order, report),
    refusal: () => refusalOf(input, order),
    recovered: () => ({ rows: plan.recovered, voided: plan.voided, movedFolders: plan.movedFolders }),
    carryOut: (running) => new Execution({ ...input, signal: running.signal }, running, order).run(),
    reportRest: (report) => reportSkipped(input, order, report),
  });
}

/** How many items stay different; a folder counts once, with all that lies in it. */
function differingIn({ items }: RunInput['plan']): number | undefined {
  const { byMode, special } = stillDiffers(items);
  const count = byMode.length + special.length;
  return count === 0 ? undefined : count;
}

function simulate({ emit }: RunInput, order: Schedule, report: ReportBuilder): undefined {
  for (const item of order.steps.flat())
    emit(report.close(item, { kind: 'would-do' }, { bytes: 0, of: bytesOf(item) }));
}

/** The deletion limit (S7) and full disks, before anything is locked or changed. */
async function refusalOf(
  { plan, targets, policy, exceedDeletionLimit, signal }: RunInput,
  order: Schedule,
): Promise<Problem | undefined> {
  const limit = exceedDeletionLimit
    ? undefined
    : findDeletionLimit(plan.items.values(), policy.deletionLimit, plan.part);
  if (limit !== undefined || order.steps.length === 0) return limit;
  for (const side of ['local', 'remote'] as const) {
    const problem = lackOfSpace(side, plan.totals, await targets[side].freeSpace(signal));
    if (problem !== undefined) return problem;
  }
  // Connections come about while the lock is taken.
  const operations = order.steps.reduce((sum, step) => sum + step.length, 0);
  for (const side of changedSides(order)) targets[side].features.expect?.(operations);
  return undefined;
}

/** The sides on which something is to be done. */
function changedSides({ steps }: Schedule): readonly Side[] {
  const changed = new Set(steps.flatMap((step) => step.flatMap(({ action }) => sidesChangedBy(action))));
  return (['local', 'remote'] as const).filter((side) => changed.has(side));
}

/** Reports what the rules, the user or the sides themselves kept out of the run, each item with its reason. */
async function reportSkipped(
  { state, runId, dryRun, emit }: RunInput,
  order: Schedule,
  report: ReportBuilder,
): Promise<void> {
  for (const item of order.skipped) {
    const outcome = { kind: 'skipped', problem: whySkipped(item) } as const;
    const event = report.close(item, outcome, { bytes: 0, of: 0 });
    if (!dryRun) await state.addOutcome(runId, event.item);
    emit(event);
  }
}

/** Why a run left an item as it was. */
export function whySkipped(item: PlanItem): Problem {
  if (item.problem !== undefined) return item.problem;
  const { action, path } = item;
  const advice = action.kind === 'conflict' ? runText.resolveConflict : runText.staysAsItIs;
  return { kind: 'other', what: runText.skipped(path, explain(item)), advice, path };
}
