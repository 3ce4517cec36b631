import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import type { Problem } from '../../../shared/problem.js';
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
export function refusalOfPlan(head: PlanHead, now: PlanBinding): Problem | undefined {
  if (head.pair !== now.pair) {
    return {
      kind: 'invalid',
      what: `The plan was made for “${head.places.local}” and “${head.places.remote}”, not for these two folders.`,
      advice: 'Nothing was changed. Make a plan for these folders.',
    };
  }
  if (head.memory !== now.memory || head.revision !== now.revision) {
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

/** A member that is absent and one that is `undefined` are the same once they have been through a file. */
function asStored(policy: Policy): Policy {
  return v.parse(PolicySchema, JSON.parse(JSON.stringify(policy)));
}
