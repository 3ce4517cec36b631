import { spawn } from 'node:child_process';
import { access, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import {
  argumentsFor,
  choose,
  closeWindow,
  ended,
  isWindowVisible,
  makePlace,
  start,
  type Place,
} from './launch.js';
import { IS_PACKAGED, PROGRAM } from '../support/program.js';

const ID = 'pots';

let place: Place;
test.beforeEach(async () => {
  place = await makePlace();
});
test.afterEach(() => place.remove());

/** Writes the profile of two folders, as an earlier start would have left it. */
async function writeProfile({ unattended = true } = {}): Promise<{
  readonly local: string;
  readonly remote: string;
}> {
  const local = join(place.folder, 'local');
  const remote = join(place.folder, 'remote');
  for (const folder of [local, remote, place.userData]) await mkdir(folder, { recursive: true });
  const profile = {
    id: ID,
    name: 'Pots & pans',
    localFolder: local,
    remoteFolder: remote,
    userName: '',
    mode: 'two-way',
    deleteExtra: false,
    options: { unattended },
  };
  await writeFile(join(place.userData, 'profiles.json'), JSON.stringify({ profiles: [profile] }));
  return { local, remote };
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

test('a closed window leaves the application running; a second start brings it back; Quit ends it', async () => {
  const { app } = await start(place);
  expect(await closeWindow(app)).toBe(false);

  const second = spawn(PROGRAM, argumentsFor(place), { stdio: 'ignore' });
  await new Promise((resolve) => second.once('exit', resolve));
  await expect.poll(() => isWindowVisible(app)).toBe(true);

  await closeWindow(app);
  const end = ended(app);
  // The answer may not come any more.
  await choose(app, 'quit').catch(() => undefined);
  await end;
});

test('Sync now evens both folders without the window, leaves conflicts, tells, and shows it afterwards', async () => {
  const { local, remote } = await writeProfile();
  await writeFile(join(local, 'plate.txt'), 'plate');
  await writeFile(join(remote, 'jug ☕.txt'), 'jug');
  await writeFile(join(local, 'vase.txt'), 'blue');
  await writeFile(join(remote, 'vase.txt'), 'green vase');
  const { app, page, log } = await start(place);
  await closeWindow(app);

  await choose(app, `sync-${ID}`);
  await expect.poll(log).toContain('Notification: Pots & pans: 2 items synced, 1 conflict left.');
  expect(await isWindowVisible(app)).toBe(false);
  expect(await readFile(join(remote, 'plate.txt'), 'utf8')).toBe('plate');
  expect(await readFile(join(local, 'jug ☕.txt'), 'utf8')).toBe('jug');
  expect(await readFile(join(local, 'vase.txt'), 'utf8')).toBe('blue');
  expect(await readFile(join(remote, 'vase.txt'), 'utf8')).toBe('green vase');

  await choose(app, `show-${ID}`);
  await expect.poll(() => isWindowVisible(app)).toBe(true);
  await expect(page.getByRole('status', { name: 'Result' })).toBeVisible();
  const words = await app.evaluate(
    ({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.label,
    `last-${ID}`,
  );
  expect(words).toContain('2 items synced, 1 conflict left');
  await app.close();
});

test('Sync now of a profile that may not run unasked compares, and shows what it would do', async () => {
  const { local, remote } = await writeProfile({ unattended: false });
  await writeFile(join(local, 'plate.txt'), 'plate');
  const { app, page, log } = await start(place);
  await closeWindow(app);
  await choose(app, `sync-${ID}`);
  await expect.poll(log).toContain('Notification: Pots & pans: Review the plan first: 1 upload.');
  expect(await exists(join(remote, 'plate.txt'))).toBe(false);
  await choose(app, `show-${ID}`);
  await expect(page.getByRole('button', { name: /^Synchronize 1 item/ })).toBeVisible();
  await app.close();
});

test('a link asks before it syncs a profile, and can do nothing else', async () => {
  const { local, remote } = await writeProfile();
  await writeFile(join(local, 'a.txt'), 'a');
  const { app, page } = await start(place);
  const answers = await app.evaluateHandle(({ dialog }) => {
    const asked: string[] = [];
    const state = { asked, answer: 0 };
    dialog.showMessageBox = (...given: readonly unknown[]) => {
      asked.push(JSON.stringify(given.at(-1)));
      return Promise.resolve({ response: state.answer, checkboxChecked: false });
    };
    return state;
  });
  const follow = async (link: string): Promise<void> => {
    const second = spawn(PROGRAM, argumentsFor(place, [link]), { stdio: 'ignore' });
    await new Promise((resolve) => second.once('exit', resolve));
  };
  const asked = (): Promise<string> => answers.evaluate((state) => state.asked.splice(0).join('\n'));

  await follow('evenkeel://run/Pots%20%26%20pans');
  await expect.poll(asked).toContain('Sync “Pots & pans” now?');
  await expect(page.getByRole('heading', { name: 'Pots & pans' })).toBeVisible();
  expect(await exists(join(remote, 'a.txt'))).toBe(false);

  await follow('evenkeel://run/Nobody');
  await expect.poll(asked).toContain('There is no profile named “Nobody”.');
  await follow('evenkeel://delete/Pots%20%26%20pans');
  await expect.poll(asked).toContain('can’t do');

  await answers.evaluate((state) => (state.answer = 1));
  await follow('evenkeel://run/Pots%20%26%20pans');
  await expect.poll(() => exists(join(remote, 'a.txt'))).toBe(true);
});

test('the last result is still known after the next start', async () => {
  const { local } = await writeProfile();
  await writeFile(join(local, 'plate.txt'), 'plate');
  const first = await start(place);
  await choose(first.app, `sync-${ID}`);
  await expect.poll(first.log).toContain('Notification: Pots & pans: 1 item synced.');
  await first.app.close();

  const { app, page } = await start(place);
  await expect(page.getByRole('navigation', { name: 'Profiles' })).toContainText('1 item synced');
  await app.close();
});

test('Sync now of a folder that is gone tells what to do, and nothing is lost', async () => {
  const { remote } = await writeProfile();
  await writeFile(join(remote, 'jug.txt'), 'jug');
  await writeFile(
    join(place.userData, 'profiles.json'),
    (await readFile(join(place.userData, 'profiles.json'), 'utf8')).replace(/local"/, 'elsewhere"'),
  );
  const { app, log } = await start(place);
  await choose(app, `sync-${ID}`);
  await expect.poll(log).toMatch(/Notification: Pots & pans: .*elsewhere.*does not exist/);
  expect(await readFile(join(remote, 'jug.txt'), 'utf8')).toBe('jug');
  await app.close();
});

test('a damaged profile file is set aside and told of, and the window works', async () => {
  await writeProfile();
  const file = join(place.userData, 'profiles.json');
  const content = (await readFile(file, 'utf8')).slice(0, -9);
  await writeFile(file, content);
  const { app, page } = await start(place);
  await expect(page.getByText('The file with your profiles was damaged')).toBeVisible();
  const aside = (await readdir(place.userData)).filter((name) => name.startsWith('profiles.damaged-'));
  expect(aside).toHaveLength(1);
  expect(await readFile(join(place.userData, aside[0] ?? ''), 'utf8')).toBe(content);
  await expect(page.getByRole('button', { name: 'New profile' }).first()).toBeEnabled();
  await app.close();
});

test('the page cannot leave, open windows, reach out, or touch Node', async () => {
  const { app, page } = await start(place);
  await page.evaluate("location.href = 'https://example.com/'");
  expect(await page.evaluate("window.open('https://example.com/') === null")).toBe(true);
  expect(await page.evaluate('typeof require + typeof process')).toBe('undefinedundefined');
  expect(
    await page.evaluate("fetch('evenkeel://app/index.html').then(() => 'fetched', () => 'refused')"),
  ).toBe('refused');
  expect(
    await page.evaluate("window.evenkeel.watch('../../x').then(() => 'answered', (error) => error.message)"),
  ).toMatch(/The request could not be carried out\.$/);
  expect(await page.evaluate('location.href')).toBe('evenkeel://app/index.html');
  await app.close();
});

test('the demonstration shows a plan, and nothing of it is left even when it is killed', async () => {
  test.skip(IS_PACKAGED, 'the demo’s server is no part of what is installed');
  const { app, page } = await start(place, ['--demo']);
  await expect(page.getByRole('treegrid', { name: 'Preview' })).toBeVisible();
  const folder = await app.evaluate(({ app: electron }) => electron.getPath('userData'));
  expect(folder.startsWith(place.folder)).toBe(false);
  expect(await exists(join(folder, 'profiles.json'))).toBe(true);

  const end = ended(app);
  app.process().kill('SIGKILL');
  await end;
  await expect.poll(() => exists(dirname(folder))).toBe(false);
});
