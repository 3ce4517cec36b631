import type { MenuItemConstructorOptions } from 'electron';
import { shown } from '../../../shared/format/shown.js';
import { formatModifiedExactly } from '../../../shared/format/time.js';
import type { ProfileListing } from '../../../shared/ipc.js';
import type { ProfileId } from '../../../shared/profile/profile.js';
import type { WaitingRun } from '../../../shared/run/waiting.js';
import type { RunTrigger } from '../../../shared/run/run.js';
import { appText } from '../text.js';
import type { RecentChange } from '../tray/recent-changes.js';

const text = appText.menus;

const MINUTE = 60_000;

/** What the menus do with a profile. */
export interface ProfileActions {
  readonly showProfile: (id: ProfileId) => void;
  readonly syncNow: (id: ProfileId, trigger: RunTrigger) => void;
  readonly stop: (id: ProfileId) => void;
  readonly savePlan: (id: ProfileId) => void;
}

/** What the menus show of the profiles. */
export interface ProfileMenuState {
  readonly listings: readonly ProfileListing[];
  /** Profiles that are being compared or synchronized. */
  readonly atWork: ReadonlySet<ProfileId>;
  /** Profiles that have a plan. */
  readonly withPlan: ReadonlySet<ProfileId>;
  /** When a profile runs by itself next; `undefined` where it does not. */
  readonly nextMs: (id: ProfileId) => number | undefined;
  /** No profile runs by itself before; in the past where there is no pause. */
  readonly pausedUntilMs: number;
  /** The runs that are due and have not begun, the first to begin first. */
  readonly waiting: readonly WaitingRun[];
  /** What runs have changed lately, the newest first. */
  readonly recent: readonly RecentChange[];
}

/** Before any profile has been read. */
export const NO_PROFILES: Omit<ProfileMenuState, 'recent'> = {
  listings: [],
  atWork: new Set(),
  withPlan: new Set(),
  nextMs: () => undefined,
  pausedUntilMs: 0,
  waiting: [],
};

/** A submenu for each profile: its last result, and what can be done with it without opening it. */
export function profileItems(
  { listings, atWork, withPlan, nextMs }: ProfileMenuState,
  actions: ProfileActions,
  where: 'tray' | 'menu',
): MenuItemConstructorOptions[] {
  if (listings.length === 0) return [{ label: text.noProfiles, enabled: false }];
  return listings.map(({ profile, last }) => {
    const { id, name } = profile;
    const working = atWork.has(id);
    const savePlan: MenuItemConstructorOptions = {
      label: text.savePlan,
      id: `save-plan-${id}`,
      enabled: withPlan.has(id),
      click: () => actions.savePlan(id),
    };
    return {
      label: escaped(name),
      id: `profile-${id}`,
      submenu: [
        { label: escaped(working ? text.working : lastResult(last)), id: `last-${id}`, enabled: false },
        ...nextItem(id, nextMs(id)),
        {
          label: text.syncNow,
          id: `sync-${id}`,
          enabled: !working,
          click: () => actions.syncNow(id, where),
        },
        { label: text.stop, id: `stop-${id}`, enabled: working, click: () => actions.stop(id) },
        { label: text.show, id: `show-${id}`, click: () => actions.showProfile(id) },
        ...(where === 'menu' ? [savePlan] : []),
      ],
    };
  });
}

function nextItem(id: ProfileId, ms: number | undefined): MenuItemConstructorOptions[] {
  if (ms === undefined) return [];
  const when = formatModifiedExactly({ ms, precisionMs: MINUTE });
  return [{ label: escaped(text.next(when)), id: `next-${id}`, enabled: false }];
}

function lastResult(last: ProfileListing['last']): string {
  if (last === undefined) return text.neverSynced;
  return text.last(last.words, formatModifiedExactly({ ms: last.ms, precisionMs: MINUTE }));
}

/** An ampersand in a label would mark the letter behind it. */
export function escaped(label: string): string {
  return shown(label).replaceAll('&', '&&');
}
