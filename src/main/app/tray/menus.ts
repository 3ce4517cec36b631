import type { MenuItemConstructorOptions } from 'electron';
import type { ProfileListing } from '../../../shared/ipc.js';
import type { ProfileId } from '../../../shared/profile/profile.js';
import type { RunTrigger } from '../../../shared/run/run.js';
import { shown } from '../../../shared/format/shown.js';

/** What the menus do. */
export interface Commands {
  readonly openWindow: () => void;
  readonly showProfile: (id: ProfileId) => void;
  readonly syncNow: (id: ProfileId, trigger: RunTrigger) => void;
  readonly stop: (id: ProfileId) => void;
  readonly savePlan: (id: ProfileId) => void;
  readonly quit: () => void;
}

/** What the menus show. */
export interface MenuState {
  readonly listings: readonly ProfileListing[];
  /** Profiles that are being compared or synchronized. */
  readonly atWork: ReadonlySet<ProfileId>;
  /** Profiles that have a plan. */
  readonly withPlan: ReadonlySet<ProfileId>;
}

/** The menu of the tray: the profiles with their last result, and what can be done without the window. */
export function trayMenu(state: MenuState, commands: Commands): MenuItemConstructorOptions[] {
  return [
    ...profileItems(state, commands),
    { type: 'separator' },
    { label: 'Open Evenkeel', id: 'open', click: commands.openWindow },
    { label: 'Quit', id: 'quit', click: commands.quit },
  ];
}

/** The menu of the application. `developing` adds what only those need who work on it. */
export function applicationMenu(
  state: MenuState,
  commands: Commands,
  { platform, developing }: { readonly platform: NodeJS.Platform; readonly developing: boolean },
): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  return [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    {
      label: 'File',
      submenu: mac
        ? [{ role: 'close' }]
        : [
            { role: 'close', label: 'Close window' },
            { label: 'Quit', id: 'quit', accelerator: 'Ctrl+Q', click: commands.quit },
          ],
    },
    { role: 'editMenu' },
    { label: 'Profiles', id: 'profiles', submenu: profileItems(state, commands, true) },
    ...(developing ? [{ role: 'viewMenu' } as const] : []),
    { role: 'windowMenu' },
  ];
}

function profileItems(
  { listings, atWork, withPlan }: MenuState,
  commands: Commands,
  inWindow = false,
): MenuItemConstructorOptions[] {
  if (listings.length === 0) return [{ label: 'No profiles yet', enabled: false }];
  return listings.map(({ profile, last }) => {
    const { id, name } = profile;
    const working = atWork.has(id);
    return {
      label: plain(name),
      id: `profile-${id}`,
      submenu: [
        { label: plain(working ? 'Working…' : lastWords(last)), id: `last-${id}`, enabled: false },
        {
          label: 'Sync now',
          id: `sync-${id}`,
          enabled: !working,
          click: () => commands.syncNow(id, inWindow ? 'menu' : 'tray'),
        },
        { label: 'Stop', id: `stop-${id}`, enabled: working, click: () => commands.stop(id) },
        { label: 'Show', id: `show-${id}`, click: () => commands.showProfile(id) },
        ...(inWindow
          ? [
              {
                label: 'Save the Plan…',
                id: `save-plan-${id}`,
                enabled: withPlan.has(id),
                click: () => commands.savePlan(id),
              },
            ]
          : []),
      ],
    };
  });
}

function lastWords(last: ProfileListing['last']): string {
  if (last === undefined) return 'Never synced';
  const when = new Date(last.ms).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  return `${last.words} (${when})`;
}

/** An ampersand in a label would mark the letter behind it. */
function plain(label: string): string {
  return shown(label).replaceAll('&', '&&');
}
