import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startServer, whyUnavailable } from '../test/servers/start-server.js';
import { forget, launch, picture, quit, type Running } from './support/application.js';
import { prepareStory, tellWholeStory } from './support/story.js';
import { fillWithRealTree } from './support/trees.js';
import { compare, makeProfile } from './support/window.js';

let running: Running;
let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-story-'));
  running = await launch();
});
test.afterEach(async () => {
  await quit(running);
  await forget(running);
  await rm(folder, { recursive: true, force: true });
});

/** The baselines as they lie on the disk. */
async function baselines({ userData }: Running): Promise<string> {
  const state = join(userData, 'state');
  const names = (await readdir(state)).filter((name) => !name.endsWith('-shm')).sort();
  const files = await Promise.all(
    names.map(async (name) => `${name} ${(await readFile(join(state, name))).toString('base64')}`),
  );
  return files.join('\n');
}

test('a real tree of more than 2,000 files is kept in sync with pure-ftpd', async () => {
  const info = test.info();
  const missing = await whyUnavailable('pure-ftpd');
  test.skip(missing !== undefined, missing);
  const server = await startServer('pure-ftpd');
  try {
    const local = join(folder, 'local');
    await fillWithRealTree(local, 2_100);
    await prepareStory(local);
    const { page } = running;
    await makeProfile(page, {
      name: 'Dependencies',
      local,
      remote: `${server.url}/`,
      user: server.user,
      password: server.password,
    });
    await tellWholeStory(
      page,
      {
        local,
        remote: server.root,
        own: () => server.own(),
        traces: async () => `${await baselines(running)}\n${changingCommands(await server.log())}`,
      },
      info,
    );
  } finally {
    await server.stop();
  }
});

test('a folder is kept in sync with another folder of this computer', async () => {
  const info = test.info();
  const local = join(folder, 'local');
  const remote = join(folder, 'remote');
  await fillWithRealTree(local, 300);
  await mkdir(remote);
  await prepareStory(local);
  const { page } = running;
  await makeProfile(page, { name: 'Two folders', local, remote });
  await tellWholeStory(
    page,
    { local, remote, own: () => Promise.resolve(), traces: () => baselines(running) },
    info,
  );
});

for (const name of ['pure-ftpd', 'proftpd', 'vsftpd'] as const) {
  test(`a folder is kept in sync through FTPS with ${name}, once its certificate is trusted`, async () => {
    const info = test.info();
    const missing = await whyUnavailable(name);
    test.skip(missing !== undefined, missing);
    const server = await startServer(name, { tls: true });
    try {
      const local = join(folder, 'local');
      await fillWithRealTree(local, 150);
      await prepareStory(local);
      const { page } = running;
      await makeProfile(page, {
        name: `Secure ${name}`,
        local,
        remote: server.url,
        user: server.user,
        password: server.password,
      });
      await page.getByRole('button', { name: 'Compare', exact: true }).click();
      // Shown in two lines, so that it can be compared by eye.
      const shown = page.getByRole('alert').filter({ hasText: 'certificate' });
      await expect(shown).toContainText(server.fingerprint.slice(0, 47));
      await expect(shown).toContainText(server.fingerprint.slice(48));
      await picture(page, info, '0-unknown-certificate');
      await page.getByRole('button', { name: 'Trust this certificate' }).click();
      await expect(shown).toBeHidden();
      await tellWholeStory(
        page,
        {
          local,
          remote: server.root,
          own: () => server.own(),
          traces: async () => `${await baselines(running)}\n${changingCommands(await server.log())}`,
        },
        info,
      );
    } finally {
      await server.stop();
    }
  });
}

test('the plan is read again after a restart, and profiles are still there', async () => {
  const local = join(folder, 'local');
  const remote = join(folder, 'remote');
  await fillWithRealTree(local, 20);
  await mkdir(remote);
  await makeProfile(running.page, { name: 'Stays', local, remote });
  await quit(running);
  running = await launch({ userData: running.userData });
  await running.page
    .getByRole('navigation', { name: 'Profiles' })
    .getByRole('button', { name: 'Stays' })
    .click();
  await compare(running.page);
});

/**
 * The commands in a server's log that change something. (Asking for the time of a file that is not there, in the form
 * in which vsftpd sets times, is how the target finds out about that form; it changes nothing.)
 */
function changingCommands(log: string): string {
  return log
    .split('\n')
    .filter((line) => !line.includes('.evenkeel-no-such-file'))
    .filter((line) => /\b(STOR|STOU|APPE|DELE|RMD|MKD|RNFR|RNTO|MFMT|SITE|MDTM \d{14})\b/i.test(line))
    .join('\n');
}
