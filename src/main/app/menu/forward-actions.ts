import { app } from 'electron';
import type { MenuActions } from './application-menu.js';
import type { TrayActions } from './tray-menu.js';

/** What menus do before there is anybody to do it: each action waits for `target`. */
export function forwardActions(target: Promise<MenuActions & TrayActions>): MenuActions & TrayActions {
  const whenThere = (act: (actions: MenuActions & TrayActions) => void): void => void target.then(act);
  return {
    openWindow: () => whenThere((actions) => actions.openWindow()),
    showProfile: (id) => whenThere((actions) => actions.showProfile(id)),
    syncNow: (id, trigger) => whenThere((actions) => actions.syncNow(id, trigger)),
    stop: (id) => whenThere((actions) => actions.stop(id)),
    savePlan: (id) => whenThere((actions) => actions.savePlan(id)),
    runCommand: (id) => whenThere((actions) => actions.runCommand(id)),
    pauseUntil: (ms) => whenThere((actions) => actions.pauseUntil(ms)),
    showWaiting: () => whenThere((actions) => actions.showWaiting()),
    showChange: (change) => whenThere((actions) => actions.showChange(change)),
    quit: () => app.quit(),
  };
}
