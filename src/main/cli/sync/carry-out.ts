import { ProblemError } from '../../../shared/problem-error.js';
import type { Profile } from '../../../shared/profile/profile.js';
import { FULL_PACE, type EngineEvent, type RunReport } from '../../../shared/run/run.js';
import { policyOf } from '../../session/policy-of.js';
import { remoteOf } from '../../session/pair.js';
import { compare, type AcceptIgnore } from '../../sync/scan/compare.js';
import { RunControl } from '../../sync/base/run-control.js';
import type { Plan } from '../../sync/plan/plan.js';
import { peerIdFor } from '../../sync/pyftpsync/peer-id.js';
import type { RunnablePlan } from '../../sync/plan/runnable-plan.js';
import { run } from '../../sync/run/run.js';
import type { Options } from '../options/read-options.js';
import type { Reporter } from '../output/reporter.js';
import type { CliContext } from '../cli-context.js';
import { acceptedFilters } from './accept-filters.js';
import type { ConnectedSides } from './sides.js';

/**
 * Compares both sides, and tells of it; once more where filters that the other side brought are accepted. Changes nothing on either side.
 */
export async function compareSides(
  sides: ConnectedSides,
  options: Options,
  shell: CliContext,
  reporter: Reporter,
): Promise<Plan> {
  const plan = await compareOnce(sides, shell, reporter);
  const { waitingFilters } = plan;
  if (waitingFilters === undefined) return plan;
  const acceptIgnore = await acceptedFilters(waitingFilters, options, shell, reporter);
  return acceptIgnore === undefined ? plan : compareOnce(sides, shell, reporter, acceptIgnore);
}

async function compareOnce(
  sides: ConnectedSides,
  shell: CliContext,
  reporter: Reporter,
  acceptIgnore?: AcceptIgnore,
): Promise<Plan> {
  const emit = (event: EngineEvent): void => reporter.event(event);
  emit({ kind: 'compare-started' });
  const plan = await compare({
    targets: sides.targets,
    state: sides.state,
    policy: policyOf(sides.profile),
    pyftpsyncPeer: peerIdFor(remoteOf(sides.profile), sides.targets.remote.rootFolder),
    signal: shell.signal,
    emit,
    nowMs: shell.now(),
    acceptIgnore,
  });
  const { totals, clockChanges, waitingFilters } = plan;
  emit({ kind: 'compare-finished', totals, clockChanges, waitingFilters });
  return plan;
}

/**
 * pyftpsync's users expect names that differ only in case to stop the run; left alone as conflicts they would go unseen. Throws
 * a `ProblemError` that names the first.
 */
export function refuseClashes(plan: Plan, { options }: Profile): void {
  if (options.caseRule !== 'stop') return;
  for (const { path, action } of plan.items.values()) {
    if (action.kind !== 'conflict' || action.conflict !== 'names-clash') continue;
    throw new ProblemError({
      kind: 'name-refused',
      what: `“${path}” differs from another name in its folder only in case, or in how its letters are composed. Nothing was changed.`,
      advice: 'Rename one of them, or choose with --case strict, local or remote.',
      path,
    });
  }
}

export interface RunOptions {
  readonly dryRun: boolean;
  readonly passBrakes: boolean;
}

/** Carries a plan out. */
export function runPlan(
  plan: RunnablePlan,
  { targets, state, profile, runId }: ConnectedSides,
  { dryRun, passBrakes }: RunOptions,
  shell: CliContext,
  emit: (event: EngineEvent) => void,
): Promise<RunReport> {
  return run({
    runId,
    profileId: profile.id,
    trigger: 'command-line',
    plan,
    targets,
    state,
    policy: policyOf(profile),
    dryRun,
    passBrakes,
    control: new RunControl({ ...FULL_PACE, bytesPerSecond: profile.options.bytesPerSecond }),
    signal: shell.signal,
    emit,
    now: shell.now,
  });
}
