import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ProfileOptions } from '../../../shared/profile/profile-options.js';
import { LocalTarget } from './local-target.js';

let base: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'evenkeel-own-'));
  await mkdir(join(base, 'root', 'mine'), { recursive: true });
  await mkdir(join(base, 'state'));
  await writeFile(join(base, 'root', 'run.log'), '');
});
afterEach(() => rm(base, { recursive: true, force: true }));

async function listed(
  ownPlaces: readonly string[],
  links: ProfileOptions['links'] = 'skip',
): Promise<Readonly<Record<string, string>>> {
  const target = new LocalTarget(join(base, 'root'), 'local', { links, permissions: 'leave', ownPlaces });
  const signal = new AbortController().signal;
  await target.connect(signal);
  const found: Record<string, string> = {};
  for await (const chunk of target.list('', signal)) {
    for (const { name, entry } of chunk) found[name] = entry.kind === 'other' ? entry.what : entry.kind;
  }
  await target.close();
  return found;
}

it('shows the folder and the log in which Evenkeel keeps its own as what they are, and nothing else of those names', async () => {
  await mkdir(join(base, 'root', 'state'));
  const own = [join(base, 'root', 'mine'), join(base, 'root', 'run.log'), join(base, 'state')];
  expect(await listed(own)).toEqual({ mine: 'own-state', 'run.log': 'own-state', state: 'folder' });
});

it('finds it through links and other ways that lead there', async () => {
  await symlink(join(base, 'root'), join(base, 'way'));
  await symlink(join(base, 'state'), join(base, 'root', 'elsewhere'));
  const own = [join(base, 'way', 'mine'), join(base, 'state'), join(base, 'not-there')];
  expect(await listed(own, 'follow')).toEqual({
    mine: 'own-state',
    'run.log': 'file',
    elsewhere: 'own-state',
  });
});
