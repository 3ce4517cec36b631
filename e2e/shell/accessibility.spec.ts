import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import { expect, test, type Page } from '@playwright/test';
import { forget, launch, quit, type Running } from '../support/application.js';
import { PROJECT } from '../support/program.js';
import { chooseCommand } from '../support/menu.js';
import { put } from '../support/trees.js';
import { compare, makeProfile, result, synchronizeButton } from '../support/window.js';

let running: Running;
let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-axe-'));
  for (const name of ['local', 'remote']) await mkdir(join(folder, name));
  running = await launch();
});
test.afterEach(async () => {
  await quit(running);
  await forget(running);
  await rm(folder, { recursive: true, force: true });
});

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** A colour in the middle of a transition is neither. */
const STILL = `Promise.all(
  document.getAnimations()
    .filter((one) => one.effect?.getComputedTiming().iterations !== Infinity)
    .map((one) => one.finished.catch(() => undefined)),
).then(() => undefined)`;

const RUN = `axe.run(document, { runOnly: ${JSON.stringify(RULES)} }).then(({ violations }) =>
  violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 160)).join(' | ')))`;

/** What axe finds in the window as it is now. */
function violations(page: Page): Promise<unknown> {
  return page.evaluate(RUN);
}

/** Nothing is found in either colour scheme. */
async function expectAccessible(page: Page, state: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(STILL);
    expect.soft(await violations(page), `${state}, ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

test('axe finds nothing in the main states of the window', async () => {
  const { app, page } = running;
  await page.getByRole('button', { name: 'Create your first profile' }).waitFor();
  await page.evaluate(axe.source);
  await expectAccessible(page, 'welcome');
  // It would find something: what follows can fail.
  await page.evaluate("document.body.append(document.createElement('button'))");
  expect(await violations(page)).toContainEqual(expect.stringContaining('button-name'));
  await page.evaluate('document.body.lastElementChild.remove()');

  await page.getByRole('button', { name: 'New profile' }).click();
  await expectAccessible(page, 'form');
  await page.keyboard.press('Escape');

  const local = join(folder, 'local');
  const remote = join(folder, 'remote');
  await put(local, 'folder/new.txt', 'new');
  await put(local, 'both.txt', 'here');
  await put(remote, 'both.txt', 'there too');
  await put(remote, 'there.txt', 'there');
  await makeProfile(page, { name: 'Site', local, remote });
  await expectAccessible(page, 'never compared');

  await compare(page);
  await expectAccessible(page, 'compared');
  await page
    .getByRole('treegrid', { name: 'Preview' })
    .getByRole('row', { name: /^both\.txt/ })
    .click();
  await expectAccessible(page, 'details');

  await page.getByRole('button', { name: 'Resolve conflicts…' }).click();
  await expectAccessible(page, 'resolve conflicts');
  await page.keyboard.press('m');
  const merging = page.getByRole('dialog', { name: /^Merge/ });
  await merging.getByRole('group', { name: 'Conflict 1 of 1' }).waitFor();
  await expectAccessible(page, 'merge');
  await merging.getByRole('button', { name: 'Use both' }).click();
  await expectAccessible(page, 'merged');
  await page.keyboard.press('Escape');
  await merging.getByRole('button', { name: 'Discard' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });

  await synchronizeButton(page).click();
  await expect(result(page)).toContainText('synced');
  await expectAccessible(page, 'result');

  await chooseCommand(app, 'history');
  await expect(page.getByRole('button', { name: 'History', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expectAccessible(page, 'history');

  await app.evaluate(
    ({ dialog }, chosen) => {
      Object.assign(dialog, {
        showOpenDialog: () => Promise.resolve({ canceled: false, filePaths: [chosen] }),
      });
    },
    join(PROJECT, 'test', 'imports', 'samples', 'filezilla-3.66.xml'),
  );
  await chooseCommand(app, 'import-profiles');
  const importing = page.getByRole('dialog', { name: 'Import profiles' });
  await importing.getByRole('button', { name: 'Choose file…' }).waitFor();
  await expectAccessible(page, 'import: from where');
  await importing.getByRole('button', { name: 'Choose file…' }).click();
  await importing.getByText('Old server').waitFor();
  await expectAccessible(page, 'import: what was found');
  await page.keyboard.press('Escape');
  await importing.waitFor({ state: 'hidden' });

  for (const [command, name] of [
    ['command-palette', 'Command palette'],
    ['shortcuts', 'Keyboard shortcuts'],
    ['settings', 'Settings'],
    ['about', 'About Evenkeel'],
    ['group-profile', /^Move “Site”/],
    ['delete-profile', /^Delete/],
  ] as const) {
    await chooseCommand(app, command);
    await page.getByRole('dialog', { name }).waitFor();
    await expectAccessible(page, command);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name }).waitFor({ state: 'hidden' });
  }
});
