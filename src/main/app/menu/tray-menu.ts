import type { MenuItemConstructorOptions } from 'electron';
import { nameOf } from '../../../shared/entry/path.js';
import { shortened } from '../../../shared/format/shorten.js';
import { formatUntil, formatWhen } from '../../../shared/format/time.js';
import { runsByItself } from '../../../shared/profile/schedule.js';
import { waitingText } from '../../../shared/run/waiting.js';
import { appText } from '../text.js';
import type { RecentChange } from '../tray/recent-changes.js';
import { needsAttention } from '../tray/tray-state.js';
import { escaped, profileItems, type ProfileActions, type ProfileMenuState } from './profile-items.js';

export interface TrayActions extends ProfileActions {
  readonly openWindow: () => void;
  /** Lets no profile run by itself before this time; 0 ends the pause. */
  readonly pauseUntil: (ms: number) => void;
  /** Shows the runs that wait, in the window. */
  readonly showWaiting: () => void;
  /** Shows what was changed: in its folder, or with its profile where it is not there. */
  readonly showChange: (change: RecentChange) => void;
  readonly quit: () => void;
}

/** The menu of the tray: the profiles with their last result, and what can be done without the window. */
export function trayMenu(
  state: ProfileMenuState,
  actions: TrayActions,
  nowMs = Date.now(),
): MenuItemConstructorOptions[] {
  return [
    ...attentionItems(state, actions),
    ...profileItems(state, actions, 'tray'),
    ...waitingItems(state, actions, nowMs),
    ...recentItems(state, actions, nowMs),
    ...pauseItems(state, actions, nowMs),
    { type: 'separator' },
    { label: appText.menus.openWindow, id: 'open', click: actions.openWindow },
    { label: appText.menus.quit, id: 'quit', click: actions.quit },
  ];
}

/** What somebody has to look at stands first. */
function attentionItems(
  { listings, atWork }: ProfileMenuState,
  { showProfile }: TrayActions,
): MenuItemConstructorOptions[] {
  const items = listings.flatMap(({ profile: { id, name }, last }): MenuItemConstructorOptions[] => {
    if (last === undefined || !needsAttention({ last }) || atWork.has(id)) return [];
    const label = escaped(appText.menus.needsAttention(name, last.words));
    return [{ label, id: `attention-${id}`, click: () => showProfile(id) }];
  });
  return items.length === 0 ? [] : [...items, { type: 'separator' }];
}

/** The runs that wait, the first to begin first; each leads to where their order can be changed. */
function waitingItems(
  { listings, waiting }: ProfileMenuState,
  { showWaiting }: TrayActions,
  nowMs: number,
): MenuItemConstructorOptions[] {
  const { menus } = appText;
  if (waiting.length === 0) return [];
  const lines = waiting
    .slice(0, WAITING_AT_MOST)
    .map(({ profileId, waitsFor }): MenuItemConstructorOptions => {
      const name = listings.find(({ profile }) => profile.id === profileId)?.profile.name ?? '';
      const label = escaped(menus.waitingRun(name, waitingText.waitsFor(waitsFor, nowMs)));
      return { label, id: `waiting-${profileId}`, click: showWaiting };
    });
  const more = waiting.length - lines.length;
  const rest = more === 0 ? [] : [{ label: menus.moreWaiting(more), id: 'waiting-more', click: showWaiting }];
  return [
    { type: 'separator' },
    { label: menus.waiting(waiting.length), id: 'waiting', submenu: [...lines, ...rest] },
  ];
}

const WAITING_AT_MOST = 5;

/** What runs have changed lately; each leads to the place. Times of the day stay true while the menu stands. */
function recentItems(
  { recent }: ProfileMenuState,
  { showChange }: TrayActions,
  nowMs: number,
): MenuItemConstructorOptions[] {
  const { menus } = appText;
  if (recent.length === 0) return [];
  const submenu = recent.map((change, place): MenuItemConstructorOptions => {
    const name = shortened(nameOf(change.path), LETTERS_OF_NAME);
    const label = escaped(menus.recentChange(name, change.what, formatWhen(change.ms, nowMs)));
    return { label, id: `recent-${place}`, click: () => showChange(change) };
  });
  return [{ type: 'separator' }, { label: menus.recent, id: 'recent', submenu }];
}

/** A menu as wide as the longest name of a file would cover the screen. */
const LETTERS_OF_NAME = 48;

/** Only where some profile runs by itself. */
function pauseItems(
  { listings, pausedUntilMs }: ProfileMenuState,
  actions: TrayActions,
  nowMs: number,
): MenuItemConstructorOptions[] {
  const { menus } = appText;
  const some = listings.some(
    ({ profile }) => profile.schedule !== undefined && runsByItself(profile.schedule),
  );
  if (!some) return [];
  if (pausedUntilMs > nowMs) {
    const label = menus.resume(formatUntil(pausedUntilMs, nowMs));
    return [{ type: 'separator' }, { label, id: 'resume-schedules', click: () => actions.pauseUntil(0) }];
  }
  return [
    { type: 'separator' },
    {
      label: menus.pause,
      id: 'pause-schedules',
      submenu: [
        {
          label: menus.pauseForAnHour,
          id: 'pause-hour',
          click: () => actions.pauseUntil(Date.now() + HOUR_MS),
        },
        {
          label: menus.pauseUntilTomorrow,
          id: 'pause-tomorrow',
          click: () => actions.pauseUntil(tomorrow()),
        },
      ],
    },
  ];
}

const HOUR_MS = 3_600_000;

/** The next midnight on the computer's clock. */
function tomorrow(): number {
  const day = new Date();
  day.setHours(24, 0, 0, 0);
  return day.getTime();
}
