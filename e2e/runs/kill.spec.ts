import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startServer, whyUnavailable } from '../../test/servers/start-server.js';
import { forget, kill, launch, picture, quit } from '../support/application.js';
import { contents, fillWithRealTree, NAMES_WITHOUT_QUOTES, put } from '../support/trees.js';
import { compare, makeProfile, result, synchronize, synchronizeButton } from '../support/window.js';

// pure-ftpd sets times; the others do not, or know them coarsely, so that only the journal keeps false conflicts away.
for (const name of ['pure-ftpd', 'vsftpd', 'ftp-srv'] as const) {
  test(`S5: killed in the middle of an upload to ${name}, it ends in sync after the next start`, async () => {
    const info = test.info();
    const missing = await whyUnavailable(name);
    test.skip(missing !== undefined, missing);
    const server = await startServer(name);
    const folder = await mkdtemp(join(tmpdir(), 'evenkeel-kill-'));
    const local = join(folder, 'local');
    await fillWithRealTree(local, 600, NAMES_WITHOUT_QUOTES);
    await put(local, 'big file.bin', 'evenkeel'.repeat(2_000_000));
    const whole = await contents(local);
    let running = await launch();
    try {
      await makeProfile(running.page, {
        name: 'Killed',
        local,
        remote: server.url,
        user: server.user,
        password: server.password,
      });
      await compare(running.page);
      await synchronizeButton(running.page).click();
      await expect
        .poll(() => countFiles(server.root), { intervals: [20], timeout: 30_000 })
        .toBeGreaterThan(150);
      await kill(running);

      await expectOnlyWholeFiles(server.root, whole);
      running = await launch({ userData: running.userData });
      const { page } = running;
      await page
        .getByRole('navigation', { name: 'Profiles' })
        .getByRole('button', { name: 'Killed' })
        .click();
      await expect(
        page.getByRole('alert').filter({ hasText: /Interrupted after \d+ of \d+ items/ }),
      ).toBeVisible();
      await picture(page, info, 'after-kill');
      await compare(page);
      await picture(page, info, 'compared-after-kill');
      await expect(page.getByRole('button', { name: /^Conflicts 0/ })).toBeVisible();
      await synchronize(page);
      await expect(result(page)).toContainText('synced');
      expect(await contents(server.root)).toEqual(whole);
      expect(await contents(local)).toEqual(whole);
      await compare(page);
      await expect(synchronizeButton(page)).toHaveAccessibleName(/nothing to do/);
    } finally {
      await quit(running);
      await forget(running);
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    }
  });
}

async function countFiles(root: string): Promise<number> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).length;
}

/** S3: whatever lies under a real name is the whole of it. */
async function expectOnlyWholeFiles(root: string, whole: ReadonlyMap<string, string>): Promise<void> {
  for (const [path, hash] of await contents(root)) {
    if (path === '.evenkeel-lock.json' || /(^|\/)\.evenkeel-[^/]*\.part$/.test(path)) continue;
    expect(`${path} ${hash}`).toBe(`${path} ${whole.get(path)}`);
  }
}

test('S3: a reader of the server never sees part of a file under its real name while files are replaced', async () => {
  const missing = await whyUnavailable('proftpd');
  test.skip(missing !== undefined, missing);
  const server = await startServer('proftpd');
  const folder = await mkdtemp(join(tmpdir(), 'evenkeel-whole-'));
  const local = join(folder, 'local');
  await mkdir(local);
  const old = 'old '.repeat(250_000);
  const fresh = 'fresh '.repeat(2_000_000);
  for (let n = 0; n < 8; n += 1) await put(local, `file ${n}`, old);
  const running = await launch();
  try {
    const { page } = running;
    await makeProfile(page, {
      name: 'Whole',
      local,
      remote: server.url,
      user: server.user,
      password: server.password,
    });
    await compare(page);
    await synchronize(page);
    for (let n = 0; n < 8; n += 1) await put(local, `file ${n}`, fresh);
    await compare(page);
    await synchronizeButton(page).click();
    const seen = new Map<number, number>();
    while (!(await result(page).textContent())?.includes('synced')) {
      for (let n = 0; n < 8; n += 1) {
        // FTP has no second name for a file: between stepping aside and the rename of the new one there is a moment without any.
        const content = await readFile(join(server.root, `file ${n}`)).catch(() => undefined);
        if (content === undefined) continue;
        const { length } = content;
        seen.set(length, (seen.get(length) ?? 0) + 1);
      }
    }
    for (const length of seen.keys()) expect([old.length, fresh.length]).toContain(length);
    expect(await contents(server.root)).toEqual(await contents(local));
  } finally {
    await quit(running);
    await forget(running);
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
