import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { forget, launch, quit, type Running } from '../support/application.js';
import { put } from '../support/trees.js';
import { makeProfile, row } from '../support/window.js';

let running: Running;
let folder: string;
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-growth-'));
  const [local, remote] = [join(folder, 'local'), join(folder, 'remote')];
  await mkdir(remote);
  await put(local, 'a.txt', 'a');
  running = await launch();
  await makeProfile(running.page, { name: 'Site', local, remote });
});
test.afterAll(async () => {
  await quit(running);
  await forget(running);
  await rm(folder, { recursive: true, force: true });
});

/** Tells the window of files as a comparison that is under way does: the listings arrive when the test wants them to. */
async function arrive(names: readonly string[], fresh: boolean): Promise<void> {
  await running.app.evaluate(
    ({ BrowserWindow }, message) => {
      BrowserWindow.getAllWindows()[0]?.webContents.send('evenkeel:message', JSON.stringify(message));
    },
    {
      kind: 'events',
      profileId: await profileId(),
      fresh,
      events: [{ kind: 'plan-items', items: names.map(item), totals: TOTALS }],
    },
  );
}

const NONE = { items: 0, bytes: 0 };
const SIDES = { local: NONE, remote: NONE };
const TOTALS = {
  copy: SIDES,
  createFolder: SIDES,
  move: SIDES,
  delete: SIDES,
  conflict: NONE,
  equal: NONE,
  leave: NONE,
  filtered: NONE,
  remember: NONE,
};

const item = (path: string): unknown => ({
  path,
  local: { class: 'new', entry: { kind: 'file', size: 1 } },
  remote: { class: 'missing' },
  action: { kind: 'copy', to: 'remote', replaces: false },
});

async function profileId(): Promise<string> {
  const opening: unknown = await running.page.evaluate('window.evenkeel.open()');
  const [, id] = /"id":"([^"]+)"/.exec(JSON.stringify(opening)) ?? [];
  return id ?? '';
}

const names = (letter: string): readonly string[] =>
  Array.from({ length: 40 }, (_, index) => `${letter}${index}.txt`);

test('rows that arrive above do not move what is looked at', async () => {
  const { page, app } = running;
  const id = await profileId();
  await app.evaluate(
    ({ BrowserWindow }, message) =>
      BrowserWindow.getAllWindows()[0]?.webContents.send('evenkeel:message', JSON.stringify(message)),
    {
      kind: 'activity',
      profileId: id,
      activity: { kind: 'comparing', progress: { folders: 1, items: 40 }, totals: TOTALS },
    },
  );
  await arrive(names('m'), true);
  await row(page, 'm5.txt').hover();
  const before = await row(page, 'm5.txt').boundingBox();
  await arrive(names('c'), false);
  await expect(page.getByRole('treegrid', { name: 'Preview' })).toHaveAttribute('aria-rowcount', '81');
  expect(await row(page, 'm5.txt').boundingBox()).toEqual(before);

  // Away from the rows, what is at the top of the window stays there.
  await page.getByRole('heading', { name: 'Site' }).hover();
  const first = await row(page, 'm3.txt').boundingBox();
  await arrive([...names('a'), ...names('x')], false);
  await expect(page.getByRole('treegrid', { name: 'Preview' })).toHaveAttribute('aria-rowcount', '161');
  expect(await row(page, 'm3.txt').boundingBox()).toEqual(first);
});
