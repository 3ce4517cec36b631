import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import { formatItems } from '../../../shared/format/plural.js';
import type { Problem } from '../../../shared/problem.js';
import type { RunSummary } from '../../../shared/run/run.js';
import type { HistoryStore } from '../../state/history/history-store.js';
import type { StateStore } from '../../state/state-store.js';
import type { Policy } from '../base/policy.js';
import type { PlanBinding, PlanHead } from './format.js';
import { PolicySchema } from './policy-schema.js';

/**
 * What a plan that is made now is bound to. To be asked for before the comparison begins: what another run records meanwhile then
 * shows as a baseline that has moved on.
 */
export async function bindingFor(state: StateStore, pair: string, policy: Policy): Promise<PlanBinding> {
  return { pair, policy, memory: await state.token(), revision: await state.revision() };
}

/**
 * S2: why a saved plan can no longer be run as a whole; `undefined` where it can. What has changed on either side since is
 * found out item by item when it runs.
 */
export function refusalOfPlan(head: PlanHead, now: PlanBinding, earlier?: RunSummary): Problem | undefined {
  if (head.pair !== now.pair) {
    return {
      kind: 'invalid',
      what: `The plan was made for “${head.places.local}” and “${head.places.remote}”, not for these two folders.`,
      advice: 'Nothing was changed. Make a plan for these folders.',
    };
  }
  if (head.memory !== now.memory || head.revision !== now.revision) {
    if (earlier !== undefined) return alreadyRun(earlier);
    return {
      kind: 'changed-meanwhile',
      what: 'The two folders have been synced since the plan was made.',
      advice: 'Nothing was changed. Make the plan again to see what is left to do.',
    };
  }
  if (!isDeepStrictEqual(asStored(head.policy), asStored(now.policy))) {
    return {
      kind: 'changed-meanwhile',
      what: 'The sync settings have changed since the plan was made.',
      advice: 'Nothing was changed. Make the plan again with the current settings.',
    };
  }
  return undefined;
}

/** Runs that are looked through at once for the one of a plan. */
const RUNS_AT_ONCE = 100;

/** The run that has carried this very plan out already, if any is still in the history. */
export async function runOfPlan(
  { savedMs }: PlanHead,
  state: Pick<HistoryStore, 'history'>,
): Promise<RunSummary | undefined> {
  let before: number | undefined;
  for (;;) {
    const runs = await state.history({ before, limit: RUNS_AT_ONCE });
    const found = runs.find(({ summary }) => summary?.planSavedMs === savedMs);
    if (found !== undefined) return found.summary;
    before = runs.at(-1)?.seq;
    // A plan can only be run after it was saved.
    if (before === undefined || runs.some(({ startedMs }) => startedMs < savedMs)) return undefined;
  }
}

function alreadyRun({ startedMs, counts, unreached }: RunSummary): Problem {
  const rest = counts.failed + counts.skipped + counts.conflicts + unreached.items;
  const left = rest === 0 ? '' : `, and ${formatItems(rest)} left`;
  return {
    kind: 'changed-meanwhile',
    what: `This plan was already run (on ${new Date(startedMs).toLocaleString('sv')}): ${formatItems(counts.done)} synced${left}.`,
    advice: 'Nothing was changed. Make the plan again to see what is left to do.',
  };
}

/** A member that is absent and one that is `undefined` are the same once they have been through a file. */
function asStored(policy: Policy): Policy {
  return v.parse(PolicySchema, JSON.parse(JSON.stringify(policy)));
}
