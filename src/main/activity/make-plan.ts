import type { Profile } from '../../shared/profile/profile.js';
import type { EngineEvent } from '../../shared/run/run.js';
import type { Plan } from '../sync/plan/plan.js';
import { peerIdFor } from '../sync/pyftpsync/peer-id.js';
import type { PlanBinding } from '../sync/saved-plan/format.js';
import { bindingFor } from '../sync/saved-plan/refusal.js';
import { compare } from '../sync/scan/compare.js';
import type { BothSides } from '../session/both-sides.js';
import { remoteOf, signInFolderOf } from '../session/pair.js';
import { policyOf } from '../session/policy-of.js';

/** Whether files are compared as the profile says, or by their contents in any case. */
export type ComparisonWish = 'as-profile' | 'contents';

/** What there is to know of the remote side beside the plan. */
export interface ServerSeen {
  /** Present where the connection is not encrypted: whether it could be. */
  readonly offersTls?: boolean | undefined;
  /** Present where the address names no folder: the one in which the server put the user. */
  readonly signInFolder?: string | undefined;
}

export interface MadePlan {
  readonly plan: Plan;
  /** What it was made from: the only thing that it can be run against later. */
  readonly binding: PlanBinding;
  readonly server: ServerSeen;
}

export interface ComparedHow {
  readonly how: ComparisonWish;
  /** The text of the ignore file that was shown, and from now on counts. */
  readonly acceptIgnore?: string | undefined;
}

/** Compares both sides of a profile, and tells what there is to know of the plan besides. */
export async function makePlan(
  profile: Profile,
  { how, acceptIgnore }: ComparedHow,
  sides: BothSides,
  signal: AbortSignal,
  emit: (event: EngineEvent) => void,
): Promise<MadePlan> {
  const policy = policyOf(profile);
  const binding = await bindingFor(sides.state, sides.place.pair, policy);
  const { remote } = sides.targets;
  const address = remoteOf(profile);
  const pyftpsyncPeer = peerIdFor(address, remote.rootFolder);
  const plan = await compare({
    ...sides,
    policy: how === 'contents' ? { ...policy, comparison: 'content' } : policy,
    pyftpsyncPeer,
    signal,
    emit,
    nowMs: Date.now(),
    acceptIgnore: acceptIgnore === undefined ? undefined : { text: acceptIgnore, record: true },
  });
  const signInFolder = signInFolderOf(address, remote);
  return { plan, binding, server: { offersTls: remote.capabilities.offersTls, signInFolder } };
}
