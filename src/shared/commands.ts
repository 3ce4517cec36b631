/** The menus of the application, from left to right. */
export const MENUS = ['file', 'edit', 'view', 'profile', 'help'] as const;
export type MenuName = (typeof MENUS)[number];

/** What each menu is called, in the menu bar and wherever else commands are listed. */
export const MENU_LABELS: Readonly<Record<MenuName, string>> = {
  file: 'File',
  edit: 'Edit',
  view: 'View',
  profile: 'Profile',
  help: 'Help',
};

/** One thing that a person can have done: from a menu, by a key, or from the command palette. */
export interface Command {
  /** In the imperative; with an ellipsis where a question follows. */
  readonly label: string;
  readonly menu: MenuName;
  /** Commands of one menu with the same number stand together, between two lines. */
  readonly group: number;
  /**
   * The keys that run it, as Electron writes them; the menu shows the first. Where somebody types in a field, only those with Ctrl, Cmd, Alt, or a
   * function key count.
   */
  readonly keys?: readonly string[];
  /** The menu shows a check mark while it is on. */
  readonly check?: true;
  /** The main process carries it out, whatever the window shows. */
  readonly owner?: 'app';
  /** In a field it acts on the text there, as the system's own command does. */
  readonly text?: true;
}

/** Every command, in the order of the menus. */
const ALL = {
  'new-profile': { label: 'New profile…', menu: 'file', group: 1, keys: ['CmdOrCtrl+N'] },
  'import-profiles': { label: 'Import profiles…', menu: 'file', group: 2 },
  'export-profiles': { label: 'Export profiles…', menu: 'file', group: 2 },
  'export-report': { label: 'Export report…', menu: 'file', group: 3 },
  'save-plan': { label: 'Save plan…', menu: 'file', group: 3, keys: ['CmdOrCtrl+Shift+S'] },
  settings: { label: 'Settings…', menu: 'file', group: 4, keys: ['CmdOrCtrl+,'] },

  undo: { label: 'Undo', menu: 'edit', group: 1, keys: ['CmdOrCtrl+Z'], text: true },
  'select-all': { label: 'Select all', menu: 'edit', group: 3, keys: ['CmdOrCtrl+A'], text: true },
  find: { label: 'Find', menu: 'edit', group: 4, keys: ['CmdOrCtrl+F'] },

  'command-palette': { label: 'Command palette…', menu: 'view', group: 1, keys: ['CmdOrCtrl+K'] },
  'flat-list': { label: 'Flat list', menu: 'view', group: 2, check: true },
  'group-by-action': { label: 'Group by action', menu: 'view', group: 2, check: true },
  'show-details': { label: 'Details', menu: 'view', group: 2, check: true },
  'expand-all': { label: 'Expand all', menu: 'view', group: 3 },
  'collapse-all': { label: 'Collapse all', menu: 'view', group: 3 },
  'next-change': { label: 'Next change', menu: 'view', group: 4, keys: ['F8'] },
  'previous-change': { label: 'Previous change', menu: 'view', group: 4, keys: ['Shift+F8'] },
  'next-conflict': { label: 'Next conflict', menu: 'view', group: 4, keys: ['F7'] },
  'previous-conflict': { label: 'Previous conflict', menu: 'view', group: 4, keys: ['Shift+F7'] },
  history: { label: 'History', menu: 'view', group: 5, check: true, keys: ['CmdOrCtrl+Shift+H'] },
  'all-runs': { label: 'All runs', menu: 'view', group: 5, check: true },
  'waiting-runs': { label: 'Waiting runs…', menu: 'view', group: 5 },
  'connection-log': { label: 'Connection log', menu: 'view', group: 5 },
  'zoom-in': {
    label: 'Zoom in',
    menu: 'view',
    group: 6,
    keys: ['CmdOrCtrl+Plus', 'CmdOrCtrl+='],
    owner: 'app',
  },
  'zoom-out': { label: 'Zoom out', menu: 'view', group: 6, keys: ['CmdOrCtrl+-'], owner: 'app' },
  'zoom-reset': { label: 'Actual size', menu: 'view', group: 6, keys: ['CmdOrCtrl+0'], owner: 'app' },

  compare: { label: 'Compare', menu: 'profile', group: 1, keys: ['F5'] },
  verify: { label: 'Verify contents', menu: 'profile', group: 1 },
  'dry-run': { label: 'Dry run', menu: 'profile', group: 1 },
  synchronize: { label: 'Synchronize', menu: 'profile', group: 1, keys: ['CmdOrCtrl+Enter'] },
  'synchronize-selection': {
    label: 'Synchronize selection only',
    menu: 'profile',
    group: 1,
    keys: ['CmdOrCtrl+Shift+Enter'],
  },
  'resolve-conflicts': { label: 'Resolve conflicts…', menu: 'profile', group: 2 },
  retry: { label: 'Retry failed items', menu: 'profile', group: 2 },
  'undo-run': { label: 'Undo last run…', menu: 'profile', group: 2 },
  pause: { label: 'Pause', menu: 'profile', group: 3, check: true },
  stop: { label: 'Stop', menu: 'profile', group: 3, keys: ['CmdOrCtrl+.'] },
  'edit-profile': { label: 'Edit profile…', menu: 'profile', group: 4, keys: ['CmdOrCtrl+E'] },
  'duplicate-profile': { label: 'Duplicate profile', menu: 'profile', group: 4, keys: ['CmdOrCtrl+D'] },
  'group-profile': { label: 'Move to group…', menu: 'profile', group: 4 },
  'move-profile-up': {
    label: 'Move profile up',
    menu: 'profile',
    group: 4,
    keys: ['CmdOrCtrl+Shift+Up'],
  },
  'move-profile-down': {
    label: 'Move profile down',
    menu: 'profile',
    group: 4,
    keys: ['CmdOrCtrl+Shift+Down'],
  },
  'delete-profile': { label: 'Delete profile…', menu: 'profile', group: 5 },

  shortcuts: { label: 'Keyboard shortcuts', menu: 'help', group: 1, keys: ['F1', '?'] },
  'show-logs': { label: 'Show logs', menu: 'help', group: 1, owner: 'app' },
  'copy-diagnostics': { label: 'Copy diagnostics', menu: 'help', group: 1, owner: 'app' },
  'check-for-updates': { label: 'Check for updates…', menu: 'help', group: 2 },
  about: { label: 'About Evenkeel', menu: 'help', group: 2 },
} as const satisfies Readonly<Record<string, Command>>;

/** The name of a command in code and in messages. */
export type CommandId = keyof typeof ALL;

export const COMMANDS: Readonly<Record<CommandId, Command>> = ALL;

/** All names, in the order of the menus. */
export const COMMAND_IDS: readonly CommandId[] = namesOf(ALL);

/** A command that the main process carries out. */
export type AppCommandId = {
  [Id in CommandId]: (typeof ALL)[Id] extends { readonly owner: 'app' } ? Id : never;
}[CommandId];

/** Whether the main process carries the command out. */
export function isAppCommand(id: CommandId): id is AppCommandId {
  return COMMANDS[id].owner === 'app';
}

/** The commands that the main process carries out. */
export const APP_COMMANDS: readonly AppCommandId[] = COMMAND_IDS.filter(isAppCommand);

/** What the menus show of the commands of the window. */
export interface CommandStates {
  readonly enabled: readonly CommandId[];
  readonly checked: readonly CommandId[];
}

/** Before the window has said anything. */
export const NO_COMMANDS: CommandStates = { enabled: [], checked: [] };

function namesOf<Name extends string>(table: Readonly<Record<Name, unknown>>): readonly Name[] {
  // The keys of a table of ours are its names, no more and no fewer.
  return Object.keys(table) as Name[];
}
