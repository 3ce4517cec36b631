import type { RunReport } from '../../../shared/run/run.js';
import type { CommandStates } from '../../../shared/commands.js';
import { recentChanges } from '../tray/recent-changes.js';
import { trayState, trayTooltip } from '../tray/tray-state.js';
import { putIntoTray, type TrayPlace } from '../tray/tray.js';
import { applicationMenu, type MenuActions } from './application-menu.js';
import { MenuBar } from './menu-bar.js';
import type { ProfileMenuState } from './profile-items.js';
import { trayMenu, type TrayActions } from './tray-menu.js';

export interface MenusParts {
  readonly actions: MenuActions & TrayActions;
  /** Whether menus show what only those need who work on the application. */
  readonly developing: boolean;
}

/** The menus of the application and of its place in the tray: they show the same profiles. */
export class Menus {
  readonly #parts: MenusParts;
  readonly #bar = new MenuBar();
  #tray: TrayPlace | undefined;
  #state: ProfileMenuState | undefined;
  /** The labels that are shown now: to build menus anew closes those that are open. */
  #shown = '';
  #percent: number | undefined;

  constructor(parts: MenusParts) {
    this.#parts = parts;
  }

  /** Puts the application into the tray, where the system has one. */
  openTray(assets: string, logFailure: (what: string, error: unknown) => void): void {
    this.#tray = putIntoTray(assets, this.#parts.actions.openWindow, logFailure);
  }

  /** Whether the application is found without its window. */
  get inTray(): boolean {
    return this.#tray !== undefined;
  }

  removeTray(): void {
    this.#tray?.remove();
  }

  /** Takes over how things stand, and how each profile ran last. */
  show(seen: Omit<ProfileMenuState, 'recent'>, reports: readonly RunReport[]): void {
    const { actions, developing } = this.#parts;
    const state = { ...seen, recent: recentChanges(reports, this.#state?.recent) };
    this.#state = state;
    this.#showInTray();
    const template = applicationMenu(state, actions, { platform: process.platform, developing });
    const tray = trayMenu(state, actions);
    const shown = JSON.stringify([template, tray]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#bar.setMenu(template);
    this.#tray?.setMenu(tray);
  }

  /** Which commands of the window can be used, and which are on. */
  setStates(states: CommandStates): void {
    this.#bar.setStates(states);
  }

  /** How much of all that runs is done; `undefined` where nothing does, or nobody knows. */
  showProgress(percent: number | undefined): void {
    this.#percent = percent;
    this.#showInTray();
  }

  #showInTray(): void {
    if (this.#state === undefined) return;
    const now = Date.now();
    this.#tray?.show(trayState(this.#state, now), trayTooltip(this.#state, this.#percent, now));
  }
}
