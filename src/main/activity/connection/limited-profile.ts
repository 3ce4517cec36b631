import { connectionRange } from '../../../shared/profile/connection-range.js';
import type { Profile } from '../../../shared/profile/profile.js';
import type { Settings } from '../../../shared/settings.js';

/** A profile that exceeds none of the limits that hold for all of them. */
export function limitedProfile(profile: Profile, limits: Settings['limits']): Profile {
  const { connections, bytesPerSecond } = profile.options;
  return {
    ...profile,
    options: {
      ...profile.options,
      connections: atMost(connections, limits.connections),
      bytesPerSecond: lower(bytesPerSecond, limits.bytesPerSecond),
    },
  };
}

/** A limit below what an automatic number may come to takes its place. */
function atMost(connections: number | null, limit: number | null): number | null {
  if (connections !== null || limit === null) return lower(connections, limit);
  return limit < connectionRange(null).most ? limit : null;
}

function lower(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}
