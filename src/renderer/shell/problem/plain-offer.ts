import type { ProfileId } from '../../../shared/profile/profile.js';
import type { Activity } from '../../../shared/run/activity.js';
import { listingOf, useProfiles } from '../../profiles/profiles-store.js';
import { useActivities } from '../activity-store.js';

/**
 * How a profile may do without the encryption that its server does not have: `back` to the plain FTP that it had until now, or by asking first where it has
 * never synced. One that has synced with encryption is offered neither: somebody may be in between.
 */
export type PlainOffer = 'back' | 'ask' | 'none';

/** What a profile is offered; `untriedTls` says that it was plain before and has not connected with TLS since. */
export function plainOffer(activity: Activity | undefined, untriedTls: boolean): PlainOffer {
  if (untriedTls) return 'back';
  return activity?.kind === 'compare-failed' && activity.last === undefined ? 'ask' : 'none';
}

/** What the profile of this pair of folders is offered. */
export function usePlainOffer(id: ProfileId): PlainOffer {
  const untriedTls = useProfiles((state) => listingOf(state.listings, id)?.untriedTls ?? false);
  return useActivities((state) => plainOffer(state.activities[id], untriedTls));
}
