import { ProblemError } from '../../../shared/problem-error.js';
import type { Profile } from '../../../shared/profile/profile.js';
import type { EngineEvent } from '../../../shared/run/run.js';
import { comparedEvent } from '../../session/plan-head.js';
import type { Comparison, CompareHow, Session } from '../../session/session.js';
import type { Plan } from '../../sync/plan/plan.js';
import type { Options } from '../options/read-options.js';
import type { Reporter } from '../output/reporter.js';
import type { CliContext } from '../cli-context.js';
import { readOnly } from '../target-arguments/only-paths.js';
import { acceptedFilters } from './accept-filters.js';
import { cliRunText } from '../text/run.js';

/**
 * Compares both sides, and tells of it; once more where filters that the other side brought are accepted. Changes nothing on either side.
 */
export async function compareSides(
  session: Session,
  options: Options,
  context: CliContext,
  reporter: Reporter,
): Promise<Comparison> {
  const only = options.only && readOnly(options.only, session.profile.localFolder, context.platform);
  const comparison = await compareOnce(session, reporter, { only });
  for (const path of only ?? [])
    if (!comparison.plan.items.has(path)) reporter.remark('warning', cliRunText.onlyNotFound(path));
  const { waitingFilters } = comparison.plan;
  if (waitingFilters === undefined) return comparison;
  const acceptIgnore = await acceptedFilters(waitingFilters, options, context, reporter);
  return acceptIgnore === undefined ? comparison : compareOnce(session, reporter, { only, acceptIgnore });
}

async function compareOnce(
  session: Session,
  reporter: Reporter,
  how: Pick<CompareHow, 'acceptIgnore' | 'only'>,
): Promise<Comparison> {
  const emit = (event: EngineEvent): void => reporter.event(event);
  emit({ kind: 'compare-started' });
  const comparison = await session.compare({ ...how, emit });
  emit(comparedEvent(comparison.plan));
  return comparison;
}

/**
 * pyftpsync's users expect names that differ only in case to stop the run; skipped as conflicts they would go unseen. Throws
 * a `ProblemError` that names the first.
 */
export function refuseClashes(plan: Plan, { options }: Profile): void {
  if (options.caseRule !== 'stop') return;
  for (const { path, action } of plan.items.values()) {
    if (action.kind !== 'conflict' || action.conflict !== 'names-clash') continue;
    throw new ProblemError({ kind: 'name-refused', ...cliRunText.caseClash(path), path });
  }
}
