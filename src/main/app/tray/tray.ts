import { join } from 'node:path';
import { Menu, nativeImage, Tray, type MenuItemConstructorOptions, type NativeImage } from 'electron';
import type { TrayState } from './tray-state.js';

export interface TrayPlace {
  readonly setMenu: (template: MenuItemConstructorOptions[]) => void;
  /** Shows another icon, and says what it means. */
  readonly show: (state: TrayState, tooltip: string) => void;
  readonly remove: () => void;
}

/** The pictures, without their endings. */
const IMAGES: Readonly<Record<TrayState, string>> = {
  idle: 'tray',
  running: 'trayRunning',
  paused: 'trayPaused',
  attention: 'trayAttention',
};

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
    const imageOf = (state: TrayState): NativeImage =>
      nativeImage.createFromPath(join(assets, `${IMAGES[state]}${mac ? 'Template' : ''}.png`));
    const tray = new Tray(imageOf('idle'));
    let shown: TrayState = 'idle';
    tray.setToolTip('Evenkeel');
    // On macOS a click opens the menu.
    if (!mac) tray.on('click', onClick);
    return {
      setMenu: (template) => tray.setContextMenu(Menu.buildFromTemplate(template)),
      show: (state, tooltip) => {
        if (state !== shown) tray.setImage(imageOf(state));
        shown = state;
        tray.setToolTip(tooltip);
      },
      remove: () => tray.destroy(),
    };
  } catch (error) {
    logFailure('There is no tray', error);
    return undefined;
  }
}
