import type { Side } from '../../../shared/entry/entry.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import { ProblemError } from '../../../shared/problem-error.js';
import { keptBase } from '../../sync/merge/kept-base.js';
import type { Target } from '../../targets/target.js';
import type { StatePlace } from '../folder-pair.js';
import { withStore } from '../past-runs.js';

/**
 * What both versions of an item were made from, where that is still known. `connected` is called for a side only if a version that it keeps has
 * to be read. Changes nothing. Rejects with a `ProblemError`.
 */
export async function readBase(
  place: StatePlace,
  item: PlanItem,
  connected: (side: Side) => Promise<Target>,
  signal: AbortSignal,
): Promise<Uint8Array | undefined> {
  const onDemand = (side: Side): Pick<Target, 'stat' | 'read'> => ({
    stat: async (...asked) => (await connected(side)).stat(...asked),
    read: async (...asked) => (await connected(side)).read(...asked),
  });
  const targets = { local: onDemand('local'), remote: onDemand('remote') };
  const answer = await withStore(place, (state) => keptBase(item, { targets, state, signal }), undefined);
  if (answer.kind === 'refused') throw new ProblemError(answer.problem);
  return answer.value;
}
