import { expect, type ElectronApplication } from '@playwright/test';

/** Keeps the menu of the tray from now on, which Electron does not tell, for the functions below. */
export function recordTrayMenu(app: ElectronApplication): Promise<void> {
  return app.evaluate(({ Tray }) => {
    const show = Reflect.get(Tray.prototype, 'setContextMenu');
    Reflect.set(Tray.prototype, 'setContextMenu', function (this: Electron.Tray, menu: Electron.Menu | null) {
      Reflect.set(globalThis, 'trayMenu', menu);
      Reflect.apply(show, this, [menu]);
    });
  });
}

/** The label of an item in the menu of the tray; `undefined` where there is none, or nothing has changed since `recordTrayMenu`. */
export function inTray(app: ElectronApplication, id: string): Promise<string | undefined> {
  return app.evaluate((_electron, wanted) => {
    const menu = Reflect.get(globalThis, 'trayMenu') as Electron.Menu | undefined;
    return menu?.getMenuItemById(wanted)?.label;
  }, id);
}

/** Chooses an item there, as soon as it is there. */
export async function chooseInTray(app: ElectronApplication, id: string): Promise<void> {
  const click = (): Promise<boolean> =>
    app.evaluate((_electron, wanted) => {
      const menu = Reflect.get(globalThis, 'trayMenu') as Electron.Menu | undefined;
      const item = menu?.getMenuItemById(wanted);
      if (!item) return false;
      Reflect.apply(item.click, item, []);
      return true;
    }, id);
  await expect.poll(click).toBe(true);
}
