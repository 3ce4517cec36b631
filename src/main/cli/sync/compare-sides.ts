import { ProblemError } from '../../../shared/problem-error.js';
import type { Profile } from '../../../shared/profile/profile.js';
import type { EngineEvent } from '../../../shared/run/run.js';
import { comparedEvent, type Comparison, type CompareHow, type Session } from '../../session/session.js';
import type { Plan } from '../../sync/plan/plan.js';
import type { Options } from '../options/read-options.js';
import type { Reporter } from '../output/reporter.js';
import type { CliContext } from '../cli-context.js';
import { acceptedFilters } from './accept-filters.js';

/**
 * Compares both sides, and tells of it; once more where filters that the other side brought are accepted. Changes nothing on either side.
 */
export async function compareSides(
  session: Session,
  options: Options,
  shell: CliContext,
  reporter: Reporter,
): Promise<Comparison> {
  const comparison = await compareOnce(session, reporter);
  const { waitingFilters } = comparison.plan;
  if (waitingFilters === undefined) return comparison;
  const acceptIgnore = await acceptedFilters(waitingFilters, options, shell, reporter);
  return acceptIgnore === undefined ? comparison : compareOnce(session, reporter, acceptIgnore);
}

async function compareOnce(
  session: Session,
  reporter: Reporter,
  acceptIgnore?: CompareHow['acceptIgnore'],
): Promise<Comparison> {
  const emit = (event: EngineEvent): void => reporter.event(event);
  emit({ kind: 'compare-started' });
  const comparison = await session.compare({ emit, acceptIgnore });
  emit(comparedEvent(comparison.plan));
  return comparison;
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
