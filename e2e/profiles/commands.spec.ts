import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { forget, launch, picture, quit, type Running } from '../support/application.js';
import { compare, makeProfile, synchronize, synchronizeButton } from '../support/window.js';

let folder: string;
let running: Running | undefined;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-commands-'));
  for (const side of ['local', 'remote']) await mkdir(join(folder, side));
});
test.afterEach(async () => {
  if (running !== undefined) {
    await quit(running);
    await forget(running);
  }
  running = undefined;
  await rm(folder, { recursive: true, force: true });
});

/** Answers the questions of the system, at first with the second button. */
async function answerQuestions(app: Running['app']) {
  await app.evaluate(({ dialog }) => {
    Reflect.set(globalThis, 'answer', 1);
    Reflect.set(dialog, 'showMessageBox', (_window: unknown, { detail }: { readonly detail: string }) => {
      Reflect.set(globalThis, 'asked', detail);
      return Promise.resolve({ response: Number(Reflect.get(globalThis, 'answer')), checkboxChecked: false });
    });
  });
  return {
    answer: (button: number) =>
      app.evaluate((_electron, chosen) => void Reflect.set(globalThis, 'answer', chosen), button),
    last: () => app.evaluate(() => String(Reflect.get(globalThis, 'asked'))),
  };
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`commands run before and after a sync, and what they printed is in the history (${colorScheme})`, async () => {
    const info = test.info();
    running = await launch({ colorScheme });
    const { page, app } = running;
    const asked = await answerQuestions(app);
    const [local, remote] = [join(folder, 'local'), join(folder, 'remote')];
    await writeFile(join(local, 'plate.txt'), 'plate');
    await makeProfile(page, { name: 'Site', local, remote });
    await page.getByRole('button', { name: 'Edit' }).first().click();
    const summary = page.locator('summary.options-summary', { hasText: 'Commands' });
    await expect(summary).toContainText('None');
    await summary.click();
    await page.getByLabel('Before each sync').fill('sh -c "echo no end');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('A quotation mark is missing.')).toBeVisible();
    await page.getByLabel('Before each sync').fill('echo "all is ready"');
    await expect(page.getByText('Runs echo with all is ready')).toBeVisible();
    await page
      .getByLabel('After each sync')
      .fill(
        `sh -c 'echo "$EVENKEEL_RESULT $EVENKEEL_DONE" > "${folder}/after"; echo cannot purge the cache; exit 4'`,
      );
    await page.getByLabel('Minutes that a command may take').fill('2');
    await page.getByText('Commands run with your permissions').scrollIntoViewIfNeeded();
    await picture(page, info, 'commands');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(
      page.getByText('The profile was not saved, because its commands were not allowed.'),
    ).toBeVisible();
    await asked.answer(0);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
    expect(await asked.last()).toContain('Before each sync: echo "all is ready"');

    await compare(page);
    await synchronize(page);
    expect(await readFile(join(remote, 'plate.txt'), 'utf8')).toBe('plate');
    expect(await readFile(join(folder, 'after'), 'utf8')).toBe('finished 1\n');
    await page.getByRole('button', { name: 'History', exact: true }).click();
    const commands = page.getByRole('region', { name: 'Commands' });
    await expect(commands).toContainText('echo "all is ready" ended well, took');
    await expect(commands).toContainText('ended with code 4');
    await expect(commands.getByText('cannot purge the cache', { exact: true })).toBeVisible();
    await picture(page, info, 'history');
    await page.getByRole('button', { name: 'History', exact: true }).click();

    await page.getByRole('button', { name: 'Edit' }).first().click();
    await page.locator('summary.options-summary', { hasText: 'Commands' }).click();
    await page.getByLabel('Before each sync').fill('false');
    await page.getByLabel('After each sync').fill('');
    await page.getByRole('button', { name: 'Save' }).click();
    await writeFile(join(local, 'jug.txt'), 'jug');
    await compare(page);
    await synchronizeButton(page).click();
    await expect(page.getByText('The command before the sync ended with code 1').first()).toBeVisible();
    await picture(page, info, 'stopped');
    await expect(readFile(join(remote, 'jug.txt'))).rejects.toThrow('ENOENT');
  });
}
