import { join } from 'node:path';
import { Menu, nativeImage, Tray, type MenuItemConstructorOptions } from 'electron';

export interface TrayPlace {
  readonly setMenu: (template: MenuItemConstructorOptions[]) => void;
  readonly remove: () => void;
}

/**
 * Puts the application into the tray; `undefined` where the system refuses. A Linux desktop may have no place for it and
 * does not tell: there, starting the application once more shows its window.
 */
export function putIntoTray(
  assets: string,
  onClick: () => void,
  logFailure: (what: string, error: unknown) => void,
): TrayPlace | undefined {
  try {
    const mac = process.platform === 'darwin';
    const image = nativeImage.createFromPath(join(assets, mac ? 'trayTemplate.png' : 'tray.png'));
    const tray = new Tray(image);
    tray.setToolTip('Evenkeel');
    // On macOS a click opens the menu.
    if (!mac) tray.on('click', onClick);
    return {
      setMenu: (template) => tray.setContextMenu(Menu.buildFromTemplate(template)),
      remove: () => tray.destroy(),
    };
  } catch (error) {
    logFailure('There is no tray', error);
    return undefined;
  }
}
