import { Menu, type MenuItemConstructorOptions } from 'electron';
import { COMMAND_IDS, isAppCommand, NO_COMMANDS, type CommandStates } from '../../../shared/commands.js';

/** The menu of the application as the system shows it. */
export class MenuBar {
  #states: CommandStates = NO_COMMANDS;

  /** Another menu; closes one that is open. */
  setMenu(template: MenuItemConstructorOptions[]): void {
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
    this.#apply();
  }

  /** Which commands the window can run; in place, so that a menu that is open stays open. */
  setStates(states: CommandStates): void {
    this.#states = states;
    this.#apply();
  }

  #apply(): void {
    const menu = Menu.getApplicationMenu();
    if (menu === null) return;
    const enabled = new Set(this.#states.enabled);
    const checked = new Set(this.#states.checked);
    for (const id of COMMAND_IDS) {
      const item = menu.getMenuItemById(id);
      if (item === null) continue;
      item.enabled = isAppCommand(id) || enabled.has(id);
      if (item.type === 'checkbox') item.checked = checked.has(id);
    }
  }
}
