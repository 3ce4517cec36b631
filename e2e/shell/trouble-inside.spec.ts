import { expect, test } from '@playwright/test';
import { choose, makePlace, start, type Place } from './launch.js';

let place: Place;
test.beforeEach(async () => {
  place = await makePlace();
});
test.afterEach(() => place.remove());

test('diagnostics for a report are copied, without a password, and it says so', async () => {
  const { app } = await start(place);
  const asked = await app.evaluateHandle(({ dialog }) => {
    const messages: string[] = [];
    dialog.showMessageBox = (...given: readonly unknown[]) => {
      messages.push(JSON.stringify(given.at(-1)));
      return Promise.resolve({ response: 0, checkboxChecked: false });
    };
    return messages;
  });
  await choose(app, 'copy-diagnostics');
  await expect.poll(() => asked.evaluate((messages) => messages.join('\n'))).toContain('Diagnostics copied');
  const copied = await app.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toMatch(/^Evenkeel \d+\.\d+\.\d+/);
  expect(copied).toContain('Profiles: 0');
  expect(copied).toContain('End of the log:');
});

test('a page that fails is loaded again; when it fails again and again, somebody is asked, and the application goes on', async () => {
  const { app, page } = await start(place);
  const asked = await app.evaluateHandle(({ dialog }) => {
    const messages: string[] = [];
    // Nobody answers.
    dialog.showMessageBox = (...given: readonly unknown[]) => {
      messages.push(JSON.stringify(given.at(-1)));
      return new Promise(() => undefined);
    };
    return messages;
  });
  const crash = (): Promise<void> =>
    app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
    });
  const seen = await app.evaluateHandle(({ BrowserWindow }) => {
    const counts = { failed: 0, loaded: 0 };
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.on('render-process-gone', () => (counts.failed += 1));
    contents?.on('did-finish-load', () => (counts.loaded += 1));
    return counts;
  });
  await expect(page.getByRole('button', { name: 'New profile' }).first()).toBeVisible();
  for (let time = 1; time <= 2; time += 1) {
    await crash();
    await expect.poll(() => seen.evaluate((counts) => counts)).toEqual({ failed: time, loaded: time });
    expect(await asked.evaluate((messages) => messages)).toEqual([]);
  }
  await crash();
  await expect.poll(() => asked.evaluate((messages) => messages.join('\n'))).toContain('keeps failing');
});
