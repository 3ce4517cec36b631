import { expect, type ElectronApplication } from '@playwright/test';
import type { CommandId } from '../../src/shared/commands.js';
import type { Running } from './application.js';

/** An item of the application's menu as the system would show it. */
export interface ShownItem {
  readonly label: string;
  readonly accelerator: string | undefined;
  readonly enabled: boolean;
  readonly checked: boolean;
}

/** How a command stands in the menu of the application now. */
export async function menuItem(app: ElectronApplication, id: CommandId): Promise<ShownItem | undefined> {
  return app.evaluate(({ Menu }, wanted) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById(wanted);
    if (item === undefined || item === null) return undefined;
    const { label, accelerator, enabled, checked } = item;
    return { label, accelerator: accelerator as string | undefined, enabled, checked };
  }, id);
}

/** Chooses a command in the menu of the application, as soon as it can be chosen. */
export async function chooseCommand(app: ElectronApplication, id: CommandId): Promise<void> {
  const click = (): Promise<boolean> =>
    app.evaluate(({ Menu }, wanted) => {
      const item = Menu.getApplicationMenu()?.getMenuItemById(wanted);
      if (!item?.enabled) return false;
      Reflect.apply(item.click, item, []);
      return true;
    }, id);
  await expect.poll(click).toBe(true);
}

/** The labels of the menus in the menu bar. */
export function menuBar(app: ElectronApplication): Promise<readonly string[]> {
  return app.evaluate(({ Menu }) => (Menu.getApplicationMenu()?.items ?? []).map(({ label }) => label));
}

/** Resolves when the window takes keys and a command can be run: a key that is pressed before is lost. */
export async function commandReady(
  { app, page }: Pick<Running, 'app' | 'page'>,
  id: CommandId,
): Promise<void> {
  await expect.poll(() => menuItem(app, id)).toMatchObject({ enabled: true });
  await expect
    .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible()))
    .toBe(true);
  await page.bringToFront();
}
