import type { MenuItemConstructorOptions } from 'electron';
import {
  COMMAND_IDS,
  COMMANDS,
  isAppCommand,
  MENU_LABELS,
  type CommandId,
  type MenuName,
} from '../../../shared/commands.js';
import { appText } from '../text.js';
import { profileItems, type ProfileActions, type ProfileMenuState } from './profile-items.js';

const text = appText.menus;

export interface MenuActions extends ProfileActions {
  readonly runCommand: (id: CommandId) => void;
  readonly quit: () => void;
}

export interface MenuOptions {
  readonly platform: NodeJS.Platform;
  /** Adds what only those need who work on the application. */
  readonly developing: boolean;
}

/** What macOS has in the menu with the application's name. */
const IN_MAC_APP_MENU: ReadonlySet<CommandId> = new Set(['settings', 'about', 'check-for-updates']);

/** What the system itself does; each behind the commands of its group. */
const NATIVE: Readonly<Record<MenuName, Readonly<Record<number, readonly MenuItemConstructorOptions[]>>>> = {
  file: {},
  edit: {
    1: [{ role: 'redo', label: text.redo }],
    2: [
      { role: 'cut', label: text.cut },
      { role: 'copy', label: text.copy },
      { role: 'paste', label: text.paste },
    ],
  },
  view: { 6: [{ role: 'togglefullscreen', label: text.fullScreen }] },
  profile: {},
  help: {},
};

/**
 * The menu of the application: every command, with its keys. Commands of the window are disabled until the window enables them, which `MenuBar`
 * does in place.
 */
export function applicationMenu(
  state: ProfileMenuState,
  actions: MenuActions,
  { platform, developing }: MenuOptions,
): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const item = (id: CommandId): MenuItemConstructorOptions => commandItem(id, actions, mac);
  const menu = (name: MenuName): MenuItemConstructorOptions[] =>
    withSeparators(
      COMMAND_IDS.filter((id) => COMMANDS[id].menu === name && !(mac && IN_MAC_APP_MENU.has(id))),
      NATIVE[name],
      item,
    );
  const ending: MenuItemConstructorOptions[] = mac
    ? [{ role: 'close' }]
    : [
        { role: 'close', label: text.closeWindow },
        { label: text.quit, id: 'quit', accelerator: 'Ctrl+Q', click: actions.quit },
      ];
  return [
    ...(mac ? [macAppMenu(item)] : []),
    { label: MENU_LABELS.file, id: 'file', submenu: [...menu('file'), { type: 'separator' }, ...ending] },
    { label: MENU_LABELS.edit, id: 'edit', submenu: menu('edit') },
    { label: MENU_LABELS.view, id: 'view', submenu: menu('view') },
    {
      label: MENU_LABELS.profile,
      id: 'profile',
      submenu: [
        ...menu('profile'),
        { type: 'separator' },
        { label: text.allProfiles, id: 'profiles', submenu: profileItems(state, actions, 'menu') },
      ],
    },
    ...(developing ? [DEVELOPERS] : []),
    ...(mac ? [{ role: 'windowMenu' } as const] : []),
    { label: MENU_LABELS.help, id: 'help', role: 'help', submenu: menu('help') },
  ];
}

const DEVELOPERS: MenuItemConstructorOptions = {
  label: text.develop,
  id: 'develop',
  submenu: [{ role: 'reload' }, { role: 'forceReload' }, { role: 'toggleDevTools' }],
};

function macAppMenu(item: (id: CommandId) => MenuItemConstructorOptions): MenuItemConstructorOptions {
  return {
    label: appText.name,
    id: 'app',
    submenu: [
      item('about'),
      item('check-for-updates'),
      { type: 'separator' },
      item('settings'),
      { type: 'separator' },
      { role: 'services' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit', id: 'quit' },
    ],
  };
}

function commandItem(id: CommandId, actions: MenuActions, mac: boolean): MenuItemConstructorOptions {
  const { label, keys, check } = COMMANDS[id];
  const accelerator = keys?.[0];
  return {
    label,
    id,
    enabled: isAppCommand(id),
    ...(check === true ? { type: 'checkbox' as const } : {}),
    // The window itself reads the keys, which reach it first; where the system lets it, the menu only shows them.
    ...(accelerator === undefined ? {} : { accelerator, ...(mac ? {} : { registerAccelerator: false }) }),
    click: () => actions.runCommand(id),
  };
}

/** The commands with what the system does, and a line between two groups. */
function withSeparators(
  ids: readonly CommandId[],
  native: Readonly<Record<number, readonly MenuItemConstructorOptions[]>>,
  item: (id: CommandId) => MenuItemConstructorOptions,
): MenuItemConstructorOptions[] {
  const groups = new Set([...ids.map((id) => COMMANDS[id].group), ...Object.keys(native).map(Number)]);
  return [...groups]
    .sort((a, b) => a - b)
    .flatMap((group, at) => [
      ...(at === 0 ? [] : [{ type: 'separator' } as const]),
      ...ids.filter((id) => COMMANDS[id].group === group).map(item),
      ...(native[group] ?? []),
    ]);
}
