import { join } from 'node:path';
import { app, ipcMain, nativeTheme, protocol, session } from 'electron';
import type { RequestName } from '../../../shared/ipc.js';
import { serve } from '../../ipc/serve.js';
import type { Log } from '../diagnostics/log.js';
import type { MenuActions } from '../menu/application-menu.js';
import { Menus } from '../menu/menus.js';
import { NO_PROFILES } from '../menu/profile-items.js';
import type { TrayActions } from '../menu/tray-menu.js';
import type { SettingsStore } from '../settings/settings-store.js';
import { contentAt, ORIGIN, SCHEME } from './content.js';
import { lockDown } from './lockdown.js';
import { MainWindow } from './main-window.js';
import type { WindowState } from './window-state.js';

export interface OpenWindowOptions {
  /** The folder of the built application, which holds `renderer` and `preload`. */
  readonly built: string;
  /** The folder of the icons. */
  readonly assets: string;
  /** Where the page comes from while somebody works on it. */
  readonly developmentUrl?: string | undefined;
  readonly settings: SettingsStore;
  readonly windowState: WindowState;
  /** Whether to start without showing the window, as at sign-in. */
  readonly inBackground: boolean;
  readonly actions: MenuActions & TrayActions;
  /** Carries out a request of the page; waits for whatever carries it out. */
  readonly answer: (name: RequestName, args: readonly unknown[]) => Promise<unknown>;
  /** Called for every message that the window has taken in. */
  readonly received: () => void;
  readonly log: Log;
}

/** Chromium's `ERR_FILE_NOT_FOUND`. */
const NOT_FOUND = -6;

/** What somebody sees of the application. */
export interface OpenedWindow {
  readonly window: MainWindow;
  readonly windowState: WindowState;
  readonly menus: Menus;
  /** Resolves when the page has drawn its first picture, or could not be loaded. Never rejects. */
  readonly drawn: Promise<void>;
}

/**
 * Opens the window, its menus and the place in the tray. The window’s process takes a while to start and to draw, and until then the page needs
 * nothing else of this one: so everything here is small, and what carries out the page’s requests is read meanwhile.
 */
export function openWindow(options: OpenWindowOptions): OpenedWindow {
  const { built, assets, developmentUrl, settings, windowState, log } = options;
  const origin = developmentUrl === undefined ? ORIGIN : new URL(developmentUrl).origin;
  nativeTheme.themeSource = settings.settings.theme;
  lockDown(app, session.defaultSession, origin);
  // `handle` needs all of fetch, which takes longer to load than everything else here, and `registerSource` is not in the fallback runtime
  // (docs/dependencies.md).
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  protocol.registerFileProtocol(SCHEME, ({ url }, answer) => {
    answer(contentAt(join(built, 'renderer'), url) ?? { error: NOT_FOUND });
  });
  const window = new MainWindow({
    windowState,
    preload: join(built, 'preload', 'preload.cjs'),
    address: developmentUrl ?? `${ORIGIN}/index.html`,
    icon: join(assets, 'icon.png'),
    logFailure: log.failure,
  });
  serve(ipcMain, {
    page: () => window.page,
    origin,
    answer: options.answer,
    received: options.received,
    logFailure: log.failure,
  });
  const menus = new Menus({ actions: options.actions, developing: developmentUrl !== undefined });
  // Without a tray nobody could find it again.
  const drawn = window.load({ hidden: () => options.inBackground && menus.inTray });
  menus.openTray(assets, log.failure);
  menus.show(NO_PROFILES, []);
  return { window, windowState, menus, drawn };
}
