import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, expect, type ElectronApplication, type Page } from '@playwright/test';
import { environmentFor, sandboxArguments } from '../support/application.js';
import { APPLICATION, PROGRAM } from '../support/program.js';

/** A folder of a test's own, for the application's state and for what it synchronizes. */
export interface Place {
  readonly folder: string;
  readonly userData: string;
  readonly remove: () => Promise<void>;
}

export async function makePlace(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'evenkeel-shell-'));
  return {
    folder,
    userData: join(folder, 'user-data'),
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  };
}

/** What a start of the application is told. */
export function argumentsFor(place: Place, more: readonly string[] = []): string[] {
  return [...sandboxArguments(), ...APPLICATION, `--user-data-dir=${place.userData}`, ...more];
}

export interface Started {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** What the application has logged so far. */
  readonly log: () => string;
}

export async function start(place: Place, more: readonly string[] = []): Promise<Started> {
  const app = await _electron.launch({
    executablePath: PROGRAM,
    args: argumentsFor(place, more),
    env: environmentFor(place.userData),
  });
  let log = '';
  app.process().stderr?.on('data', (chunk: Buffer) => {
    log += chunk.toString();
  });
  const page = await app.firstWindow();
  // As in support/application.ts: before the page's first answer, what is asked of the main process may be lost.
  await page.evaluate('window.evenkeel?.stopTest()');
  await page.getByRole('navigation', { name: 'Profiles' }).waitFor();
  return { app, page, log: () => log };
}

/** Chooses an item of the application's menu, which has the same commands as the tray's, as soon as it can be chosen. */
export async function choose(app: ElectronApplication, id: string): Promise<void> {
  const click = (): Promise<boolean> =>
    app.evaluate(({ Menu }, wanted) => {
      const item = Menu.getApplicationMenu()?.getMenuItemById(wanted);
      if (!item?.enabled) return false;
      Reflect.apply(item.click, item, []);
      return true;
    }, id);
  await expect.poll(click).toBe(true);
}

/** Closes the window as the user does, and says whether it can still be seen. */
export async function closeWindow(app: ElectronApplication): Promise<boolean> {
  // Closed before it is shown for the first time, it would come up afterwards.
  await expect.poll(() => isWindowVisible(app)).toBe(true);
  return app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.close();
    return BrowserWindow.getAllWindows().some((window) => window.isVisible());
  });
}

export function isWindowVisible(app: ElectronApplication): Promise<boolean> {
  return app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().some((window) => window.isVisible()),
  );
}

/** Resolves when the process of the application has ended. */
export function ended(app: ElectronApplication): Promise<void> {
  const child = app.process();
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });
}
