import type { ProfileListing } from '../../../shared/ipc.js';
import type { ProfileId } from '../../../shared/profile/profile.js';
import type { Arranged } from '../../../shared/profile/profile-import.js';

/** Profiles that stand together under a heading; those without a group come first and have none. */
export interface ListedGroup {
  readonly name: string | undefined;
  readonly listings: readonly ProfileListing[];
}

/** The profiles as they are listed: groups in the order of their first profile. */
export function groupsOf(listings: readonly ProfileListing[]): readonly ListedGroup[] {
  const groups = new Map<string | undefined, ProfileListing[]>([[undefined, []]]);
  for (const listing of listings) {
    const { group } = listing.profile;
    const list = groups.get(group);
    if (list === undefined) groups.set(group, [listing]);
    else list.push(listing);
  }
  return [...groups]
    .map(([name, list]) => ({ name, listings: list }))
    .filter((group) => group.listings.length > 0);
}

/** The names of all groups, in the order in which they are listed. */
export function groupNames(listings: readonly ProfileListing[]): readonly string[] {
  return groupsOf(listings).flatMap(({ name }) => (name === undefined ? [] : [name]));
}

/** The profiles in the order in which they are seen. */
function seen(listings: readonly ProfileListing[]): readonly Arranged[] {
  return groupsOf(listings).flatMap(({ name, listings: list }) =>
    list.map(({ profile }) => arranged(profile.id, name)),
  );
}

function arranged(id: ProfileId, group: string | undefined): Arranged {
  return group === undefined ? { id } : { id, group };
}

/** The order after a profile has moved a place up (-1) or down (1) in its group; `undefined` where it cannot. */
export function movedBy(
  listings: readonly ProfileListing[],
  id: ProfileId,
  by: -1 | 1,
): readonly Arranged[] | undefined {
  const order = seen(listings);
  const at = order.findIndex((one) => one.id === id);
  const [one, other] = [order[at], order[at + by]];
  if (one === undefined || other === undefined || one.group !== other.group) return undefined;
  return order.map((each) => (each === one ? other : each === other ? one : each));
}

/** The order after a profile was dropped on another one, whose place and group it takes. */
export function droppedOn(
  listings: readonly ProfileListing[],
  id: ProfileId,
  target: ProfileId,
): readonly Arranged[] | undefined {
  const order = seen(listings);
  const from = order.findIndex((one) => one.id === id);
  const to = order.findIndex((one) => one.id === target);
  const on = order[to];
  if (from === -1 || on === undefined || from === to) return undefined;
  const others = order.filter((one) => one.id !== id);
  const place = others.indexOf(on) + (from < to ? 1 : 0);
  return [...others.slice(0, place), arranged(id, on.group), ...others.slice(place)];
}

/** The order after a profile has come to another group, or to none: as the last one there. */
export function movedTo(
  listings: readonly ProfileListing[],
  id: ProfileId,
  group: string | undefined,
): readonly Arranged[] {
  return [...seen(listings).filter((one) => one.id !== id), arranged(id, group)];
}
