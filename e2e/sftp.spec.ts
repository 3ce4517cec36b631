import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { sshFacts } from '../test/servers/openssh.js';
import { startServer, whyUnavailable } from '../test/servers/start-server.js';
import { forget, launch, picture, quit } from './support/application.js';
import { prepareStory, tellWholeStory } from './support/story.js';
import { fillWithRealTree } from './support/trees.js';
import { makeProfile } from './support/window.js';

test('a folder is kept even through SFTP with the person’s own key, once the host key is trusted', async () => {
  const missing = await whyUnavailable('openssh');
  test.skip(missing !== undefined, missing);
  const info = test.info();
  const folder = await mkdtemp(join(tmpdir(), 'evenkeel-sftp-'));
  const server = await startServer('openssh');
  const facts = await sshFacts(server);
  await mkdir(join(folder, 'home', '.ssh'), { recursive: true });
  await copyFile(facts.identityFile, join(folder, 'home', '.ssh', 'id_ed25519'));
  const running = await launch({ env: { HOME: join(folder, 'home'), SSH_AUTH_SOCK: '' } });
  try {
    const local = join(folder, 'local');
    await fillWithRealTree(local, 150);
    await prepareStory(local);
    const { page } = running;
    await makeProfile(page, { name: 'Over SSH', local, remote: server.url, user: facts.user });
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    const shown = page.getByRole('alert').filter({ hasText: 'host key' });
    await expect(shown).toContainText(facts.fingerprint.slice(0, 47));
    await picture(page, info, '0-unknown-host-key');
    await page.getByRole('button', { name: 'Trust this host key' }).click();
    await expect(shown).toBeHidden();
    await tellWholeStory(
      page,
      { local, remote: server.root, own: () => server.own(), traces: () => Promise.resolve('') },
      info,
    );
  } finally {
    await quit(running);
    await forget(running);
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
