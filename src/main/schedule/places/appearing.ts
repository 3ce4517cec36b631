import type { AppearingPlace } from '../../../shared/profile/schedule.js';

/** What is there at a moment of the places that somebody waits for, by their keys. */
export type Seen = ReadonlyMap<string, boolean>;

/** Names a place: the same for two profiles that wait for the same. */
export function keyOf(place: AppearingPlace): string {
  return place.kind === 'volume' ? `volume ${place.label}` : `folder ${place.path}`;
}

/** The places that were not there at the last look and are now. One that is looked at for the first time has not appeared: it may have been there. */
export function appeared(before: Seen, now: Seen): readonly string[] {
  return [...now].flatMap(([key, there]) => (there && before.get(key) === false ? [key] : []));
}
